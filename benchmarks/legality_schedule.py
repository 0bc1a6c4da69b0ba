"""A month of flights, aircraft, slots and the crews that fly them: what the judge of schedules is timed on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from domain.crew import Position
from domain.regime import Regime
from domain.schedules.schedule import Aircraft, Flight, Maintenance, Member, Movement, Paper, Schedule, Slot
from domain.timelines.events import Fdp, Leg
from domain.timelines.timeline import Law, Timeline

CREW: Final = (Position.CAPTAIN, Position.FIRST_OFFICER, *[Position.FLIGHT_ATTENDANT] * 3)
"""Who flies an aircraft."""
TYPE: Final = "B738"
PILOT_PAPERS: Final = ("LICENCE", "MEDICAL", "LINE_CHECK", "FATIGUE_TRAINING", "TYPE_RATING", "RECENT_EXPERIENCE")
CABIN_PAPERS: Final = ("CABIN_TRAINING", "SECURITY_BADGE")
FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)


def schedule(months: list[Timeline]) -> Schedule:
    """June 2026 of so many crew members: one crew on one aircraft for every five timelines."""
    flown = [_flown(f"n{number}", timeline) for number, timeline in enumerate(months[:: len(CREW)])]
    flights = [flight for aircraft, timeline in flown for flight in _flights(aircraft.id, timeline)]
    crew = [member for aircraft, timeline in flown for member in _members(aircraft.id, timeline)]
    slots = [slot for flight in flights for slot in _slots(flight)]
    return Schedule(Regime.FAA, FIRST, LAST, tuple(flights), tuple(a for a, _ in flown), tuple(slots), tuple(crew))


def _flown(name: str, timeline: Timeline) -> tuple[Aircraft, Timeline]:
    """An aircraft, and the flights of a timeline as it is planned to fly them."""
    duties = tuple(_planned(name, event) for event in timeline.events if isinstance(event, Fdp))
    parked = max(duty.release for duty in duties) + 600
    booked = Maintenance(f"{name}m", parked, parked + 600, "JFK")
    return Aircraft(name, TYPE, "JFK", 390, (booked,)), replace(timeline, events=duties)


def _planned(name: str, duty: Fdp) -> Fdp:
    legs = tuple(
        Leg(f"{name}{duty.id}{place}", leg.flight_number, leg.origin, leg.destination, leg.out or 0, leg.into or 0)
        for place, leg in enumerate(duty.legs)
    )
    return replace(duty, id=f"{name}{duty.id}", legs=legs)


def _flights(aircraft: str, timeline: Timeline) -> Iterator[Flight]:
    for leg in (leg for event in timeline.events if isinstance(event, Fdp) for leg in event.legs):
        away = leg.origin == "JFK"
        yield Flight(
            leg.flight_id,
            leg.flight_number,
            leg.origin,
            leg.destination,
            leg.scheduled_out,
            leg.scheduled_in,
            aircraft,
            departure_slot=f"{leg.flight_id}s" if away else None,
            arrival_slot=None if away else f"{leg.flight_id}s",
        )


def _slots(flight: Flight) -> Iterator[Slot]:
    if flight.departure_slot is not None:
        yield Slot(flight.departure_slot, flight.origin, Movement.DEPARTURE, flight.out)
    if flight.arrival_slot is not None:
        yield Slot(flight.arrival_slot, flight.destination, Movement.ARRIVAL, flight.into)


def _members(aircraft: str, timeline: Timeline) -> Iterator[Member]:
    for place, position in enumerate(CREW):
        pilot = position is not Position.FLIGHT_ATTENDANT
        name = f"{aircraft}c{place}"
        names = PILOT_PAPERS if pilot else CABIN_PAPERS
        yield Member(
            replace(
                timeline,
                crew=replace(timeline.crew, id=name, position=position),
                law=Law.FAA_117 if pilot else Law.FAA_121_467,
                events=tuple(replace(duty, id=f"{name}-{duty.id}") for duty in timeline.events),
            ),
            tuple(Paper(paper, date(2026, 12, 31), aircraft_type=TYPE) for paper in names),
            credit={FIRST: 4800},
        )
