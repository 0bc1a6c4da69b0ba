"""The judge's verdict on a written timeline: by the newest edition where the servers run, else by the rule packs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, Final

from domain.ahead import Ahead, ahead_written
from domain.airports import zone_of
from domain.answer import answer
from domain.claims import Claims
from domain.clock import local_date
from domain.dated import turning_days
from domain.errors import InputError
from domain.judgement import Judgement
from domain.regime import LAW, Regime
from domain.resolve import resolve
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from domain.timelines.timeline import AcclimatedClock, Law, Policy, Timeline
from domain.visible import visible_to
from graph import packs
from legality.ahead import HORIZON, ahead, followed
from legality.judge import Judge, worst
from servers import supervisor
from services import airlines, hosting, rulebooks
from services.doors import Doors
from services.settings import Settings
from store import editions

REGIMES: Final[Mapping[Law, Regime]] = {
    Law.FAA_117: Regime.FAA,
    Law.FAA_121_467: Regime.FAA,
    Law.EASA_FTL: Regime.EASA,
}


class Bench:
    """Where timelines are judged: the rules of one airline, or shared law alone, compiled for days as they are asked.

    ``policy`` is the airline's recorded one; what a timeline itself chooses wins. ``judged_by`` are the codes of all
    rules with parameters that could be checked.
    """

    def __init__(self, rules: RuleGraph, airline: str = PUBLIC, policy: Policy = Policy()) -> None:
        self._rules = rules if airline != PUBLIC else _law(rules)
        self._airline = airline
        self._policy = policy
        self._judges: dict[tuple[Regime, date, date], Judge] = {}
        self._turns = sorted(set(turning_days(visible_to(self._rules, airline))))
        self.judged_by = {rule.code for rule in self._rules.rules if rule.is_limit}

    def judge(self, timeline: Timeline) -> Judgement:
        """The judgement of one timeline, by the rules of its regime on the days of its events."""
        regime = REGIMES[timeline.law]
        if self._airline != PUBLIC and regime is not Regime.FAA:
            raise InputError(
                f"regime: {self._airline} flies under {Regime.FAA}: judge {timeline.law} without an airline."
            )
        given = chosen(timeline, self._policy)
        return joined([judge.answer(given) for judge in self.judges(timeline)], timeline)

    def ahead(self, timeline: Timeline) -> Ahead | None:
        """What the crew member may do after the last event; None where nothing can be said."""
        if not timeline.events:
            return None
        far = replace(timeline, events=followed(timeline, max(e.finish for e in timeline.events) + HORIZON).events)
        return ahead(self.judge_of(far), chosen(timeline, self._policy))

    def judge_of(self, timeline: Timeline) -> Judge:
        """The judge of a timeline's last event."""
        return self.judges(timeline)[-1]

    def judges(self, timeline: Timeline) -> tuple[Judge, ...]:
        """The judges of a timeline's regime, each compiled once, that it needs for its calendar years.

        One for all of them; or one up to each day on which a relationship or a condition changes, as far as events
        start in between.
        """
        days = _days(timeline)
        first, after = date(days[0].year, 1, 1), date(days[-1].year + 1, 1, 1)
        edges = [first, *(day for day in self._turns if first < day < after), after]
        parts = [part for part in pairwise(edges) if any(part[0] <= day < part[1] for day in days)]
        return tuple(self._compiled(REGIMES[timeline.law], start, end) for start, end in parts)

    def _compiled(self, regime: Regime, start: date, end: date) -> Judge:
        asked = (regime, start, end)
        if asked not in self._judges:
            self._judges[asked] = Judge(resolve(self._rules, self._airline, start, end, regime))
        return self._judges[asked]


def joined(parts: Sequence[Judgement], timeline: Timeline) -> Judgement:
    """What several judges say of one timeline, each of its own events, as one judgement in the order of the events.

    ``rulebook`` names all of theirs, in the order of their days.
    """
    if len(parts) == 1:
        return parts[0]
    place = {event.id: number for number, event in enumerate(timeline.events)}
    found = dict.fromkeys(found for part in parts for found in part.findings)  # an overlap is found by each of them
    return Judgement(
        verdict=worst(list(found)),
        findings=tuple(sorted(found, key=lambda each: place[each.event])),
        checked=tuple(sorted({code for part in parts for code in part.checked})),
        unchecked=tuple(sorted({code for part in parts for code in part.unchecked})),
        rulebook=" ".join(part.rulebook for part in parts),
        duties=sum(part.duties for part in parts),
        reports_due=tuple(due for part in parts for due in part.reports_due),
        assumptions=tuple(made for part in parts for made in part.assumptions),
        latest_ends=tuple(end for part in parts for end in part.latest_ends),
        words_only=tuple(sorted({code for part in parts for code in part.words_only})),
    )


def chosen(timeline: Timeline, policy: Policy) -> Timeline:
    """A timeline with the carrier's choices where it makes none itself."""
    own = timeline.policy
    frm = policy.frm if own.frm is None else own.frm
    return replace(timeline, policy=Policy(own.acclimated_clock or policy.acclimated_clock, frm))


def written(judgement: Judgement) -> dict[str, Any]:
    """A judgement as JSON says it."""
    return answer(judgement)


def next_written(bench: Bench, timeline: Timeline) -> dict[str, Any]:
    """What may come next, under its key ``ahead``, as JSON says it."""
    return {"ahead": ahead_written(bench.ahead(timeline))}


def from_packs(settings: Settings) -> Bench:
    """Shared law as the rule packs have it; starts nothing."""
    return Bench(packs.load_packs(settings.rulepacks))


async def from_edition(doors: Doors, claims: Claims, airline: str | None = None) -> Bench:
    """Shared law of the newest edition, or with it an airline's rules and recorded policy.

    ``NotFoundError`` before the first edition, or for an airline that is not the asker's.
    """
    number = await rulebooks.newest(doors, claims)
    found = None if airline is None else await airlines.find(doors, claims, airline)
    async with doors.database.reading(claims) as session:
        rules = await editions.content(session, number, airline or PUBLIC)
    return Bench(rules) if found is None else Bench(rules, found.code, recorded(found.policy))


def servers_run(settings: Settings) -> bool:
    """Whether both servers can be had without starting one."""
    states = {server.state for server in supervisor.status(hosting.options(settings)).servers}
    return states <= {"running", "external"}


def recorded(policy: Mapping[str, Any]) -> Policy:
    """The choices in an airline's record."""
    clock = policy.get("acclimated_clock")
    return Policy(AcclimatedClock(clock) if clock else None, policy.get("frm"))


def _law(rules: RuleGraph) -> RuleGraph:
    """Shared law alone, without the carrier's manual."""
    kept = tuple(rule for rule in rules.rules if rule.owner == PUBLIC and rule.kind in LAW)
    gone = {rule.key for rule in rules.rules} - {rule.key for rule in kept}
    edges = tuple(edge for edge in rules.edges if not {edge.source, edge.target} & gone)
    return rules.model_copy(update={"rules": kept, "edges": edges})


def _days(timeline: Timeline) -> list[date]:
    """The days on which events start (base clock), in order; some day without one."""
    zone = zone_of(timeline.crew.base)
    return sorted({local_date(event.start, zone) for event in timeline.events}) or [date(2026, 1, 1)]
