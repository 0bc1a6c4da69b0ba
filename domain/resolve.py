"""From the graph to the Rulebook of one airline and period: pure, and independent of the order of its input."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from domain.authority import named
from domain.collecting import uncollected
from domain.components import component_of, in_dependency_order
from domain.conditions import Condition
from domain.dated import throughout, turning_days
from domain.disagreement import check_agreement
from domain.errors import InputError, RefusedError
from domain.facts import FACTS
from domain.hierarchy import around, drawn
from domain.precedence import settled
from domain.regime import Regime, out_of_scope
from domain.rulebook import Chosen, Dropped, Rulebook
from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC, Clause, Key, PayComponent, Phase, Rule
from domain.scope import Period, Scopes
from domain.visible import conditions_of, visible_to


@uncollected()
def resolve(graph: RuleGraph, airline: str, start: date, end: date, regime: Regime = Regime.FAA) -> Rulebook:
    """What binds the airline from ``start`` up to ``end``: rules chosen, ordered and settled, with what was dropped.

    Rejects by owner, regime, date and scope only; conditions are rejected per row, where the facts are. Raises
    ``ConflictError`` for two rules that disagree unsettled, ``RefusedError`` for circles, doubled methods and limits
    displaced unlawfully, ``InputError`` for a graph that cannot be read.
    """
    if end <= start:
        raise InputError(f"A period from {start} up to {end} has no day: the end must be later.")
    mine, period = visible_to(graph, airline), Period(start, end)
    part = throughout(mine, start, end)
    conditions = conditions_of(part.scenarios)
    scopes = Scopes(period, _scenarios(part), around(drawn(part.edges)), conditions)
    rules = {rule.key: rule for rule in part.rules if _why_not(rule, scopes, regime) is None}
    outcome = settled(rules, part.edges, scopes)
    gone = {dropped.rule for dropped in outcome.dropped}
    standing = [rule for key, rule in rules.items() if key not in gone]
    _check_plannable(standing, scopes)
    check_agreement(standing, outcome.pairs, scopes)
    components = in_dependency_order(part.components, standing, part.edges)
    chosen = _chosen(standing, components, scopes)
    situations = {scenario for one in chosen for scenario in one.scenarios}
    same_from, same_until = _unchanged(mine, period)
    return Rulebook(
        airline=airline,
        start=start,
        end=end,
        chosen=chosen,
        dropped=_dropped(part.rules, outcome.dropped, scopes, regime),
        scenarios=tuple(
            scenario.model_copy(update={"condition": conditions[scenario.key].normalised})
            for scenario in part.scenarios
            if scenario.key in situations
        ),
        components=components,
        precedence=outcome.precedence,
        cites=_cites(part, standing),
        same_from=same_from,
        same_until=same_until,
    )


def _scenarios(part: RuleGraph) -> dict[Key, frozenset[Key]]:
    """The scenarios that each rule applies to."""
    applies: defaultdict[Key, set[Key]] = defaultdict(set)
    for edge in part.edges:
        if edge.kind is EdgeKind.APPLIES_TO:
            applies[edge.source].add(edge.target)
    return {rule.key: frozenset(applies[rule.key]) for rule in part.rules}


def _why_not(rule: Rule, scopes: Scopes, regime: Regime) -> str | None:
    """Why a rule is not in force in the period; None when it is."""
    period = scopes.period
    if (foreign := out_of_scope(rule, regime)) is not None:
        return foreign
    if rule.effective >= period.end:
        return f"takes effect on {rule.effective}, after the period"
    if not period.holds(rule):
        return f"expired on {rule.expires}, before the period"
    return None if scopes.scenarios[rule.key] else "applies to no scenario"


def _dropped(
    rules: Iterable[Rule], displaced: Iterable[Dropped], scopes: Scopes, regime: Regime
) -> tuple[Dropped, ...]:
    """Every rule of the airline's part that does not stand, by key."""
    rejected = [
        Dropped(rule=rule.key, by=None, why=why)
        for rule in rules
        if (why := _why_not(rule, scopes, regime)) is not None
    ]
    return tuple(sorted([*rejected, *displaced], key=lambda dropped: dropped.rule))


def _unchanged(part: RuleGraph, period: Period) -> tuple[date, date]:
    """The days around the period, half-open, on which no pay rule begins or ends and nothing about it changes."""
    paying = [rule for rule in part.rules if rule.versions and not rule.is_limit]
    days = {day for rule in paying for day in (rule.effective, rule.expires) if day is not None}
    days |= set(turning_days(part))
    before, after = (day for day in days if day <= period.start), (day for day in days if day >= period.end)
    return max(before, default=date.min), min(after, default=date.max)


def _check_plannable(rules: Iterable[Rule], scopes: Scopes) -> None:
    """A hard rule of planning may ask only for facts that are known when a duty is planned."""
    for rule in rules:
        if not rule.hard or rule.phase is Phase.OPERATE:
            continue
        for scenario in sorted(scopes.scenarios[rule.key]):
            late = sorted(_known_late(scopes.conditions[scenario]))
            if late:
                raise RefusedError(
                    f"{named(rule)} is hard and planned with, but its scenario {scenario} asks for {late[0]}, which "
                    "is known only on the day. Use a planned fact.",
                    about=(rule.key,),
                )


def _known_late(condition: Condition) -> list[str]:
    return [fact for fact in condition.facts if not FACTS[fact].planned]


def _chosen(rules: Iterable[Rule], components: tuple[PayComponent, ...], scopes: Scopes) -> tuple[Chosen, ...]:
    """The rules in order of evaluation: limits first, then pay by component, priority (high first) and key."""
    place = {component.type: order for order, component in enumerate(components, start=1)}
    line = sorted(rules, key=lambda rule: (place.get(component_of(rule) or "", 0), -rule.priority, rule.key))
    return tuple(
        Chosen(rule=rule, scenarios=tuple(sorted(scopes.scenarios[rule.key])), order=order)
        for order, rule in enumerate(line)
    )


def _cites(part: RuleGraph, rules: Iterable[Rule]) -> tuple[tuple[Key, Clause], ...]:
    """The clauses each rule rests on: those it cites, and the one it names when the graph has its text."""
    clauses = {Key(PUBLIC, clause.citation): clause for clause in part.clauses}
    cited = {(edge.source, edge.target) for edge in part.edges if edge.kind is EdgeKind.CITES}
    standing = list(rules)
    cited |= {(rule.key, Key(PUBLIC, rule.clause)) for rule in standing if Key(PUBLIC, rule.clause) in clauses}
    keys = {rule.key for rule in standing}
    return tuple((rule, clauses[clause]) for rule, clause in sorted(cited) if rule in keys)
