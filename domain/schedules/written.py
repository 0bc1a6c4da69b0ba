"""The written form of a schedule: its keys and types, and nothing else. Unknown keys are refused."""

import re
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from domain.regime import Regime
from domain.schedules.schedule import Movement
from domain.timelines import written as timeline
from domain.timelines.instants import Airport, Instant, Length, Name, Yes

_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def _day(value: object) -> date:
    try:
        found = date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2026-01-31") else None
    except ValueError:
        found = None
    if found is None or not date(1971, 1, 1) <= found < date(2200, 1, 1):
        raise ValueError(f"{str(value)[:40]!r} is no day: write one such as 2026-06-30")
    return found


def _month(value: object) -> date:
    if not isinstance(value, str) or not _MONTH.fullmatch(value):
        raise ValueError(f"{str(value)[:40]!r} is no month: write one such as 2026-06")
    return _day(f"{value}-01")


def _ride(value: object) -> object:
    return {"flight": value} if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_day)]
Month = Annotated[date, BeforeValidator(_month)]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class PeriodIn(_Written):
    """Both days are in it."""

    first: Day
    last: Day


class FlightIn(_Written):
    id: Name
    number: Name | None = None
    origin: Airport = Field(alias="from")
    destination: Airport = Field(alias="to")
    out: Instant
    into: Instant = Field(alias="in")
    aircraft: Name | None = None
    departure_slot: Name | None = None
    arrival_slot: Name | None = None
    trip: Length | None = None
    ferry: Yes = False
    other_carrier: Yes = False


class MaintenanceIn(_Written):
    id: Name | None = None
    start: Instant
    end: Instant
    at: Airport | None = None


class AircraftIn(_Written):
    id: Name
    type: Name
    at: Airport | None = None
    endurance: Length | None = None
    maintenance: tuple[MaintenanceIn, ...] = ()


class SlotIn(_Written):
    id: Name
    airport: Airport
    movement: Movement
    at: Instant


class PaperIn(_Written):
    paper: Name
    valid_from: Day | None = None
    valid_through: Day
    aircraft_type: Name | None = None


class LeaveIn(_Written):
    kind: Name
    start: Instant
    end: Instant


class RideIn(_Written):
    flight: Name
    deadhead: Yes = False


class DutyIn(timeline.FlownIn):
    """A flight duty period. A flight that is operated may be told by its id alone."""

    release: Instant
    flights: Annotated[tuple[Annotated[RideIn, BeforeValidator(_ride)], ...], Field(min_length=1)]


PlainIn = (
    timeline.ShortCallIn
    | timeline.LongCallIn
    | timeline.UndesignatedIn
    | timeline.AirportStandbyIn
    | timeline.DeadheadIn
    | timeline.WorkIn
    | timeline.RestIn
)
"""The events of a timeline that are no flight duty."""
EventIn = Annotated[DutyIn | PlainIn, Field(discriminator="kind")]


class MemberIn(_Written):
    """``acclimated_to`` left out: to the base."""

    id: Name
    position: timeline.Flier
    base: Airport
    acclimated_to: Airport | None = None
    last_acclimated_to: Airport | None = None
    hired: Day | None = None
    papers: tuple[PaperIn, ...] = ()
    leave: tuple[LeaveIn, ...] = ()
    unavailable: tuple[timeline.WindowIn, ...] = ()
    credit: dict[Month, Length] = {}
    history: timeline.HistoryIn = timeline.HistoryIn()
    events: tuple[EventIn, ...] = ()


class CrewLockIn(_Written):
    kind: Literal["CREW"]
    id: Name | None = None
    flight: Name
    crew: Name
    deadhead: Yes = False


class AircraftLockIn(_Written):
    kind: Literal["AIRCRAFT"]
    id: Name | None = None
    flight: Name
    aircraft: Name


class FreeLockIn(_Written):
    kind: Literal["FREE"]
    id: Name | None = None
    crew: Name
    start: Instant
    end: Instant


LockIn = Annotated[CrewLockIn | AircraftLockIn | FreeLockIn, Field(discriminator="kind")]


class ScheduleIn(_Written):
    regime: Regime
    period: PeriodIn
    contracts: tuple[Name, ...] = ()
    policy: timeline.PolicyIn = timeline.PolicyIn()
    aircraft: tuple[AircraftIn, ...] = ()
    slots: tuple[SlotIn, ...] = ()
    flights: tuple[FlightIn, ...]
    crew: tuple[MemberIn, ...]
    locks: tuple[LockIn, ...] = ()


def told(value: Any) -> ScheduleIn:
    """The form of a value; pydantic's ``ValidationError`` says what is wrong."""
    return ScheduleIn.model_validate(value)
