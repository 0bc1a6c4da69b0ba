"""An instant that was typed."""

from typing import Final

from pydantic import TypeAdapter, ValidationError

from domain.errors import InputError
from domain.timelines.instants import Instant

_INSTANT: Final[TypeAdapter[int]] = TypeAdapter(Instant)


def instant(typed: str) -> int:
    """The UTC minute of ``2026-12-03T22:10Z``; anything else is an ``InputError`` that says how to write it."""
    try:
        return _INSTANT.validate_python(typed)
    except ValidationError as wrong:
        said = wrong.errors(include_url=False, include_input=False)[0]["msg"].removeprefix("Value error, ")
        raise InputError(f"{said}.") from None
