"""Local clocks: how a report is read, and how much of a stretch lies inside hours of the day."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from domain.airports import zone_of
from domain.clock import DATES_KEPT, DAY, at_local, local_date, minute_of_day
from domain.rules.bands import ClockWindow, Night
from domain.timelines.timeline import AcclimatedClock
from legality.theater import Body, one_theater

_ONE_DAY: Final = timedelta(days=1)


class Reading(NamedTuple):
    """One way to read a report: whose clock, its zone, minutes since midnight there, and whether acclimated to it."""

    whose: str
    zone: str
    minute: int
    acclimated: bool


def readings(start: int, body: Body, base: str, choice: AcclimatedClock | None) -> tuple[Reading, ...]:
    """The ways a report may be read: one, or several where the carrier has not chosen and they differ."""
    if not body.acclimated:
        return (_reading(start, "last acclimated", body.anchor, acclimated=False),)
    if not one_theater(body.anchor, base):
        return (_reading(start, "acclimated", body.anchor),)
    home = _reading(start, "base", base)
    if choice is AcclimatedClock.HOME_BASE or body.at == base:
        return (home,)
    series = _reading(start, "series start", body.series)
    if choice is AcclimatedClock.FDP_SERIES_START:
        return (series,)
    either = (home, series, _reading(start, "local", body.at))
    return tuple({reading.minute: reading for reading in reversed(either)}.values())


def _reading(report: int, whose: str, place: str, *, acclimated: bool = True) -> Reading:
    zone = zone_of(place)
    return Reading(whose, zone, minute_of_day(report, zone), acclimated)


def windows(window: ClockWindow, zone: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The daily windows of a local clock (UTC minutes, half-open) that touch ``start`` up to ``end``, in order."""
    day, last = local_date(start, zone) - _ONE_DAY, local_date(end, zone)
    while day <= last:
        opens, closes = _opened(window.start, window.end, zone, day)
        if opens < end and closes > start:
            yield opens, closes
        day += _ONE_DAY


@lru_cache(maxsize=DATES_KEPT)
def _opened(start: int, end: int, zone: str, day: date) -> tuple[int, int]:
    """The window that begins on a day."""
    until = day + _ONE_DAY if end <= start or end == DAY else day
    return at_local(day, start % DAY, zone), at_local(until, end % DAY, zone)


def inside(window: ClockWindow, zone: str, start: int, end: int) -> int:
    """How many minutes from ``start`` up to ``end`` lie inside the daily window of a local clock."""
    return sum(min(end, closes) - max(start, opens) for opens, closes in windows(window, zone, start, end))


def nights(night: Night, zone: str, start: int, end: int) -> int:
    """How many nights of a local clock a rest holds.

    A night no longer than its hours lies inside them for that long; a longer one spans them all (117.3).
    """
    return sum(_holds(night, opens, closes, start, end) for opens, closes in windows(night, zone, start, end))


def _holds(night: Night, opens: int, closes: int, start: int, end: int) -> bool:
    if night.length > closes - opens:
        return start <= opens and end >= closes and end - start >= night.length
    return min(end, closes) - max(start, opens) >= night.length
