"""Facts that somebody states of one row, checked before anything is decided by them."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from domain.conditions.evaluate import typed
from domain.conditions.operands import nearest
from domain.conditions.outcome import Value
from domain.errors import InputError
from domain.facts import FACTS, FactType, known_at
from domain.lawful import LAWFUL
from domain.rules.pay import Grain


def checked(facts: Mapping[str, object], grain: Grain) -> dict[str, Value | None]:
    """The facts, by name; ``InputError`` for the first, by name, that rows of this grain cannot have.

    It is refused if it is not published or of finer rows, of another type, or has a value that is none of its own.
    None is a blank on record.
    """
    return {name: _checked(name, facts[name], grain) for name in sorted(facts)}


def _checked(name: str, value: object, grain: Grain) -> Value | None:
    if name not in FACTS:
        near = get_close_matches(name.lower(), known_at(grain), 3)
        remedy = (
            f"did you mean {' or '.join(near)}?" if near else f"those of a {grain} are {', '.join(known_at(grain))}."
        )
        raise InputError(f"There is no fact {name}: {remedy}")
    if name not in known_at(grain):
        finer = FACTS[name].grain
        raise InputError(f"{name} is a fact of a {finer}, not of a {grain}: ask about one {finer}, or leave it out.")
    given = typed(name, value)
    _check_value(name, given)
    return given


def _check_value(name: str, given: Value | None) -> None:
    listed = LAWFUL.texts.get(name, ())
    if isinstance(given, str) and listed and given not in listed:
        raise InputError(f"The fact {name} is {given!r}, which it never is: write {nearest(given, listed)}.")
    least, most = _bounds(name)
    if given is not None and least is not None and not least <= given <= most:
        raise InputError(f"The fact {name} is {given}: it lies from {least} to {most}.")


def _bounds(name: str) -> tuple[Any, Any]:
    """The least and the greatest value of a number or date; of what has no order, nothing."""
    match FACTS[name].type:
        case FactType.INTEGER:
            return LAWFUL.range_of(name)
        case FactType.DATE:
            return LAWFUL.days
        case _:
            return None, None
