"""The windows that sums are taken over: so many hours by the minute, or whole dates, months and years of a clock."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from domain.clock import DAY, hours, local_date, midnight, to_iso
from domain.rules.cumulative import Span

EARLIEST: Final = date(1973, 1, 1)
"""No window begins sooner: before it some clocks have no whole minutes."""


def opens(span: Span, ends: int, zone: str) -> int:
    """The UTC minute at which the window begins whose last minute is the one before ``ends``.

    Days, months and years are those of the named clock, and begin with the midnight of their first date.
    """
    if span.window is not None:
        return ends - span.window
    return midnight(max(EARLIEST, _first(span, local_date(ends - 1, zone))), zone)


def _first(span: Span, last: date) -> date:
    """The first of so many consecutive days, months or years of which ``last`` is in the last one."""
    if span.calendar_days is not None:
        return last - timedelta(days=span.calendar_days - 1)
    if span.calendar_months is not None:
        month = last.year * 12 + last.month - span.calendar_months
        return date(max(1, month // 12), month % 12 + 1, 1)
    assert span.calendar_years is not None
    return date(max(1, last.year - span.calendar_years + 1), 1, 1)


def turns(span: Span, start: int, end: int, zone: str) -> Iterator[int]:
    """The midnights after ``start`` and before ``end`` at which a window of dates gives way to the next one."""
    if span.window is not None:
        return
    day, last = local_date(start, zone) + timedelta(days=1), local_date(end, zone)
    while day <= last:
        if start < (turn := midnight(day, zone)) < end:
            yield turn
        day += timedelta(days=1)


def longest(span: Span) -> int:
    """The most minutes that such a window may have, not counting changes of the clock."""
    if span.window is not None:
        return span.window
    days = span.calendar_days or (span.calendar_months or 0) * 31 or (span.calendar_years or 0) * 366
    return days * DAY


def named(span: Span, since: int, until: int, zone: str) -> str:
    """One window in words, with its bounds: instants of a window of hours, dates of the clock of any other."""
    if span.window is not None:
        return f"the {hours(span.window).removesuffix(':00')} consecutive hours from {to_iso(since)} to {to_iso(until)}"
    counted = (
        (span.calendar_days, "consecutive calendar days"),
        (span.calendar_months, "consecutive calendar months"),
        (span.calendar_years, "calendar years"),
    )
    number, unit = next((number, unit) for number, unit in counted if number is not None)
    name = "the calendar year" if (number, unit) == (1, "calendar years") else f"the {number} {unit}"
    return f"{name} from {local_date(since, zone)} to {local_date(until - 1, zone)} ({zone})"
