"""Aircraft: time on the ground, maintenance, range."""

from collections.abc import Iterator
from typing import Final

from domain.clock import hours
from domain.rules.operations import MaintenanceWindow, RangeReserve, TurnTime
from legality.breach import Breach
from legality.schedule.moments import FlightMoment
from legality.schedule.registry import Of, Scheduled, Table


def turn_time(spec: TurnTime, moment: FlightMoment) -> Iterator[Breach]:
    """From arrival to the next departure of an aircraft there are so many minutes; two flights at once are no turn."""
    aircraft, before, flight = moment.aircraft, moment.before, moment.flight
    if aircraft is None or before is None or (spec.aircraft_types and aircraft.type not in spec.aircraft_types):
        return
    gap = flight.out - before.into
    if 0 <= gap < spec.minutes:
        between = f"{before.number} and {flight.number}"
        message = f"{aircraft.id} stands {hours(gap)} between {between}, not {hours(spec.minutes)}."
        yield Breach(spec.minutes, gap, message)


def maintenance_window(spec: MaintenanceWindow, moment: FlightMoment) -> Iterator[Breach]:
    """No minute of a flight lies inside booked maintenance of its aircraft, or within the margin beside it."""
    aircraft, flight = moment.aircraft, moment.flight
    if aircraft is None or not aircraft.maintenance:
        return
    flown = moment.whole.booked(aircraft, spec.margin).inside(flight.out, flight.into)
    if flown:
        message = f"{flight.number} flies {aircraft.id} for {hours(flown)} in its maintenance"
        yield Breach(0, flown, f"{message} or within {hours(spec.margin)} of it.")


def range_reserve(spec: RangeReserve, moment: FlightMoment) -> Iterator[Breach]:
    """Endurance covers the trip, a share of it more, the way to an alternate and the final reserve."""
    aircraft, flight = moment.aircraft, moment.flight
    if aircraft is None:
        return
    trip = flight.into - flight.out if flight.trip is None else flight.trip
    needed = trip + -(-spec.contingency_percent * trip // 100) + spec.alternate + spec.final_reserve
    if aircraft.endurance is None:
        message = f"{flight.number} needs an endurance of {hours(needed)}: that of {aircraft.id} is not told, give it."
        yield Breach(needed, 0, message, certain=False)
    elif aircraft.endurance < needed:
        message = f"{flight.number} needs an endurance of {hours(needed)} and {aircraft.id} has"
        yield Breach(needed, aircraft.endurance, f"{message} {hours(aircraft.endurance)}.")


FAMILIES: Final[Table] = {
    "turn_time": Scheduled(Of.FLIGHT, turn_time),
    "maintenance_window": Scheduled(Of.FLIGHT, maintenance_window),
    "range_reserve": Scheduled(Of.FLIGHT, range_reserve),
}
