"""From the written form to the schedule."""

from collections.abc import Mapping

from domain.crew import PILOTS
from domain.regime import Regime
from domain.schedules import written as form
from domain.schedules.schedule import (
    Aircraft,
    AircraftLock,
    CrewLock,
    Flight,
    FreeLock,
    Leave,
    Lock,
    Maintenance,
    Member,
    Paper,
    Schedule,
    Slot,
)
from domain.timelines.building import built_event, flown, past
from domain.timelines.events import Event, Fdp, Leg, Window
from domain.timelines.timeline import Crew, Law, Policy, Timeline


def built(given: form.ScheduleIn) -> Schedule:
    """The schedule that was written. What has no id is known by its place: ``crew[2].events[3]``."""
    flights = {flight.id: flight for flight in given.flights}
    return Schedule(
        regime=given.regime,
        first=given.period.first,
        last=given.period.last,
        flights=tuple(_flight(each) for each in given.flights),
        aircraft=tuple(_aircraft(each, f"aircraft[{place}]") for place, each in enumerate(given.aircraft)),
        slots=tuple(Slot(**dict(each)) for each in given.slots),
        crew=tuple(_member(each, f"crew[{place}]", given, flights) for place, each in enumerate(given.crew)),
        locks=tuple(_lock(each, each.id or f"locks[{place}]") for place, each in enumerate(given.locks)),
        contracts=given.contracts,
    )


def _flight(given: form.FlightIn) -> Flight:
    return Flight(
        id=given.id,
        number=given.number or given.id,
        origin=given.origin,
        destination=given.destination,
        out=given.out,
        into=given.into,
        aircraft=given.aircraft,
        departure_slot=given.departure_slot,
        arrival_slot=given.arrival_slot,
        trip=given.trip,
        ferry=given.ferry,
        ours=not given.other_carrier,
    )


def _aircraft(given: form.AircraftIn, at: str) -> Aircraft:
    booked = (
        Maintenance(each.id or f"{at}.maintenance[{place}]", each.start, each.end, each.at)
        for place, each in enumerate(given.maintenance)
    )
    return Aircraft(given.id, given.type, given.at, given.endurance, tuple(booked))


def _member(given: form.MemberIn, at: str, whole: form.ScheduleIn, flights: Mapping[str, form.FlightIn]) -> Member:
    acclimated = given.acclimated_to if "acclimated_to" in given.model_fields_set else given.base
    events = (_event(each, each.id or f"{at}.events[{place}]", flights) for place, each in enumerate(given.events))
    return Member(
        timeline=Timeline(
            Crew(given.id, given.position, given.base, acclimated, given.last_acclimated_to),
            tuple(sorted(events, key=lambda event: (event.start, event.finish))),
            _law(given, whole.regime),
            Policy(**dict(whole.policy)),
            past(given.history),
        ),
        papers=tuple(_paper(each) for each in given.papers),
        leave=tuple(Leave(**dict(each)) for each in given.leave),
        unavailable=tuple(Window(**dict(each)) for each in given.unavailable),
        credit=dict(given.credit),
        hired=given.hired,
    )


def _law(given: form.MemberIn, regime: Regime) -> Law:
    if regime is Regime.EASA:
        return Law.EASA_FTL
    return Law.FAA_117 if given.position in PILOTS else Law.FAA_121_467


def _paper(given: form.PaperIn) -> Paper:
    return Paper(given.paper, given.valid_through, given.valid_from, given.aircraft_type)


def _event(given: form.EventIn, name: str, flights: Mapping[str, form.FlightIn]) -> Event:
    return _duty(given, name, flights) if isinstance(given, form.DutyIn) else built_event(given, name)


def _duty(given: form.DutyIn, name: str, flights: Mapping[str, form.FlightIn]) -> Fdp:
    legs = sorted((_leg(ride, flights[ride.flight]) for ride in given.flights), key=_order)
    return flown(given, name, given.release, tuple(legs))


def _leg(ride: form.RideIn, flight: form.FlightIn) -> Leg:
    return Leg(
        flight_id=flight.id,
        flight_number=flight.number or flight.id,
        origin=flight.origin,
        destination=flight.destination,
        scheduled_out=flight.out,
        scheduled_in=flight.into,
        deadhead=ride.deadhead,
        ferry=flight.ferry,
    )


def _order(leg: Leg) -> tuple[int, int, str]:
    return leg.scheduled_out, leg.scheduled_in, leg.flight_id


def _lock(given: form.LockIn, name: str) -> Lock:
    match given:
        case form.CrewLockIn():
            return CrewLock(name, given.flight, given.crew, given.deadhead)
        case form.AircraftLockIn():
            return AircraftLock(name, given.flight, given.aircraft)
        case form.FreeLockIn():
            return FreeLock(name, given.crew, given.start, given.end)
