"""Instants and places as people write them, with the remedy where one cannot be read."""

import re
from datetime import datetime, timedelta
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from domain.airports import airport
from domain.clock import EPOCH, to_minutes
from domain.errors import InputError

FIRST: Final = EPOCH
LAST: Final = datetime(2200, 1, 1, tzinfo=EPOCH.tzinfo)
_FORM: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
_WRITE: Final = "write an instant such as 2026-06-10T10:00Z or 2026-06-10T06:00-04:00"


def _instant(value: object) -> int:
    """The UTC minute of an instant; ``ValueError`` without an offset, or off the whole minute."""
    if not isinstance(value, str) or not _FORM.fullmatch(value):
        raise ValueError(f"{str(value)[:40]!r} is no instant: {_WRITE}")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value[:40]!r} is no instant: {_WRITE}") from None
    ahead = moment.utcoffset()
    if ahead is None:
        raise ValueError(f"{value} has no offset: write it with Z or an offset such as -05:00")
    if moment.second or moment.microsecond or ahead % timedelta(minutes=1):
        raise ValueError(f"{value} is not on a whole minute: round it to the minute that counts")
    if not FIRST + timedelta(days=1) <= moment < LAST:
        raise ValueError(f"{value} lies outside the years {FIRST.year} to {LAST.year - 1}: correct the year")
    return to_minutes(moment)


def _airport(code: str) -> str:
    try:
        return airport(code).iata
    except InputError as unknown:
        raise ValueError(str(unknown).rstrip(".")) from None


Instant = Annotated[int, BeforeValidator(_instant)]
"""A UTC minute, written as an ISO 8601 instant with its offset."""
Airport = Annotated[str, AfterValidator(_airport)]
"""The IATA code of an airport that is known."""
Length = Annotated[int, Field(strict=True, ge=0, le=600_000)]
"""Whole minutes."""
Number = Annotated[int, Field(strict=True, ge=0, le=1000)]
Yes = Annotated[bool, Field(strict=True)]
Name = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=200)]
