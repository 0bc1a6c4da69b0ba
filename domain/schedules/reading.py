"""Reads a schedule as people write it, in JSON or YAML: strict, with the path to what is wrong."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import ValidationError

from domain.errors import InputError
from domain.schedules.building import built
from domain.schedules.schedule import Schedule
from domain.schedules.soundness import faults, inner_faults
from domain.schedules.written import ScheduleIn
from domain.timelines.events import Kind
from domain.timelines.reading import MOST_EVENTS
from domain.timelines.soundness import Fault
from domain.timelines.text import parsed, refusal

MOST_BYTES: Final = 100_000_000
MOST: Final = 200_000
"""How many flights, crew members, aircraft, slots or locks a schedule may list."""
_KINDS: Final = frozenset({*Kind, "CREW", "AIRCRAFT", "FREE"})


def read(text: str | bytes) -> Schedule:
    """The schedule of a JSON or YAML text. ``InputError`` names the first thing wrong, by its path in the file.

    A text of more than 100 MB, a list of more than 200,000, or a crew member with more than 10,000 events or other
    entries, is refused before it is worked through.
    """
    size = len(text.encode()) if isinstance(text, str) else len(text)
    if size > MOST_BYTES:
        raise InputError(f"The schedule has more than {MOST_BYTES // 1_000_000} MB: judge fewer days or one base.")
    return read_value(parsed(text, "schedule", MOST))


def read_value(value: object) -> Schedule:
    """The schedule of a value that JSON can say; ``InputError`` names the first thing wrong, by its path."""
    for path, found, most in _lists(value):
        if found > most:
            raise InputError(f"{path}: there are {found:,} and may be {most:,}: judge fewer days or one base.")
    try:
        given = ScheduleIn.model_validate(value)
    except ValidationError as wrong:
        raise refusal(wrong, _KINDS) from None
    _refuse(faults(given))
    schedule = built(given)
    members = zip(given.crew, schedule.crew, strict=True)
    for place, (told, member) in enumerate(members):
        _refuse(inner_faults(told, member, f"crew[{place}]"))
    return schedule


def _refuse(found: Iterator[Fault]) -> None:
    for fault in found:
        raise InputError(f"{fault.path}: {fault.what}.")


def _lists(value: object) -> Iterator[tuple[str, int, int]]:
    """The path of each list that may be long, how long it is, and how long it may be."""
    if not isinstance(value, Mapping):
        return
    yield from _within("", value, MOST)
    for name in ("crew", "aircraft"):
        listed = value.get(name)
        for place, each in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(each, Mapping):
                yield from _within(f"{name}[{place}].", each, MOST_EVENTS)


def _within(at: str, value: Mapping[Any, Any], most: int) -> Iterator[tuple[str, int, int]]:
    for key, listed in value.items():
        if isinstance(listed, list):
            yield f"{at}{key}", len(listed), most
