"""Values as people write them: lengths as H:MM, times of day as 06:00, money as text, and how an item is picked."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Final, get_args, get_type_hints

from pydantic import BaseModel

from domain.clock import HOUR, hours
from domain.rules.fields import MinuteOfDay, Minutes

NONE: Final = "none"
"""How a value that is not there is written."""


@cache
def hints_of(kind: type[BaseModel]) -> Mapping[str, Any]:
    """The types of a record's fields, units included."""
    return get_type_hints(kind, include_extras=True)


def spelled(value: object, hint: Any = None) -> str:
    """A value in words; ``hint`` is the type of its field, which says whether a number is a length or a time."""
    match value:
        case None:
            return NONE
        case bool():
            return str(value).lower()
        case Enum():
            return str(value.value)
        case int():
            return _number(value, hint)
        case Decimal():
            return _money(value)
        case date():
            return value.isoformat()
        case str():
            return value if value and not any(each.isspace() for each in value) else f'"{value}"'
        case BaseModel():
            return _record(value)
        case Mapping():
            return ", ".join(f"{spelled(key)} {spelled(item, hint)}" for key, item in value.items()) or NONE
        case Sequence():
            return ", ".join(spelled(item, hint) for item in value) or NONE
    return str(value)


def pick(fields: Mapping[str, object]) -> str | None:
    """What an item of a list is picked by: a band's start, a pay step's position and years, a section's citation."""
    match fields:
        case {"start": int(start)}:
            return f"{start // HOUR:02}:{start % HOUR:02}"
        case {"position": position, "years": years}:
            return f"{spelled(position)},{years}"
        case {"citation": str(citation)}:
            return citation
    return None


def _number(value: int, hint: Any) -> str:
    if _speaks_of(hint, MinuteOfDay):
        return f"{value // HOUR:02}:{value % HOUR:02}"
    return hours(value) if _speaks_of(hint, Minutes) else str(value)


def _money(value: Decimal) -> str:
    """At least two decimals, and all that it has."""
    finer = value.normalize().as_tuple().exponent
    return f"{value:.{max(2, -finer) if isinstance(finer, int) else 2}f}"


def _record(record: BaseModel) -> str:
    """Its fields with their names, but those that say what they say when left out."""
    hints, fields = hints_of(type(record)), type(record).model_fields
    said = {name: getattr(record, name) for name in fields}
    told = [(name, value) for name, value in said.items() if name == "family" or value != fields[name].default]
    return ", ".join(f"{name} {spelled(value, hints[name])}" for name, value in told)


def _speaks_of(hint: Any, kind: Any) -> bool:
    """Whether a type is this one, perhaps optional or in a list."""
    return hint == kind or any(_speaks_of(part, kind) for part in get_args(hint))
