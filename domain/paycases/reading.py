"""Reads a pay case as people write it, in JSON or YAML: strict, with the path to what is wrong."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import ValidationError

from domain.currencies import currency
from domain.errors import InputError
from domain.paycases.amounts import amount_faults
from domain.paycases.case import PayCase
from domain.paycases.soundness import faults
from domain.paycases.terms import read_terms
from domain.paycases.written import CaseIn
from domain.timelines.soundness import Fault
from domain.timelines.text import parsed, refusal

MOST_BYTES: Final = 100_000_000
MOST_ROWS: Final = 10_000
"""How many entries the lists of a case may have together."""


def read(text: str | bytes) -> PayCase:
    """The pay case of a JSON or YAML text. ``InputError`` names the first thing wrong, by its path in the file.

    A text of more than 100 MB, or with more than 10,000 entries in its lists, is refused before it is worked through.
    """
    size = len(text.encode()) if isinstance(text, str) else len(text)
    if size > MOST_BYTES:
        raise InputError(
            f"The pay case has more than {MOST_BYTES // 1_000_000} MB: give one crew member's period only."
        )
    return read_value(parsed(text, "pay case", MOST_ROWS))


def read_value(value: object) -> PayCase:
    """The pay case of a value that JSON can say; ``InputError`` names the first thing wrong, by its path."""
    given = given_of(value)
    terms = read_terms(given.terms)
    _refuse(amount_faults(terms, currency(given.currency)))
    return PayCase(given, terms)


def given_of(value: object) -> CaseIn:
    """What a case says beside its terms, which are left as they are written."""
    if (rows := _rows(value)) > MOST_ROWS:
        raise InputError(f"There are {rows:,} entries and may be {MOST_ROWS:,}: give one crew member's period only.")
    try:
        given = CaseIn.model_validate(value)
    except ValidationError as wrong:
        raise refusal(wrong) from None
    _refuse(faults(given))
    return given


def _refuse(found: Iterator[Fault]) -> None:
    for fault in found:
        raise InputError(f"{fault.path}: {fault.what}.")


def _rows(value: object) -> int:
    """The entries of all lists, however they are nested."""
    waiting: list[Any] = [value]
    count = 0
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            waiting += one.values()
        elif isinstance(one, list | tuple):
            count += len(one)
            waiting += one
    return count
