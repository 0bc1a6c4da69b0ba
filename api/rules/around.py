"""A rule with what surrounds it, out of an edition or a Rulebook on record: the same shape as out of the live graph."""

from collections.abc import Iterable

from domain.errors import NotFoundError
from domain.rulebook import Rulebook
from domain.rulegraph import Edge, EdgeKind, Method, RuleGraph
from domain.rules.rule import Key, Rule
from graph.context import Conflict, RuleContext


def in_edition(content: RuleGraph, keys: Iterable[Key]) -> dict[Key, RuleContext]:
    """The rules of these keys as an edition has them; those it does not have are left out."""
    rules = {rule.key: rule for rule in content.rules}
    edges = content.edges
    return {key: _surrounded(rules[key], content, edges) for key in dict.fromkeys(keys) if key in rules}


def in_rulebook(book: Rulebook, key: Key) -> RuleContext:
    """A rule that the Rulebook chose, as it was then; ``NotFoundError`` where it did not."""
    if key not in book.rules:
        raise NotFoundError(f"Rulebook {book.hash} has no rule {key}.")
    beside = [pair for pair in book.precedence if key in (pair.winner, pair.loser)]
    displaced = [item.rule for item in book.dropped if item.by == key]
    return RuleContext(
        rule=book.rules[key],
        clauses=tuple(clause for owner, clause in book.cites if owner == key),
        scenarios=book.scenarios_of(key),
        overrides=(
            *displaced,
            *(pair.loser for pair in beside if pair.kind is EdgeKind.OVERRIDES and pair.winner == key),
        ),
        overridden_by=tuple(pair.winner for pair in beside if pair.kind is EdgeKind.OVERRIDES and pair.loser == key),
        conflicts=tuple(
            Conflict(rule=pair.loser if pair.winner == key else pair.winner, method=pair.method, notes="")
            for pair in beside
            if pair.method is not None
        ),
    )


def _surrounded(rule: Rule, content: RuleGraph, edges: Iterable[Edge]) -> RuleContext:
    near = [edge for edge in edges if rule.key in (edge.source, edge.target)]
    scenarios = _ends(near, EdgeKind.APPLIES_TO, rule.key)
    cited = {key.code for key in _ends(near, EdgeKind.CITES, rule.key)}
    return RuleContext(
        rule=rule,
        clauses=tuple(clause for clause in content.clauses if clause.citation in cited),
        scenarios=tuple(scenario for scenario in content.scenarios if scenario.key in scenarios),
        overrides=_ends(near, EdgeKind.OVERRIDES, rule.key),
        overridden_by=tuple(
            edge.source for edge in near if edge.kind is EdgeKind.OVERRIDES and edge.target == rule.key
        ),
        conflicts=tuple(_conflict(edge, rule.key) for edge in near if edge.kind is EdgeKind.CONFLICTS_WITH),
    )


def _ends(edges: Iterable[Edge], kind: EdgeKind, source: Key) -> tuple[Key, ...]:
    return tuple(edge.target for edge in edges if edge.kind is kind and edge.source == source)


def _conflict(edge: Edge, key: Key) -> Conflict:
    other = edge.target if edge.source == key else edge.source
    return Conflict(rule=other, method=edge.method or Method.MANUAL_REVIEW, notes=edge.notes)
