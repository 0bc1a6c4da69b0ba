"""A schedule as it is planned. Instants are UTC minutes, durations minutes; nothing here is derived."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.regime import Regime
from domain.timelines.events import Window
from domain.timelines.timeline import Timeline


class Movement(StrEnum):
    """What happens at an airport."""

    DEPARTURE = "DEPARTURE"
    ARRIVAL = "ARRIVAL"


@dataclass(frozen=True, slots=True)
class Flight:
    """One flight as planned. ``ours`` is false for another carrier's, on which crew only ride.

    ``trip``: minutes of fuel it burns; None: as long as its block. The slots are ids of ``Slot``.
    """

    id: str
    number: str
    origin: str
    destination: str
    out: int
    into: int
    aircraft: str | None = None
    departure_slot: str | None = None
    arrival_slot: str | None = None
    trip: int | None = None
    ferry: bool = False
    ours: bool = True


@dataclass(frozen=True, slots=True)
class Maintenance:
    """A booked stay; ``at`` None: wherever the aircraft is."""

    id: str
    start: int
    end: int
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Aircraft:
    """``at``: where it stands before its first flight, ``endurance``: minutes of fuel it holds; None: not said."""

    id: str
    type: str
    at: str | None = None
    endurance: int | None = None
    maintenance: tuple[Maintenance, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """Permission for one movement at an airport."""

    id: str
    airport: str
    movement: Movement
    at: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A licence, rating, training or the like, valid from ``since`` (None: always) through ``through``."""

    name: str
    through: date
    since: date | None = None
    aircraft_type: str | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave of a kind that the carrier's manual names."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Credit:
    """Planned minutes of credit of a month: ``least`` for certain, and why it may be more (empty: that is all)."""

    least: int
    open: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A crew member: papers, leave and when they cannot work, with their duties in time order.

    ``credit``: planned minutes as told, ``earned``: what the duties come to by the terms of pay; of months, by their
    first day. A month that is in neither is unknown.
    """

    timeline: Timeline
    papers: tuple[Paper, ...] = ()
    leave: tuple[Leave, ...] = ()
    unavailable: tuple[Window, ...] = ()
    credit: Mapping[date, int] = field(default_factory=dict)
    earned: Mapping[date, Credit] = field(default_factory=dict)
    hired: date | None = None

    @property
    def id(self) -> str:
        """Who it is."""
        return self.timeline.crew.id


@dataclass(frozen=True, slots=True)
class CrewLock:
    """A crew member stays on a flight."""

    id: str
    flight: str
    crew: str
    deadhead: bool = False


@dataclass(frozen=True, slots=True)
class AircraftLock:
    """An aircraft stays on a flight."""

    id: str
    flight: str
    aircraft: str


@dataclass(frozen=True, slots=True)
class FreeLock:
    """A crew member stays free of duty and reserve."""

    id: str
    crew: str
    start: int
    end: int


Lock = CrewLock | AircraftLock | FreeLock


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is planned from the ``first`` through the ``last`` day, and what lies around it.

    Identifiers are unique, and what is named is there. ``contracts`` are the terms that the crew is hired on.
    """

    regime: Regime
    first: date
    last: date
    flights: tuple[Flight, ...]
    aircraft: tuple[Aircraft, ...] = ()
    slots: tuple[Slot, ...] = ()
    crew: tuple[Member, ...] = ()
    locks: tuple[Lock, ...] = ()
    contracts: tuple[str, ...] = ()
