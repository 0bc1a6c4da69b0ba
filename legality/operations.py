"""Terms of the carrier's manual: connections, and report and release around the flights."""

from collections.abc import Iterator
from itertools import pairwise

from domain.clock import hours
from domain.rules.limits import MinimumConnection, ReportRelease
from domain.timeline import Leg
from legality.acclimation import arrival
from legality.breach import Breach
from legality.served import Served


def connection(spec: MinimumConnection, served: Served, planned: bool) -> Iterator[Breach]:
    """Between an arrival and the next departure of a duty there are so many minutes (as flown, or as planned)."""
    for first, second in pairwise(served.duty.legs):
        gap = _departs(second, planned) - (first.scheduled_in if planned else arrival(first))
        if gap < spec.minutes:
            between = f"{first.flight_number} and {second.flight_number}"
            yield Breach(spec.minutes, gap, f"Between {between} there are {hours(gap)}, not {hours(spec.minutes)}.")


def report_release(spec: ReportRelease, served: Served, planned: bool) -> Iterator[Breach]:
    """Report is early enough before the first scheduled departure, release late enough after the last arrival.

    A rule of the plan takes the earlier of the scheduled and the flown arrival, since the release may be either's.
    """
    first, last = served.duty.legs[0], served.duty.legs[-1]
    before = first.scheduled_out - served.duty.report
    if before < spec.report_before:
        message = f"Report is {hours(before)} before {first.flight_number}, not {hours(spec.report_before)}."
        yield Breach(spec.report_before, before, message)
    landed = min(last.scheduled_in, arrival(last)) if planned else arrival(last)
    after = served.duty.release - landed
    if after < spec.release_after:
        message = f"Release is {hours(after)} after {last.flight_number}, not {hours(spec.release_after)}."
        yield Breach(spec.release_after, after, message)


def _departs(leg: Leg, planned: bool) -> int:
    return leg.scheduled_out if planned or leg.out is None else leg.out
