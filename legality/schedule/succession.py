"""What cannot be, whatever the rules: an aircraft or a crew member in two places, or gone from where it never was."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from domain.airports import near
from domain.clock import hours, to_iso
from domain.judgement import Finding, Verdict
from domain.schedules.schedule import Aircraft, Flight, Member
from domain.timelines.events import Deadhead, Event, Fdp, Leg, Rest
from legality.schedule.closed import Closed
from legality.schedule.moments import by_time

OVERLAP: Final = "overlap"
CONTINUITY: Final = "continuity"
UNASSIGNED: Final = "unassigned"
OUTSIDE: Final = "outside_duty"
AVAILABILITY: Final = "availability"
"""The findings that no rule of the book is behind."""


class Stay(NamedTuple):
    """A flight of an aircraft, or its stay at the place of its maintenance."""

    start: int
    end: int
    id: str
    told: str
    origin: str | None
    destination: str | None


def impossible(
    crew: str, event: str, code: str, actual: int, message: str, unit: str = "min", limit: int = 0
) -> Finding:
    """A finding that needs no rule; nothing permits it."""
    return Finding(crew, event, code, Verdict.VIOLATION, limit, actual, abs(actual - limit), message, unit)


def aircraft_findings(aircraft: Aircraft, flights: Sequence[Flight]) -> Iterator[Finding]:
    """An aircraft flies one flight at a time, from where it is, and is where its maintenance is."""
    place, parked, after = aircraft.at, None, ""
    for stay in _stays(aircraft, flights):
        flight = stay.destination is not None
        if flight and parked is not None and stay.start < parked:
            both = min(parked, stay.end) - stay.start
            message = f"{aircraft.id} flies {after} and {stay.told} at once for {hours(both)}."
            yield impossible("", stay.id, OVERLAP, both, message)
        elif stay.origin is not None and place is not None and stay.origin != place:
            message = f"{aircraft.id} is at {place}, and {stay.told} is at {stay.origin}."
            yield impossible("", stay.id, CONTINUITY, 1, message, "places")
        if not flight:
            place = stay.origin or place
        elif parked is None or stay.end >= parked:
            place, parked, after = stay.destination, stay.end, stay.told


def _stays(aircraft: Aircraft, flights: Sequence[Flight]) -> list[Stay]:
    flown = (Stay(each.out, each.into, each.id, each.number, each.origin, each.destination) for each in flights)
    booked = (Stay(each.start, each.end, each.id, "its maintenance", each.at, None) for each in aircraft.maintenance)
    return sorted([*flown, *booked], key=lambda stay: stay[:3])


def unassigned(flight: Flight, operating: int, complement: bool) -> Iterator[Finding]:
    """A flight has an aircraft, and where no rule says how many, at least somebody to fly it."""
    if flight.aircraft is None:
        yield impossible("", flight.id, UNASSIGNED, 0, f"{flight.number} has no aircraft.", "aircraft", 1)
    if not operating and not complement:
        yield impossible("", flight.id, UNASSIGNED, 0, f"{flight.number} has no crew.", "crew", 1)


class Steps:
    """What is impossible in a crew member's duties, one event after the other."""

    def __init__(self, member: Member) -> None:
        self._crew = member.id
        self._place: str | None = None
        self._absent = Closed((each.start, each.end) for each in member.unavailable)

    def of(self, event: Event) -> Iterator[Finding]:
        """The findings of the next event, in time order; two events at once are the judge of timelines' to find."""
        if isinstance(event, Rest):
            return
        if away := self._absent.inside(event.start, event.finish):
            message = f"{self._crew} is not available for {hours(away)} of the duty."
            yield impossible(self._crew, event.id, AVAILABILITY, away, message)
        if isinstance(event, Deadhead):
            yield from self._move(event, "the deadhead", event.origin, event.destination)
        if isinstance(event, Fdp):
            yield from self._flights(event)

    def _flights(self, event: Fdp) -> Iterator[Finding]:
        before: Leg | None = None
        for leg in event.legs:
            if before is not None and leg.scheduled_out < before.scheduled_in:
                both = min(leg.scheduled_in, before.scheduled_in) - leg.scheduled_out
                told = f"{before.flight_number} and {leg.flight_number}"
                message = f"{self._crew} is on {told} at once for {hours(both)}."
                yield impossible(self._crew, event.id, OVERLAP, both, message)
            else:
                yield from self._move(event, leg.flight_number, leg.origin, leg.destination)
            if before is None or leg.scheduled_in >= before.scheduled_in:
                before, self._place = leg, leg.destination
            yield from self._outside(event, leg)

    def _move(self, event: Event, told: str, origin: str, destination: str) -> Iterator[Finding]:
        if self._place is not None and not near(self._place, origin):
            message = f"{self._crew} is at {self._place}, and {told} leaves from {origin}."
            yield impossible(self._crew, event.id, CONTINUITY, 1, message, "places")
        self._place = destination

    def _outside(self, event: Fdp, leg: Leg) -> Iterator[Finding]:
        early, late = event.report - leg.scheduled_out, leg.scheduled_in - event.release
        if (out := max(early, late)) > 0:
            duty = f"from {to_iso(event.report)} to {to_iso(event.release)}"
            message = f"{leg.flight_number} lies {hours(out)} outside the duty {duty}."
            yield impossible(self._crew, event.id, OUTSIDE, out, message)


def timetable(flights: Sequence[Flight]) -> dict[str, list[Flight]]:
    """The flights of each aircraft, in time order."""
    found: dict[str, list[Flight]] = {}
    for flight in sorted(flights, key=by_time):
        if flight.aircraft is not None:
            found.setdefault(flight.aircraft, []).append(flight)
    return found
