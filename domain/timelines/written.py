"""The written form of a timeline: its keys and types, and nothing else. Unknown keys are refused."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.crew import Position
from domain.timelines.events import Cause, Emergency, Kind, Phase, Task
from domain.timelines.instants import Airport, Instant, Length, Name, Number, Yes
from domain.timelines.timeline import AcclimatedClock, Law

Flier = Literal[Position.CAPTAIN, Position.FIRST_OFFICER, Position.FLIGHT_ATTENDANT]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class LegIn(_Written):
    """``scheduled_out`` and ``scheduled_in`` are ours: by default as ``out`` and ``in``."""

    origin: Airport = Field(alias="from")
    destination: Airport = Field(alias="to")
    out: Instant
    into: Instant = Field(alias="in")
    scheduled_out: Instant | None = None
    scheduled_in: Instant | None = None
    flight: Name | None = None
    deadhead: Yes = False
    diversion: Yes = False
    ferry: Yes = False


class AugmentedIn(_Written):
    pilots: Annotated[int, Field(strict=True, ge=3, le=6)]
    rest_facility: Annotated[int, Field(strict=True, ge=1, le=3)]
    landing_pilot_rest: Length | None = None
    monitoring_pilot_rest: Length | None = None


class AccommodationIn(_Written):
    arrive: Instant
    leave: Instant
    scheduled_arrive: Instant | None = None
    scheduled_leave: Instant | None = None
    suitable: Yes = False
    planned_before_fdp: Yes = False


class ExtensionIn(_Written):
    phase: Phase
    pic_concurs: Yes = False
    unforeseen: Yes = False


class FlownIn(_Written):
    """What a flight duty period says of itself, however its flights are told."""

    kind: Literal[Kind.FDP]
    id: Name | None = None
    report: Instant
    augmented: AugmentedIn | None = None
    accommodation: tuple[AccommodationIn, ...] = ()
    extension: ExtensionIn | None = None
    emergency: Emergency | None = None
    cabin_crew_above_minimum: Number = 0
    outside_48_states: Yes = False


class FdpIn(FlownIn):
    at: Airport | None = None
    end: Instant
    release: Instant | None = None
    scheduled_end: Instant | None = None
    scheduled_release: Instant | None = None
    legs: Annotated[tuple[LegIn, ...], Field(min_length=1)] | None = None
    segments: Number | None = None
    flight_minutes: Length | None = None


class _TimedIn(_Written):
    id: Name | None = None
    start: Instant
    end: Instant


class ShortCallIn(_TimedIn):
    kind: Literal[Kind.SHORT_CALL]
    notified_at: Instant | None = None


class LongCallIn(_TimedIn):
    kind: Literal[Kind.LONG_CALL]
    notified_at: Instant | None = None


class UndesignatedIn(_TimedIn):
    kind: Literal[Kind.RESERVE]
    notified_at: Instant | None = None


class AirportStandbyIn(_TimedIn):
    kind: Literal[Kind.AIRPORT_STANDBY]


class DeadheadIn(_TimedIn):
    kind: Literal[Kind.DEADHEAD]
    origin: Airport = Field(alias="from")
    destination: Airport = Field(alias="to")


class WorkIn(_TimedIn):
    kind: Literal[Kind.DUTY]
    task: Task


class WindowIn(_Written):
    start: Instant
    end: Instant


class InterruptionIn(_Written):
    at: Instant
    until: Instant
    by: Cause


class RestIn(_TimedIn):
    kind: Literal[Kind.REST]
    sleep_opportunity: Length | None = None
    interrupted: InterruptionIn | None = None
    contact_window: WindowIn | None = None


EventIn = Annotated[
    FdpIn | ShortCallIn | LongCallIn | UndesignatedIn | AirportStandbyIn | DeadheadIn | WorkIn | RestIn,
    Field(discriminator="kind"),
]


class CrewIn(_Written):
    id: Name
    position: Flier
    base: Airport
    acclimated_to: Airport | None
    last_acclimated_to: Airport | None = None


class PolicyIn(_Written):
    acclimated_clock: AcclimatedClock | None = None
    frm: Yes | None = None


class PastIn(_Written):
    """``kind`` may be any duty: a ledger tells what was done, whatever it was."""

    kind: Literal[Kind.FDP, Kind.SHORT_CALL, Kind.AIRPORT_STANDBY, Kind.DEADHEAD, Kind.DUTY]
    start: Instant
    end: Instant
    flight_minutes: Length = 0
    carrier: Name | None = None


class HistoryIn(_Written):
    flight_672h: Length = 0
    flight_365d: Length = 0
    flight_calendar_year: Length | None = None
    flight_12_months: Length | None = None
    fdp_168h: Length = 0
    fdp_672h: Length = 0
    last_30h_rest_ended: Instant | None = None
    extensions_over_30_since_30h_rest: Number = 0
    consecutive_wocl_fdps: Number = 0
    ledger: tuple[PastIn, ...] = ()


class TimelineIn(_Written):
    regime: Law
    crew: CrewIn
    policy: PolicyIn = PolicyIn()
    events: tuple[EventIn, ...]
    history: HistoryIn = HistoryIn()
