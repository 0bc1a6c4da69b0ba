"""UTC minutes inside, named clocks at the edges.

A minute is an integer: whole minutes since 1970-01-01T00:00Z. Zone data always comes from the pinned
``tzdata`` package and never from the machine, so that a result can be computed again byte for byte.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from importlib import resources
from typing import Final
from zoneinfo import ZoneInfo

from domain.errors import InputError

DAY: Final = 1440
HOUR: Final = 60
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
DATES_KEPT: Final = 1 << 14
"""How many instants of local dates are remembered: the same few are asked for again and again."""


def to_minutes(moment: datetime) -> int:
    """The UTC minute of an aware instant. Seconds are refused: the record is kept in whole minutes."""
    if moment.tzinfo is None:
        raise InputError(f"{moment.isoformat()} has no offset: write it with Z or an offset such as -05:00.")
    if moment.second or moment.microsecond:
        raise InputError(f"{moment.isoformat()} has seconds: give whole minutes.")
    return (moment - EPOCH) // timedelta(minutes=1)


def to_datetime(minute: int) -> datetime:
    """The instant of a UTC minute, in UTC."""
    return EPOCH + timedelta(minutes=minute)


def to_iso(minute: int) -> str:
    """``2026-06-10T10:00Z``."""
    return to_datetime(minute).strftime("%Y-%m-%dT%H:%MZ")


@cache
def zone(name: str) -> ZoneInfo:
    """The named zone out of the pinned tz database; an unknown name is an ``InputError``."""
    parts = name.split("/")
    try:
        if not all(part.strip(".") for part in parts):
            raise ValueError(name)
        with resources.files("tzdata.zoneinfo").joinpath(*parts).open("rb") as data:
            return ZoneInfo.from_file(data, key=name)
    except (OSError, ValueError) as missing:
        raise InputError(
            f"There is no time zone {name!r} in the tz database: use a name such as America/New_York."
        ) from missing


def tz_version() -> str:
    """The version of the pinned tz database, for the record of a result."""
    from importlib.metadata import version

    return version("tzdata")


@lru_cache(maxsize=DATES_KEPT)
def local(minute: int, name: str) -> datetime:
    """The wall clock of the named zone at a UTC minute."""
    return to_datetime(minute).astimezone(zone(name))


def offset(minute: int, name: str) -> int:
    """How many minutes the named clock is ahead of UTC at a UTC minute (whole minutes, as since 1972)."""
    ahead = local(minute, name).utcoffset()
    assert ahead is not None
    return ahead // timedelta(minutes=1)


def local_date(minute: int, name: str) -> date:
    """The calendar date on the named clock at a UTC minute."""
    return local(minute, name).date()


def minute_of_day(minute: int, name: str) -> int:
    """Minutes since midnight on the named wall clock, 0 to 1439."""
    there = local(minute, name)
    return there.hour * HOUR + there.minute


@lru_cache(maxsize=DATES_KEPT)
def midnight(day: date, name: str) -> int:
    """The UTC minute at which a date begins on the named clock (the first one, where midnight comes twice)."""
    return to_minutes(datetime(day.year, day.month, day.day, tzinfo=zone(name)).astimezone(UTC))


@lru_cache(maxsize=DATES_KEPT)
def at_local(day: date, minute: int, name: str) -> int:
    """The UTC minute when the named wall clock shows this date and minute of day.

    A time that the spring change skips becomes the instant just as long after the change; one that
    comes twice is the first.
    """
    wall = datetime(day.year, day.month, day.day, minute // HOUR, minute % HOUR, tzinfo=zone(name))
    return to_minutes(wall.astimezone(UTC))


def offsets(name: str, start: int, end: int) -> list[tuple[int, int]]:
    """(UTC minute from which it holds, minutes ahead of UTC), ascending, covering ``start`` up to ``end``."""
    found = [(start, offset(start, name))]
    minute = start
    while minute < end:
        step = min(minute + DAY, end)
        if offset(step, name) != found[-1][1]:
            found.append((_change(name, minute, step), offset(step, name)))
        minute = step
    return found


def _change(name: str, before: int, after: int) -> int:
    """The first minute in (before, after] with the later offset."""
    late = offset(after, name)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (before, middle) if offset(middle, name) == late else (middle, after)
    return after


def hours(minutes: int) -> str:
    """``H:MM``; a negative length has its sign in front."""
    sign, size = ("-", -minutes) if minutes < 0 else ("", minutes)
    return f"{sign}{size // HOUR}:{size % HOUR:02}"
