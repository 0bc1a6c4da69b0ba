"""Which clock a report is read on: acclimated or not, and to where (14 CFR 117.3, 117.13).

A crew member is taken to be acclimated to the base before the first known duty.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from domain.airports import airport, zone_of
from domain.clock import HOUR, minute_of_day
from domain.timeline import AcclimatedClock, Duty, Leg, Timeline

THEATER: Final = 60_000  # thousandths of a degree of longitude
TURN: Final = 360_000
SETTLED: Final = 72 * HOUR  # in the theater
RESTED: Final = 36 * HOUR  # consecutive, free from duty


class Reading(NamedTuple):
    """One way to read a report: whose clock, its zone, minutes since midnight there, and whether acclimated to it."""

    whose: str
    zone: str
    minute: int
    acclimated: bool


@cache
def one_theater(here: str, there: str) -> bool:
    """Whether two airports differ by no more than 60 degrees of longitude (117.3)."""
    apart = abs(airport(here).longitude_milli - airport(there).longitude_milli)
    return min(apart, TURN - apart) <= THEATER


@dataclass(slots=True)
class _Whereabouts:
    """Where the body clock is, and how long the crew member has been somewhere else."""

    base: str
    anchor: str  # the airport whose theater the crew member is acclimated to
    series: str = ""  # where the present series of duties began
    away: str = ""  # the first airport reached in another theater
    since: int = 0
    released: int | None = None

    def report(self, duty: Duty) -> None:
        start = duty.legs[0].origin
        if not self.series or start == self.base:
            self.series = start
        if self.away and (duty.report - self.since >= SETTLED or self._rested(duty.report)):
            self.anchor, self.away = start, ""

    def _rested(self, report: int) -> bool:
        return self.released is not None and report - max(self.released, self.since) >= RESTED

    def fly(self, duty: Duty) -> None:
        for leg in duty.legs:
            if one_theater(self.anchor, leg.destination):
                self.away = ""
            elif not self.away or not one_theater(self.away, leg.destination):
                self.away, self.since = leg.destination, arrival(leg)
        self.released = max(duty.release, self.released or duty.release)


def arrival(leg: Leg) -> int:
    """When a leg ends: as flown, or else as scheduled, and as much later as it has left late."""
    late = 0 if leg.out is None else max(0, leg.out - leg.scheduled_out)
    return leg.scheduled_in + late if leg.into is None else leg.into


def readings(timeline: Timeline, duties: Sequence[Duty]) -> Iterator[tuple[Reading, ...]]:
    """For each duty, in order, the ways its report may be read: one, or several where the carrier has not chosen."""
    body = _Whereabouts(timeline.base, timeline.base)
    for duty in duties:
        body.report(duty)
        yield _readings(duty, body, timeline.acclimated_clock)
        body.fly(duty)


def _readings(duty: Duty, body: _Whereabouts, choice: AcclimatedClock | None) -> tuple[Reading, ...]:
    start = duty.legs[0].origin
    if not one_theater(body.anchor, start):
        return (_reading(duty.report, "last acclimated", body.anchor, acclimated=False),)
    if not one_theater(body.anchor, body.base):
        return (_reading(duty.report, "acclimated", body.anchor),)
    base = _reading(duty.report, "base", body.base)
    if choice is AcclimatedClock.HOME_BASE or start == body.base:
        return (base,)
    series = _reading(duty.report, "series start", body.series)
    if choice is AcclimatedClock.FDP_SERIES_START:
        return (series,)
    either = (base, series, _reading(duty.report, "local", start))
    return tuple({reading.minute: reading for reading in reversed(either)}.values())


def _reading(report: int, whose: str, place: str, *, acclimated: bool = True) -> Reading:
    zone = zone_of(place)
    return Reading(whose, zone, minute_of_day(report, zone), acclimated)
