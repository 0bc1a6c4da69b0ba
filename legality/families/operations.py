"""Terms of the carrier's manual: connections, and report and release around the flights."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from domain.clock import hours
from domain.rules.limits import MinimumConnection, ReportRelease
from domain.timelines.events import Fdp, Leg
from legality.blocks import arrival, departure
from legality.breach import Breach
from legality.moment import Moment
from legality.registry import Families, Family


def connection(spec: MinimumConnection, moment: Moment, planned: bool) -> Iterator[Breach]:
    """Between an arrival and the next departure of a duty there are so many minutes (as flown, or as planned)."""
    for first, second in pairwise(_legs(moment)):
        departs = second.scheduled_out if planned else departure(second)
        gap = departs - (first.scheduled_in if planned else arrival(first))
        if gap < spec.minutes:
            between = f"{first.flight_number} and {second.flight_number}"
            yield Breach(spec.minutes, gap, f"Between {between} there are {hours(gap)}, not {hours(spec.minutes)}.")


def report_release(spec: ReportRelease, moment: Moment, planned: bool) -> Iterator[Breach]:
    """Report is early enough before the first scheduled departure, release late enough after the last arrival.

    A rule of the plan takes the earlier of the scheduled and the flown arrival, since the release may be either's.
    """
    if not _legs(moment):
        return
    first, last = _legs(moment)[0], _legs(moment)[-1]
    before = first.scheduled_out - moment.event.start
    if before < spec.report_before:
        message = f"Report is {hours(before)} before {first.flight_number}, not {hours(spec.report_before)}."
        yield Breach(spec.report_before, before, message)
    landed = min(last.scheduled_in, arrival(last)) if planned else arrival(last)
    after = moment.event.finish - landed
    if after < spec.release_after:
        message = f"Release is {hours(after)} after {last.flight_number}, not {hours(spec.release_after)}."
        yield Breach(spec.release_after, after, message)


def _legs(moment: Moment) -> tuple[Leg, ...]:
    return moment.event.legs if isinstance(moment.event, Fdp) else ()


FAMILIES: Final[Families] = {
    "minimum_connection": Family(check=connection),
    "report_release": Family(check=report_release),
}
