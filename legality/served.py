"""A duty as the judge reads it: what counts in it, its flight duty period, the free time before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.airports import zone_of
from domain.clock import local_date
from domain.errors import InputError
from domain.timeline import Duty, Leg, Timeline
from legality.acclimation import Reading, arrival, readings
from legality.rests import Rests


@dataclass(frozen=True, slots=True)
class Served:
    """One duty of a crew member. ``day`` is the date of its report on the base clock."""

    duty: Duty
    day: date
    place: int  # in the crew member's duties, by report
    operated: tuple[Leg, ...]
    readings: tuple[Reading, ...]
    rests: Rests

    def fdp(self, planned: bool) -> int:
        """Report to the last operated leg's arrival, in minutes (as flown, or as planned); 0 without such a leg.

        A deadhead after it is duty and no flight duty period (117.3).
        """
        ends = (leg.scheduled_in if planned else arrival(leg) for leg in self.operated)
        return max(ends) - self.duty.report if self.operated else 0

    def flight_time(self, planned: bool) -> int:
        """Block minutes of the operated legs (as flown, or as planned)."""
        return sum(leg.scheduled_in - leg.scheduled_out if planned else block(leg) for leg in self.operated)


def block(leg: Leg) -> int:
    """Block minutes of a leg: as flown once it has both times, or else as scheduled."""
    if leg.out is None or leg.into is None:
        return leg.scheduled_in - leg.scheduled_out
    return leg.into - leg.out


def serve(timeline: Timeline) -> Iterator[Served]:
    """The duties of a timeline in order of report; one that cannot be read is an ``InputError``."""
    duties = sorted(timeline.duties, key=lambda duty: (duty.report, duty.release, duty.id))
    for duty in duties:
        _check(timeline, duty)
    zone, rests = zone_of(timeline.base), Rests(duties)
    for place, (duty, ways) in enumerate(zip(duties, readings(timeline, duties), strict=True)):
        operated = tuple(leg for leg in duty.legs if not leg.deadhead)
        yield Served(duty, local_date(duty.report, zone), place, operated, ways, rests)


def _check(timeline: Timeline, duty: Duty) -> None:
    where = f"Duty {duty.id} of crew member {timeline.crew_id}"
    if not duty.legs:
        raise InputError(f"{where} has no leg: give its flights, or leave the duty out.")
    if duty.release < duty.report:
        raise InputError(f"{where} is released before it reports: correct one of the two times.")
    departures = [leg.scheduled_out for leg in duty.legs]
    if departures != sorted(departures):
        raise InputError(f"{where} has legs out of order: give them by departure.")
