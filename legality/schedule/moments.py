"""What a check of a schedule sees: a flight, a duty or a month, and the whole of what it lies in."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from domain.airports import zone_of
from domain.clock import local_date
from domain.crew import Kind, Position
from domain.schedules.schedule import Aircraft, Credit, Flight, Member, Schedule, Slot
from domain.timelines.events import Fdp, Leg
from legality.moment import Moment
from legality.schedule.closed import Closed
from legality.schedule.papers import Papers

UNKNOWN: Final = Credit(0, "nothing says by what terms the duties are credited")


class Ride(NamedTuple):
    """Who is on a flight, and whether as a passenger."""

    crew: str
    deadhead: bool


class Whole:
    """A schedule with what its checks look up in it."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.aircraft: Mapping[str, Aircraft] = {each.id: each for each in schedule.aircraft}
        self.slots: Mapping[str, Slot] = {each.id: each for each in schedule.slots}
        self.flights: Mapping[str, Flight] = {each.id: each for each in schedule.flights}
        self.coordinated: Final = frozenset(slot.airport for slot in schedule.slots)
        self.rides: Final[dict[str, set[Ride]]] = defaultdict(set)
        self.operating: Final[dict[str, Counter[Position]]] = defaultdict(Counter)
        for member in schedule.crew:
            for leg in legs_of(member):
                self._take_on(member, leg)
        self.movements: Final = _movements(schedule)
        self._booked: dict[tuple[str, int], Closed] = {}

    def _take_on(self, member: Member, leg: Leg) -> None:
        ride = Ride(member.id, leg.deadhead)
        if not leg.deadhead and ride not in self.rides[leg.flight_id]:
            self.operating[leg.flight_id][member.timeline.crew.position] += 1
        self.rides[leg.flight_id].add(ride)

    def operators(self, flight: str) -> Counter[Position]:
        """How many of each position operate a flight."""
        return self.operating[flight] if flight in self.operating else Counter()

    def booked(self, aircraft: Aircraft, margin: int) -> Closed:
        """When an aircraft is in maintenance, with so many minutes on both sides."""
        asked = (aircraft.id, margin)
        if asked not in self._booked:
            self._booked[asked] = Closed((each.start - margin, each.end + margin) for each in aircraft.maintenance)
        return self._booked[asked]


def _movements(schedule: Schedule) -> Mapping[str, Sequence[str]]:
    """The flights that hold each slot, by departure."""
    found: dict[str, list[str]] = defaultdict(list)
    for flight in sorted(schedule.flights, key=by_time):
        for held in (flight.departure_slot, flight.arrival_slot):
            if held is not None:
                found[held].append(flight.id)
    return found


def legs_of(member: Member) -> Iterator[Leg]:
    """Every leg of a crew member's duties."""
    for event in member.timeline.events:
        if isinstance(event, Fdp):
            yield from event.legs


def by_time(flight: Flight) -> tuple[int, int, str]:
    """The order that flights are looked at in."""
    return flight.out, flight.into, flight.id


@dataclass(frozen=True, slots=True)
class FlightMoment:
    """One flight of ours; ``before`` is the flight after which its aircraft was parked last."""

    whole: Whole
    flight: Flight
    day: date
    aircraft: Aircraft | None
    before: Flight | None

    @property
    def facts(self) -> Mapping[str, object]:
        """What conditions may ask of it. It is no crew member's leg: facts of crew and duty are absent."""
        flight = self.flight
        known: dict[str, object] = {
            "kind": Kind.OPERATING.value,
            "flight_number": flight.number,
            "origin": flight.origin,
            "destination": flight.destination,
            "scheduled_block_minutes": flight.into - flight.out,
            "ferry": flight.ferry,
        }
        return known if self.aircraft is None else known | {"aircraft_type": self.aircraft.type}


class Person:
    """A crew member with what checks of their duties look up."""

    def __init__(self, member: Member) -> None:
        self.member = member
        self.papers = Papers(member.papers)
        self._leave: dict[tuple[tuple[str, ...], int, int], Closed] = {}

    def away(self, kinds: tuple[str, ...], before: int, after: int) -> Closed:
        """Leave of some kinds, with so many minutes before and after it."""
        asked = (kinds, before, after)
        if asked not in self._leave:
            meant = (each for each in self.member.leave if each.kind in kinds)
            self._leave[asked] = Closed((each.start - before, each.end + after) for each in meant)
        return self._leave[asked]


@dataclass(frozen=True, slots=True)
class DutyMoment:
    """One event of a crew member."""

    whole: Whole
    person: Person
    moment: Moment

    @property
    def operated(self) -> tuple[Leg, ...]:
        """The flights that the crew member operates in it."""
        event = self.moment.event
        return tuple(leg for leg in event.legs if not leg.deadhead) if isinstance(event, Fdp) else ()

    @property
    def types(self) -> tuple[str, ...]:
        """The types of aircraft they operate, as far as aircraft are assigned."""
        held = (self.whole.flights[leg.flight_id].aircraft for leg in self.operated)
        return tuple(sorted({self.whole.aircraft[each].type for each in held if each is not None}))


@dataclass(frozen=True, slots=True)
class MonthMoment:
    """One calendar month of a crew member."""

    member: Member
    first: date

    @property
    def credit(self) -> Credit:
        """The planned credit: as told, else what the duties come to."""
        told = self.member.credit.get(self.first)
        return self.member.earned.get(self.first, UNKNOWN) if told is None else Credit(told)

    @property
    def facts(self) -> Mapping[str, object]:
        """What conditions may ask of it."""
        crew, policy = self.member.timeline.crew, self.member.timeline.policy
        known: dict[str, object] = {"crew_position": crew.position.value, "base": crew.base}
        return known if policy.frm is None else known | {"risk_management": policy.frm}


def day_of(minute: int, airport: str) -> date:
    """The date at an airport."""
    return local_date(minute, zone_of(airport))
