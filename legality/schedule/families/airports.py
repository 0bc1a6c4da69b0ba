"""Airports: slots and closed hours."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from domain.airports import zone_of
from domain.clock import DAY, hours, minute_of_day
from domain.rules.bands import ClockWindow
from domain.rules.operations import Curfew, Slot
from domain.schedules.schedule import Movement
from legality.breach import Breach
from legality.schedule.moments import FlightMoment
from legality.schedule.registry import Of, Scheduled, Table

VERBS: Final = {Movement.DEPARTURE: "departs from", Movement.ARRIVAL: "arrives at"}


class _Planned(NamedTuple):
    """One movement of a flight: where, when, and the slot it holds."""

    movement: Movement
    airport: str
    at: int
    slot: str | None


def _movements(moment: FlightMoment) -> tuple[_Planned, _Planned]:
    flight = moment.flight
    return (
        _Planned(Movement.DEPARTURE, flight.origin, flight.out, flight.departure_slot),
        _Planned(Movement.ARRIVAL, flight.destination, flight.into, flight.arrival_slot),
    )


def slot(spec: Slot, moment: FlightMoment) -> Iterator[Breach]:
    """A movement at a coordinated airport holds a slot of its own, to within the tolerance.

    A rule that names no airports means those that the schedule has slots for.
    """
    for planned in _movements(moment):
        if planned.airport in (spec.airports or moment.whole.coordinated):
            yield from _held(spec, moment, planned)


def _held(spec: Slot, moment: FlightMoment, planned: _Planned) -> Iterator[Breach]:
    what = f"{moment.flight.number} {VERBS[planned.movement]} {planned.airport}"
    if planned.slot is None:
        yield Breach(1, 0, f"{what} without a slot.", unit="slots")
        return
    off = abs(planned.at - moment.whole.slots[planned.slot].at)
    if off > spec.tolerance:
        yield Breach(spec.tolerance, off, f"{what} {hours(off)} off its slot: {hours(spec.tolerance)} is tolerated.")
    holders = moment.whole.movements[planned.slot]
    if holders[0] != moment.flight.id:
        message = f"{what} in the slot {planned.slot}, which {holders[0]} holds already."
        yield Breach(1, len(holders), message, unit="movements")


def curfew(spec: Curfew, moment: FlightMoment) -> Iterator[Breach]:
    """No such movement is planned at the airport inside the hours of its clock; over by the least to mend it."""
    for planned in _movements(moment):
        if planned.airport != spec.airport or planned.movement not in spec.movements:
            continue
        clock = minute_of_day(planned.at, zone_of(planned.airport))
        if over := _to_the_edge(spec.window, clock):
            what = f"{moment.flight.number} {VERBS[planned.movement]} {planned.airport} at {hours(clock)}"
            closed = f"{hours(spec.window.start)} to {hours(spec.window.end)}"
            yield Breach(0, over, f"{what} on its clock, inside {closed}.")


def _to_the_edge(window: ClockWindow, clock: int) -> int:
    """Minutes of the clock to the nearer edge of a daily window; 0 outside."""
    length, since = (window.end - window.start) % DAY or DAY, (clock - window.start) % DAY
    return min(length - since, since + 1) if since < length else 0


FAMILIES: Final[Table] = {"slot": Scheduled(Of.FLIGHT, slot), "curfew": Scheduled(Of.FLIGHT, curfew)}
