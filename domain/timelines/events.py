"""The events of a timeline. Instants are UTC minutes, durations minutes; nothing here is derived."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal


class Kind(StrEnum):
    """What an event is."""

    FDP = "FDP"
    SHORT_CALL = "SHORT_CALL"
    LONG_CALL = "LONG_CALL"
    RESERVE = "RESERVE"
    AIRPORT_STANDBY = "AIRPORT_STANDBY"
    DEADHEAD = "DEADHEAD"
    DUTY = "DUTY"
    REST = "REST"


class Task(StrEnum):
    """What a duty without flying is for. TRAINING is on the ground, SIMULATOR also in an aircraft."""

    TRAINING = "TRAINING"
    SIMULATOR = "SIMULATOR"
    ADMIN = "ADMIN"
    OTHER = "OTHER"


Phase = Literal["BEFORE_TAKEOFF", "AFTER_TAKEOFF", "PLANNED"]
Emergency = Literal["GOVERNMENT_CONTRACT", "DEVIATION_119_57"]
Cause = Literal["COMPANY", "CREW"]


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg of a flight duty period. The actual times are None until flown.

    ``diversion``: it ended elsewhere than planned, and the next leg carries on. ``ferry``: without passengers.
    """

    flight_id: str
    flight_number: str
    origin: str
    destination: str
    scheduled_out: int
    scheduled_in: int
    out: int | None = None
    into: int | None = None
    deadhead: bool = False
    diversion: bool = False
    ferry: bool = False


@dataclass(frozen=True, slots=True)
class Augmented:
    """More flight crew than the minimum: pilots on board, class of the rest facility, minutes of rest in flight."""

    pilots: int
    rest_facility: int
    landing_pilot_rest: int | None = None
    monitoring_pilot_rest: int | None = None


@dataclass(frozen=True, slots=True)
class Accommodation:
    """A break in an accommodation inside a flight duty period, from reaching it to leaving it."""

    arrive: int
    leave: int
    scheduled_arrive: int | None = None
    scheduled_leave: int | None = None
    suitable: bool = False
    planned_before_fdp: bool = False


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension of a flight duty period: when the need arose, and what its conditions ask."""

    phase: Phase
    pic_concurs: bool = False
    unforeseen: bool = False


@dataclass(frozen=True, slots=True)
class Fdp:
    """A flight duty period and the duty around it, from ``report`` to ``release``.

    ``at`` None: it starts where its first leg does. ``end`` None: with its last operated leg. What is planned and
    None is as it was done. ``segments`` and ``flight_minutes`` stand where ``legs`` are not known. None in the last
    two: nobody knows.
    """

    kind: ClassVar[Kind] = Kind.FDP
    id: str
    report: int
    release: int
    legs: tuple[Leg, ...] = ()
    at: str | None = None
    end: int | None = None
    scheduled_end: int | None = None
    scheduled_release: int | None = None
    segments: int | None = None
    flight_minutes: int | None = None
    augmented: Augmented | None = None
    accommodation: tuple[Accommodation, ...] = ()
    extension: Extension | None = None
    emergency: Emergency | None = None
    cabin_crew_above_minimum: int | None = 0
    outside_48_states: bool | None = False

    @property
    def start(self) -> int:
        """The report."""
        return self.report

    @property
    def finish(self) -> int:
        """The release."""
        return self.release


@dataclass(frozen=True, slots=True)
class _Timed:
    """Something from ``start`` to ``end``."""

    id: str
    start: int
    end: int

    @property
    def finish(self) -> int:
        """The end."""
        return self.end


@dataclass(frozen=True, slots=True)
class ShortCall(_Timed):
    """A reserve availability period; called out, it ends at the report. ``notified_at``: when the call came."""

    kind: ClassVar[Kind] = Kind.SHORT_CALL
    notified_at: int | None = None


@dataclass(frozen=True, slots=True)
class LongCall(_Timed):
    """Long-call reserve, which is no duty; ``notified_at``: when the crew member was told what comes next."""

    kind: ClassVar[Kind] = Kind.LONG_CALL
    notified_at: int | None = None


@dataclass(frozen=True, slots=True)
class Undesignated(LongCall):
    """Reserve that the carrier has not designated: a rule in force says what it is (117.21(a): long-call)."""

    kind: ClassVar[Kind] = Kind.RESERVE


@dataclass(frozen=True, slots=True)
class AirportStandby(_Timed):
    """Standby at or near an airport."""

    kind: ClassVar[Kind] = Kind.AIRPORT_STANDBY


@dataclass(frozen=True, slots=True)
class Deadhead(_Timed):
    """Transport as a passenger, outside a flight duty period."""

    kind: ClassVar[Kind] = Kind.DEADHEAD
    origin: str
    destination: str


@dataclass(frozen=True, slots=True)
class Work(_Timed):
    """Any other duty."""

    kind: ClassVar[Kind] = Kind.DUTY
    task: Task


@dataclass(frozen=True, slots=True)
class Window:
    """From ``start`` to ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Interruption:
    """When a rest was interrupted, and by whom: COMPANY for a call of the carrier, CREW for anything else."""

    at: int
    until: int
    by: Cause


@dataclass(frozen=True, slots=True)
class Rest(_Timed):
    """A rest as it was given. ``contact_window``: the crew member must acknowledge an assignment inside it."""

    kind: ClassVar[Kind] = Kind.REST
    sleep_opportunity: int | None = None
    interrupted: Interruption | None = None
    contact_window: Window | None = None


Event = Fdp | ShortCall | LongCall | Undesignated | AirportStandby | Deadhead | Work | Rest
