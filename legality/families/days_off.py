"""Days free of duty in every window of calendar days, months or years (14 CFR 121.467(b)(13), carriers' manuals)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from domain.clock import DAY, HOUR, hours, midnight
from domain.rules.cumulative import DaysOff
from legality.breach import Breach
from legality.moment import Moment
from legality.registry import Families, Family

YEAR: Final = 12


class Window(NamedTuple):
    """Some calendar days in a row, as UTC minutes, half-open."""

    start: int
    end: int


def days_off(spec: DaysOff, moment: Moment, planned: bool) -> Iterator[Breach]:
    """In every such window lie so many times so many consecutive hours free of duty.

    A window is broken by the duty after which no longer enough of them fit; what lies after the last duty is free. A
    stretch of twice the hours counts twice. Calendar days are those of the base.
    """
    if moment.served.period is not None and not _lately(spec, moment):
        window = next(_broken(spec, moment), None)
        if window is not None:
            yield _breach(spec, moment, window)


def _lately(spec: DaysOff, moment: Moment) -> bool:
    """Whether the hours lie so shortly before a duty that they lie inside every window it could break."""
    if spec.times != 1 or spec.calendar_days is None:
        return False
    assert moment.served.period is not None
    last = moment.line.gaps.last_end(moment.served.period, spec.free)
    return last is not None and last - spec.free >= moment.event.finish - (spec.calendar_days - 1) * DAY + HOUR


def _broken(spec: DaysOff, moment: Moment) -> Iterator[Window]:
    """The windows that this duty breaks and the one before it did not, the earliest first."""
    before = moment.before
    while before is not None and before.served.period is None:
        before = before.before
    for window in _windows(spec, moment):
        if _most(spec, moment, window) < spec.times and (before is None or _most(spec, before, window) >= spec.times):
            yield window


def _windows(spec: DaysOff, moment: Moment) -> Iterator[Window]:
    """The windows that hold some of a duty and too little time after it to have no need of what lies before."""
    event, zone = moment.event, moment.line.zone
    if spec.window is not None:
        yield Window(event.finish - spec.window, event.finish)
        return
    last = moment.served.day
    while True:
        first, after = _bounds(spec, last)
        window = Window(midnight(first, zone), midnight(after, zone))
        if window.start >= event.finish or window.end - event.finish >= spec.times * spec.free:
            return
        yield window
        last = after


def _bounds(spec: DaysOff, last: date) -> tuple[date, date]:
    """The first day of the window that ends with a day's own day, month or year, and the day after the window."""
    if spec.calendar_days is not None:
        return last - timedelta(days=spec.calendar_days - 1), last + timedelta(days=1)
    months = spec.calendar_months or (spec.calendar_years or 0) * YEAR
    month = last.year * YEAR + (last.month - 1 if spec.calendar_months else YEAR - 1)
    return _first_of(month - months + 1), _first_of(month + 1)


def _first_of(month: int) -> date:
    return date(month // YEAR, month % YEAR + 1, 1)


def _after(moment: Moment, window: Window) -> int:
    return max(0, window.end - max(moment.event.finish, window.start))


def _most(spec: DaysOff, moment: Moment, window: Window) -> int:
    """How many times there are at most: before the duty, and after it if nothing follows."""
    assert moment.served.period is not None
    before = moment.line.gaps.times_inside(moment.served.period, window.start, window.end, spec.free)
    return before + _after(moment, window) // spec.free


def _breach(spec: DaysOff, moment: Moment, window: Window) -> Breach:
    days = (window.end - window.start + DAY // 2) // DAY
    if spec.times == 1:
        assert moment.served.period is not None
        before = moment.line.gaps.longest_inside(moment.served.period, window.start, window.end)
        longest = max(_after(moment, window), before)
        message = f"The longest time free of duty in {days} calendar days is {hours(longest)}, not {hours(spec.free)}"
        return Breach(spec.free, longest, f"{message}.")
    found = _most(spec, moment, window)
    message = f"In {days} calendar days at most {found} days off of {hours(spec.free)} can be had, not {spec.times}"
    return Breach(spec.times, found, f"{message}.", unit="days off")


FAMILIES: Final[Families] = {"days_off": Family(check=days_off)}
