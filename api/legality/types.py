"""The judge's answer on one timeline."""

from datetime import datetime

import strawberry

from api.enums import Outcome
from api.written import Paced
from domain.clock import to_datetime
from domain.judgement import Assumption, Finding, Judgement, LatestEnd, ReportDue


@strawberry.type
class TimelineFinding:
    """One limit that one event breaks, or that policy must settle. `limit`, `actual` and `excess` are in `unit`.

    `rule` is its code down to the paragraph; `path` is how it came to apply in the graph.
    """

    event: str
    rule: str
    verdict: Outcome
    limit: int
    actual: int
    excess: int
    unit: str
    message: str
    path: list[str]


@strawberry.type
class TimelineReport:
    """A report that the carrier owes within so many calendar days of the event, and the rule that asks for it."""

    event: str
    rule: str
    within_days: int


@strawberry.type
class TimelineAssumption:
    """How a flight duty period was read: the theater's place, whether acclimated to it, the clocks in question.

    Several clocks: the carrier has not chosen one. `state` is EASA's state of acclimatisation, null elsewhere.
    `transfers` are changes by road between two airports, such as `EWR-JFK`.
    """

    event: str
    theater: str
    acclimated: bool
    clocks: list[str]
    state: str | None
    transfers: list[str]


@strawberry.type
class LatestLegalEnd:
    """The last legal end of a flight duty period and the rule that binds it, and both with an extension."""

    event: str
    end: datetime
    binding: str
    with_extension: datetime
    binding_with_extension: str


@strawberry.type
class Legality:
    """Whether a timeline is legal: findings, the rules that were checked and those that were not, what was assumed."""

    verdict: Outcome
    findings: list[TimelineFinding]
    reports_due: list[TimelineReport]
    checked: list[str]
    unchecked: list[str]
    words_only: list[str]
    assumptions: list[TimelineAssumption]
    latest_legal_ends: list[LatestLegalEnd]
    rulebook: str


def legality(said: Judgement) -> Legality:
    """The answer of a judgement."""
    return Legality(
        verdict=said.verdict,
        findings=Paced(map(_finding, said.findings)),
        reports_due=Paced(map(_report, said.reports_due)),
        checked=list(said.checked),
        unchecked=list(said.unchecked),
        words_only=list(said.words_only),
        assumptions=Paced(map(_assumption, said.assumptions)),
        latest_legal_ends=Paced(map(_latest, said.latest_ends)),
        rulebook=said.rulebook,
    )


def _finding(found: Finding) -> TimelineFinding:
    return TimelineFinding(
        event=found.event,
        rule=found.rule,
        verdict=found.verdict,
        limit=found.limit,
        actual=found.actual,
        excess=found.excess,
        unit=found.unit,
        message=found.message,
        path=list(found.path),
    )


def _report(due: ReportDue) -> TimelineReport:
    return TimelineReport(event=due.event, rule=due.rule, within_days=due.within_days)


def _assumption(made: Assumption) -> TimelineAssumption:
    return TimelineAssumption(
        event=made.event,
        theater=made.theater,
        acclimated=made.acclimated,
        clocks=list(made.clocks),
        state=made.state,
        transfers=list(made.transfers),
    )


def _latest(end: LatestEnd) -> LatestLegalEnd:
    return LatestLegalEnd(
        event=end.event,
        end=to_datetime(end.end),
        binding=end.rule,
        with_extension=to_datetime(end.extended),
        binding_with_extension=end.extended_rule,
    )
