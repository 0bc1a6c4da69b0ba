"""Recurrent extended recovery rest (ORO.FTL.235(d))."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from domain.airports import zone_of
from domain.clock import DAY, HOUR, hours, local_date, midnight
from domain.rules.easa import RecurrentRecovery
from legality.breach import Breach
from legality.clocks import nights
from legality.gaps import Span
from legality.moment import Moment, Scene
from legality.registry import Families, Family

LONG: Final = 4 * DAY
"""A rest so long is looked at in its last part only."""


def recovery(spec: RecurrentRecovery, moment: Moment, planned: bool) -> Iterator[Breach]:
    """Between two recovery rests lie 168 hours at most, and twice a month one is of two local days.

    The next one begins at the release, so each duty ends within 168 hours of the last one's end. Local nights and days
    are those of the place where the next duty starts. What lies before the first and after the last known duty is free.
    """
    if moment.served.period is None:
        return
    since = moment.event.finish - _last_end(spec, moment)
    if since > spec.within:
        rest = f"{hours(spec.rest)} with {spec.nights} local nights"
        message = (
            f"The duty ends {hours(since)} after the last recovery rest ({rest}), not within {hours(spec.within)}."
        )
        yield Breach(spec.within, since, message)
    yield from _local_days(spec, moment)


def _last_end(spec: RecurrentRecovery, moment: Moment) -> int:
    """When the last recovery rest before an event ended."""
    ends = moment.scene.kept.get(spec)
    if ends is None:
        ends = moment.scene.kept[spec] = tuple(_ends(spec, moment.scene))
    assert moment.served.period is not None
    found: int = ends[moment.served.period]
    return found


def _ends(spec: RecurrentRecovery, scene: Scene) -> Iterator[int]:
    """For each duty period, when the last recovery rest before it ended."""
    zones: dict[int, str] = {}
    for served in scene.line.served:
        if served.period is not None:
            zones.setdefault(served.period, zone_of(served.body.at))
    last = 0
    for number, gap in enumerate(scene.line.gaps.gaps):
        whole = [span.end for span in gap.spans if _is_recovery(spec, span, zones.get(number, scene.line.zone))]
        last = max([last, *whole])
        yield last


def _is_recovery(spec: RecurrentRecovery, span: Span, zone: str) -> bool:
    if span.start is None:
        return True
    if not span.lasts(spec.rest):
        return False
    return nights(spec.night, zone, max(span.start, span.end - LONG), span.end) >= spec.nights


def _local_days(spec: RecurrentRecovery, moment: Moment) -> Iterator[Breach]:
    """So many rests of so many local days begin in each month; broken by the duty after which they no longer fit.

    A rest of twice the days counts twice, each in the month in which it begins.
    """
    first = local_date(moment.event.start, zone_of(moment.served.body.at)).replace(day=1)
    most, before = _most(spec, moment, first), moment.before
    while before is not None and before.served.period is None:
        before = before.before
    if most < spec.times and (before is None or _most(spec, before, first) >= spec.times):
        message = f"In the month at most {most} recovery rests of {spec.days} local days can be had, not {spec.times}."
        yield Breach(spec.times, most, message, unit="rests")


def _most(spec: RecurrentRecovery, moment: Moment, first: date) -> int:
    """How many rests of whole local days begin in the month, if nothing follows the event."""
    zone, until = zone_of(moment.served.body.at), (first + timedelta(days=31)).replace(day=1)
    left = (until - max(first, _day_from(moment.event.finish, zone))).days
    found = max(0, -(-left // spec.days))
    assert moment.served.period is not None
    gaps, begins = moment.line.gaps, midnight(first, zone)
    long = gaps.lasting(spec.days * DAY - HOUR)  # a day is an hour shorter when the clock goes forward
    at = bisect_right(long, moment.served.period, key=lambda each: each[0])
    while at and found < spec.times and gaps.gaps[long[at - 1][0]].end > begins:
        at -= 1
        found += _begun(spec, long[at][1], zone, first, until)
    return found


def _begun(spec: RecurrentRecovery, span: Span, zone: str, first: date, until: date) -> int:
    """How many rests of whole local days a free span is made of that begin in a month."""
    day = first if span.start is None else _day_from(span.start, zone)
    rests = (local_date(span.end, zone) - day).days // spec.days
    sooner, by_then = (-((day - edge).days // spec.days) for edge in (first, until))
    return max(0, min(rests, by_then) - max(0, sooner))


def _day_from(minute: int, zone: str) -> date:
    """The first local day that begins at a minute or later."""
    day = local_date(minute, zone)
    return day if midnight(day, zone) == minute else day + timedelta(days=1)


FAMILIES: Final[Families] = {"recurrent_recovery": Family(check=recovery)}
