"""A rule with what surrounds it, out of an edition's content: the same answer that the live graph gives of its own."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from domain.dated import throughout
from domain.rulegraph import Edge, EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC, Key, Rule
from graph.context import Conflict, RuleContext


def surroundings(content: RuleGraph, key: Key, airline: str, day: date | None = None) -> RuleContext:
    """The rule of a key as the airline sees it: shared parts and its own.

    With a day only what holds on it: relationships, conditions, and the rule's own content, whose last version it is.
    """
    part = throughout(content, day, day + timedelta(days=1)) if day else content
    owners = (PUBLIC, airline)
    edges = [edge for edge in part.edges if edge.owner in owners]
    rules = {rule.key: rule for rule in part.rules if rule.owner in owners}
    scenarios = {one.key: one for one in part.scenarios if one.owner in owners}
    clauses = {Key(PUBLIC, clause.citation): clause for clause in part.clauses}
    drawn = [edge for edge in edges if edge.source == key]
    return RuleContext(
        rule=_on(rules[key], day),
        clauses=tuple(clauses[one] for one in _ends(drawn, EdgeKind.CITES) if one in clauses),
        scenarios=tuple(scenarios[one] for one in _ends(drawn, EdgeKind.APPLIES_TO) if one in scenarios),
        overrides=tuple(one for one in _ends(drawn, EdgeKind.OVERRIDES) if one in rules),
        overridden_by=tuple(sorted(_winners(edges, key) & rules.keys())),
        conflicts=tuple(each for each in _conflicts(edges, key) if each.rule in rules),
    )


def _ends(drawn: Iterable[Edge], kind: EdgeKind) -> list[Key]:
    return sorted({edge.target for edge in drawn if edge.kind is kind})


def _winners(edges: Iterable[Edge], key: Key) -> set[Key]:
    return {edge.source for edge in edges if edge.kind is EdgeKind.OVERRIDES and edge.target == key}


def _conflicts(edges: Iterable[Edge], key: Key) -> Iterator[Conflict]:
    found = [edge for edge in edges if edge.kind is EdgeKind.CONFLICTS_WITH and key in (edge.source, edge.target)]
    named = [(edge.target if edge.source == key else edge.source, edge) for edge in found]
    for other, edge in sorted(named, key=lambda each: (each[0], each[1].owner, each[1].source.code)):
        assert edge.method is not None  # content is checked: a conflict has one
        yield Conflict(rule=other, method=edge.method, notes=edge.notes)


def _on(rule: Rule, day: date | None) -> Rule:
    if day is None:
        return rule
    return rule.model_copy(update={"versions": tuple(each for each in rule.versions if each.since <= day)})
