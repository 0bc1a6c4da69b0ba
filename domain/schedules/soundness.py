"""What a schedule must be beyond its types: names stand once, what is named is there, nothing ends before it starts."""

from collections.abc import Container, Iterable, Iterator
from itertools import chain
from typing import Final

from domain.clock import to_iso
from domain.schedules import written as form
from domain.schedules.schedule import Member, Movement
from domain.timelines.events import Fdp
from domain.timelines.soundness import Fault, event_faults, past_faults
from domain.timelines.written import WindowIn

LONGEST: Final = 366
"""Days that one schedule may span."""


def faults(given: form.ScheduleIn) -> Iterator[Fault]:
    """Everything that makes a schedule unreadable. What could be planned so, and is not legal, is none."""
    yield from _period(given)
    yield from _once(given)
    flights = {flight.id: flight for flight in given.flights}
    yield from _flights(given)
    yield from _slots(given)
    for place, aircraft in enumerate(given.aircraft):
        for number, booked in enumerate(aircraft.maintenance):
            yield from _ordered(f"aircraft[{place}].maintenance[{number}]", booked)
    for place, member in enumerate(given.crew):
        yield from _member(f"crew[{place}]", member, flights)
    yield from _locks(given, flights)


def _period(given: form.ScheduleIn) -> Iterator[Fault]:
    days = (given.period.last - given.period.first).days + 1
    if days < 1:
        yield Fault("period.last", f"it is before the first day ({given.period.first}): correct one of the two")
    if days > LONGEST:
        yield Fault("period", f"it has {days} days and may have {LONGEST}: judge a shorter one")


def _once(given: form.ScheduleIn) -> Iterator[Fault]:
    events = (
        (f"crew[{place}].events[{number}]", event.id)
        for place, member in enumerate(given.crew)
        for number, event in enumerate(member.events)
    )
    booked = (
        (f"aircraft[{place}].maintenance[{number}]", each.id)
        for place, aircraft in enumerate(given.aircraft)
        for number, each in enumerate(aircraft.maintenance)
    )
    for listed in (
        chain(((f"flights[{place}]", each.id) for place, each in enumerate(given.flights)), booked),
        ((f"aircraft[{place}]", each.id) for place, each in enumerate(given.aircraft)),
        ((f"slots[{place}]", each.id) for place, each in enumerate(given.slots)),
        ((f"crew[{place}]", each.id) for place, each in enumerate(given.crew)),
        ((f"locks[{place}]", each.id) for place, each in enumerate(given.locks)),
        events,
    ):
        yield from _twice(listed)


def _twice(listed: Iterable[tuple[str, str | None]]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for at, name in listed:
        if name is not None and seen.setdefault(name, at) != at:
            yield Fault(f"{at}.id", f"{seen[name]} is called {name} too: give one another id")


def _flights(given: form.ScheduleIn) -> Iterator[Fault]:
    aircraft = {each.id for each in given.aircraft}
    for place, flight in enumerate(given.flights):
        at = f"flights[{place}]"
        if flight.into <= flight.out:
            what = f"{to_iso(flight.into)} is not after out ({to_iso(flight.out)}): correct one of the two"
            yield Fault(f"{at}.in", what)
        yield from _known(f"{at}.aircraft", flight.aircraft, aircraft, "aircraft")


def _slots(given: form.ScheduleIn) -> Iterator[Fault]:
    slots = {slot.id: slot for slot in given.slots}
    for place, flight in enumerate(given.flights):
        for key, held, airport, movement in (
            ("departure_slot", flight.departure_slot, flight.origin, Movement.DEPARTURE),
            ("arrival_slot", flight.arrival_slot, flight.destination, Movement.ARRIVAL),
        ):
            at = f"flights[{place}].{key}"
            yield from _known(at, held, slots, "slot")
            slot = slots.get(held or "")
            if slot is not None and (slot.airport, slot.movement) != (airport, movement):
                what = f"{slot.id} is a slot for {slot.movement} at {slot.airport}, not for {movement} at {airport}"
                yield Fault(at, f"{what}: name another one")


def _member(at: str, member: form.MemberIn, flights: dict[str, form.FlightIn]) -> Iterator[Fault]:
    for place, leave in enumerate(member.leave):
        yield from _ordered(f"{at}.leave[{place}]", leave)
    for place, paper in enumerate(member.papers):
        if paper.valid_from is not None and paper.valid_through < paper.valid_from:
            what = f"it is before valid_from ({paper.valid_from}): correct one of the two"
            yield Fault(f"{at}.papers[{place}].valid_through", what)
    for place, absence in enumerate(member.unavailable):
        yield from _ordered(f"{at}.unavailable[{place}]", absence)
    for place, event in enumerate(member.events):
        here = f"{at}.events[{place}]"
        if isinstance(event, form.DutyIn):
            yield from _duty(here, event, flights)


def _duty(at: str, duty: form.DutyIn, flights: dict[str, form.FlightIn]) -> Iterator[Fault]:
    if duty.release < duty.report:
        what = f"{to_iso(duty.release)} is before the report ({to_iso(duty.report)}): correct one of the two"
        yield Fault(f"{at}.release", what)
    aboard = set[str]()
    for place, ride in enumerate(duty.flights):
        here = f"{at}.flights[{place}]"
        if ride.flight in aboard:
            yield Fault(here, f"{ride.flight} stands in this duty before: name each flight once")
        aboard.add(ride.flight)
        yield from _known(here, ride.flight, flights, "flight")
        flight = flights.get(ride.flight)
        if flight is not None and flight.other_carrier and not ride.deadhead:
            yield Fault(here, f"{flight.id} is another carrier's: crew only deadhead on it")
    for place, rest in enumerate(duty.accommodation):
        if rest.leave < rest.arrive:
            yield Fault(f"{at}.accommodation[{place}].leave", "it is before arrive: correct one of the two")


def _locks(given: form.ScheduleIn, flights: Container[str]) -> Iterator[Fault]:
    crew, aircraft = {each.id for each in given.crew}, {each.id for each in given.aircraft}
    for place, lock in enumerate(given.locks):
        at = f"locks[{place}]"
        if not isinstance(lock, form.FreeLockIn):
            yield from _known(f"{at}.flight", lock.flight, flights, "flight")
        if isinstance(lock, form.AircraftLockIn):
            yield from _known(f"{at}.aircraft", lock.aircraft, aircraft, "aircraft")
        else:
            yield from _known(f"{at}.crew", lock.crew, crew, "crew member")
        if isinstance(lock, form.FreeLockIn):
            yield from _ordered(at, lock)


def _known(at: str, name: str | None, there: Container[str], noun: str) -> Iterator[Fault]:
    if name is not None and name not in there:
        yield Fault(at, f"there is no {noun} {name}: add it or correct the name")


def _ordered(at: str, timed: form.MaintenanceIn | form.LeaveIn | form.FreeLockIn | WindowIn) -> Iterator[Fault]:
    if timed.end < timed.start:
        what = f"{to_iso(timed.end)} is before start ({to_iso(timed.start)}): correct one of the two"
        yield Fault(f"{at}.end", what)


def inner_faults(given: form.MemberIn, built: Member, at: str) -> Iterator[Fault]:
    """What is wrong inside the other events of a crew member, and in the history."""
    places = {event.id: place for place, event in enumerate(given.events)}
    timeline = built.timeline
    for event in timeline.events:
        if not isinstance(event, Fdp):
            here = f"{at}.events[{places[event.id]}]" if event.id in places else event.id
            yield from event_faults(here, event, timeline.law)
    yield from (fault._replace(path=f"{at}.{fault.path}") for fault in past_faults(timeline))
