"""How money and lengths are written in the answers."""

from decimal import Decimal, InvalidOperation
from typing import Any, Final, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from domain.clock import hours
from domain.errors import InputError
from domain.money import Currency

Money = NewType("Money", str)
"""A decimal amount as text; its currency is a field of the thing it belongs to."""

Spec = NewType("Spec", dict[str, Any])
"""A rule's typed content as JSON; its shape depends on the rule's family."""

SCALARS: Final[dict[object, ScalarDefinition]] = {
    Money: strawberry.scalar(
        name="Money",
        description='A decimal amount as text, such as "1234.50", in the `currency` of the thing it belongs to.',
        parse_value=str,
    ),
    Spec: strawberry.scalar(
        name="Spec",
        description="A rule's content as JSON: its `family`, and what that family says. Lengths are minutes.",
        serialize=dict,
    ),
}


def money(currency: Currency, minor: int) -> Money:
    """The amount of whole minor units."""
    return Money(currency.text(minor))


def some_money(currency: Currency, minor: int | None) -> Money | None:
    """The amount, where there is one."""
    return None if minor is None else money(currency, minor)


def some_rate(currency: Currency, minor: int | None, parts: int | None) -> Money | None:
    """The rate, where there is one: ``parts`` are hundredths of the minor unit on top, and told where there are any."""
    return None if minor is None else Money(currency.finely(minor * 100 + (parts or 0)))


def minor(currency: Currency, amount: Money) -> int:
    """Whole minor units of an amount that a client gave; anything that is no amount is an ``InputError``."""
    try:
        given = Decimal(amount)
    except InvalidOperation:
        given = Decimal("NaN")
    if not given.is_finite():
        raise InputError(f"{amount!r} is no amount: write it like 1234.50.")
    return currency.minor(given)


def some_hours(minutes: int | None) -> str | None:
    """``H:MM``, where there is a length."""
    return None if minutes is None else hours(minutes)
