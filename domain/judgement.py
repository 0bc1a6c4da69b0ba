"""What the judge finds."""

from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What a check ends with; over several findings VIOLATION outranks NEEDS_POLICY outranks LEGAL."""

    LEGAL = "LEGAL"
    NEEDS_POLICY = "NEEDS_POLICY"
    VIOLATION = "VIOLATION"


@dataclass(frozen=True, slots=True)
class Finding:
    """One limit that one event breaks (or that policy must settle), with both sides of the comparison in ``unit``.

    ``path`` is how the rule came to apply in the graph: scenario, APPLIES_TO, rule; then OVERRIDES and the rule that
    it stands in place of, if it does.
    """

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
class ReportDue:
    """A report that the carrier owes, in calendar days from the event."""

    event: str
    rule: str
    within_days: int


@dataclass(frozen=True, slots=True)
class Assumption:
    """How the start of one event was read: the theater's place, whether acclimated to it, and the clocks in question.

    Several clocks: the carrier has not chosen one. ``transfers``: changes by road between two airports, ``EWR-JFK``.
    """

    event: str
    theater: str
    acclimated: bool
    clocks: tuple[str, ...]
    state: str | None = None
    transfers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LatestEnd:
    """The last legal end of a flight duty period (UTC minute), the rule that binds it, and both with an extension."""

    event: str
    end: int
    rule: str
    extended: int
    extended_rule: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judge's answer over one or many timelines: findings, the rules checked, those it could not.

    ``words_only``: those of ``unchecked`` that no judge can check, for they have words and no figures.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    checked: tuple[str, ...]
    unchecked: tuple[str, ...]
    rulebook: str
    duties: int = field(default=0)
    reports_due: tuple[ReportDue, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    latest_ends: tuple[LatestEnd, ...] = ()
    words_only: tuple[str, ...] = ()
