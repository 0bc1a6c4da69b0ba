"""A timeline: whose duties, under which law, with what carrier's choices and what past."""

from dataclasses import dataclass
from enum import StrEnum

from domain.crew import Position
from domain.timelines.events import Event, Kind


class Law(StrEnum):
    """The part of the law that a timeline is judged by."""

    FAA_117 = "FAA_117"
    FAA_121_467 = "FAA_121_467"
    EASA_FTL = "EASA_FTL"


class AcclimatedClock(StrEnum):
    """Inside one theater, which place's clock a report is read on: a carrier's choice that 117.13 leaves open."""

    HOME_BASE = "home_base"
    FDP_SERIES_START = "fdp_series_start"


@dataclass(frozen=True, slots=True)
class Crew:
    """Whose timeline it is.

    ``acclimated_to``: a place in the theater the crew member is acclimated to when the first event starts; None: to
    none, and ``last_acclimated_to`` is where that was last.
    """

    id: str
    position: Position
    base: str
    acclimated_to: str | None
    last_acclimated_to: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What the regulation leaves to the carrier; None: not chosen."""

    acclimated_clock: AcclimatedClock | None = None
    frm: bool | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """Something before the first event. ``carrier``: for whom, where it was another one."""

    kind: Kind
    start: int
    end: int
    flight_minutes: int = 0
    carrier: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What lies before the first event: totals in minutes, or a ledger of the exact past, which wins over them.

    ``flight_calendar_year``: since the first of January of its year; ``flight_12_months``: since the first day of the
    eleventh month before its own. None: nobody has told; both are days of the base.
    """

    flight_672h: int = 0
    flight_365d: int = 0
    flight_calendar_year: int | None = None
    flight_12_months: int | None = None
    fdp_168h: int = 0
    fdp_672h: int = 0
    last_30h_rest_ended: int | None = None
    extensions_over_30_since_30h_rest: int = 0
    consecutive_wocl_fdps: int = 0
    ledger: tuple[Past, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """One crew member's events in time order."""

    crew: Crew
    events: tuple[Event, ...]
    law: Law = Law.FAA_117
    policy: Policy = Policy()
    history: History = History()
