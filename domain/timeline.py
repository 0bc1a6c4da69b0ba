"""A crew member's duties in time order, as the judge reads them, and what it finds."""

from dataclasses import dataclass, field
from enum import StrEnum

from domain.crew import Position


class Verdict(StrEnum):
    """What a check ends with; over several findings VIOLATION outranks NEEDS_POLICY outranks LEGAL."""

    LEGAL = "LEGAL"
    NEEDS_POLICY = "NEEDS_POLICY"
    VIOLATION = "VIOLATION"


class AcclimatedClock(StrEnum):
    """Inside one theater, which place's clock a report is read on: a carrier's choice that 117.13 leaves open."""

    HOME_BASE = "home_base"
    FDP_SERIES_START = "fdp_series_start"


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg of a duty. Instants are UTC minutes; the actual ones are None until flown."""

    flight_id: str
    flight_number: str
    origin: str
    destination: str
    scheduled_out: int
    scheduled_in: int
    out: int | None = None
    into: int | None = None
    deadhead: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty with a flight duty period: report to release in UTC minutes, its legs in time order."""

    id: str
    report: int
    release: int
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """One crew member's duties in time order. ``acclimated_clock`` None: the carrier has not chosen."""

    crew_id: str
    position: Position
    base: str
    duties: tuple[Duty, ...]
    acclimated_clock: AcclimatedClock | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One limit that one event breaks (or that policy must settle), with both sides of the comparison in minutes."""

    crew_id: str
    event: str
    rule: str
    verdict: Verdict
    limit: int
    actual: int
    excess: int
    message: str
    unit: str = "min"
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judge's answer over one or many timelines: findings, the rules checked, those it could not."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    checked: tuple[str, ...]
    unchecked: tuple[str, ...]
    rulebook: str
    duties: int = field(default=0)
