"""A pay case that was read: what is written in it, and its typed terms."""

from typing import NamedTuple

from domain.paycases.terms import CaseTerm
from domain.paycases.written import CaseIn


class PayCase(NamedTuple):
    """Sound throughout. Duties of ``given`` are in the order of the file; minutes are UTC."""

    given: CaseIn
    terms: tuple[CaseTerm, ...]
