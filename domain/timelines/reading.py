"""Reads a timeline as people write it, in JSON or YAML: strict, with the path to what is wrong."""

from typing import Final, NoReturn

from pydantic import ValidationError

from domain.errors import InputError
from domain.timelines.building import built
from domain.timelines.events import Kind
from domain.timelines.soundness import faults
from domain.timelines.text import parsed, refusal
from domain.timelines.timeline import Timeline
from domain.timelines.written import TimelineIn

MOST_BYTES: Final = 100_000_000
MOST_EVENTS: Final = 10_000
_KINDS: Final = frozenset(Kind)


def read(text: str | bytes) -> Timeline:
    """The timeline of a JSON or YAML text. ``InputError`` names the first thing wrong, by its path in the file.

    A text of more than 100 MB, or with more than 10,000 events, is refused before it is worked through.
    """
    size = len(text.encode()) if isinstance(text, str) else len(text)
    if size > MOST_BYTES:
        raise InputError(
            f"The timeline has more than {MOST_BYTES // 1_000_000} MB: give one crew member's events only."
        )
    return read_value(parsed(text, "timeline", MOST_EVENTS))


def read_value(value: object) -> Timeline:
    """The timeline of a value that JSON can say; ``InputError`` names the first thing wrong, by its path."""
    _few(value)
    try:
        given = TimelineIn.model_validate(value)
    except ValidationError as wrong:
        raise refusal(wrong, _KINDS) from None
    timeline = built(given)
    fault = next(faults(timeline), None)
    if fault is not None:
        raise InputError(f"{fault.path}: {fault.what}.")
    return timeline


def _few(value: object) -> None:
    events, history = (value.get("events"), value.get("history")) if isinstance(value, dict) else (None, None)
    ledger = history.get("ledger") if isinstance(history, dict) else None
    for listed in (events, ledger):
        if isinstance(listed, list | tuple) and len(listed) > MOST_EVENTS:
            _too_many()


def _too_many() -> NoReturn:
    raise InputError(
        f"events: there are more than {MOST_EVENTS:,}: judge a shorter part, with history for what is past."
    )
