"""Money in the terms of a case: no finer than its currency has it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pydantic import BaseModel

from domain.money import Currency
from domain.paycases.terms import CaseTerm
from domain.timelines.soundness import Fault
from domain.timelines.text import path

FINER: Final = 2
"""So many decimals beyond the minor unit may a rate have (hundredths of a cent); an amount that is paid has none."""
_PAID: Final = "flat"


def amount_faults(terms: Sequence[CaseTerm], currency: Currency) -> Iterator[Fault]:
    """Amounts and rates that cannot be paid in a currency."""
    for place, term in enumerate(terms):
        for version in term.rule.versions:
            for steps, amount in _amounts(version.spec, ()):
                decimals = currency.exponent + (0 if steps[-1] == _PAID else FINER)
                if amount.scaleb(decimals) % 1:
                    what = f"{amount} has more than {decimals} decimals of {currency.code}: round it"
                    yield Fault(path(("terms", place, *steps)), what)


def _amounts(value: object, at: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Decimal]]:
    match value:
        case Decimal():
            yield at, value
        case BaseModel():
            for name in type(value).model_fields:
                yield from _amounts(getattr(value, name), (*at, name))
        case tuple():
            for number, item in enumerate(value):
                yield from _amounts(item, (*at, number))
