"""The part of a graph that one airline is under: shared law and what it owns itself, and nothing of others."""

from collections.abc import Iterable

from domain.conditions import Condition, parse
from domain.errors import InputError
from domain.rulegraph import ENDS, RuleGraph
from domain.rules.rule import PUBLIC, Key, Scenario


def visible_to(graph: RuleGraph, airline: str) -> RuleGraph:
    """The rules, scenarios and edges owned by ``PUBLIC`` or the airline, in one fixed order.

    Two nodes of one key, and an edge to a node that is nowhere, are an ``InputError``.
    """
    owners = (PUBLIC, airline)
    part = graph.model_copy(
        update={
            "rules": tuple(rule for rule in graph.rules if rule.owner in owners),
            "scenarios": tuple(scenario for scenario in graph.scenarios if scenario.owner in owners),
            "interpretations": tuple(one for one in graph.interpretations if one.owner in owners),
            "edges": tuple(
                edge
                for edge in graph.edges
                if edge.owner in owners and edge.source.owner in owners and edge.target.owner in owners
            ),
        }
    ).ordered()
    _check_ends(part)
    return part


def conditions_of(scenarios: Iterable[Scenario]) -> dict[Key, Condition]:
    """When each scenario holds; a condition that cannot be read is an ``InputError`` naming the scenario."""
    found = {}
    for scenario in scenarios:
        try:
            found[scenario.key] = parse(scenario.condition, scenario.grain)
        except InputError as wrong:
            raise InputError(f"Scenario {scenario.key}: {wrong}") from wrong
    return found


def _check_ends(part: RuleGraph) -> None:
    keys = {
        "rule": _unique("rules", (rule.key for rule in part.rules)),
        "scenario": _unique("scenarios", (scenario.key for scenario in part.scenarios)),
        "component": _unique("pay components", (Key(PUBLIC, component.type) for component in part.components)),
        "interpretation": _unique("interpretations", (one.key for one in part.interpretations)),
        "clause": _unique("clauses", (Key(PUBLIC, clause.citation) for clause in part.clauses)),
    }
    for edge in part.edges:
        for end, kind in zip((edge.source, edge.target), ENDS[edge.kind], strict=True):
            if end not in keys[kind]:
                raise InputError(
                    f"{edge.source} {edge.kind} {edge.target}: there is no {end} among the {kind}s. "
                    "Add it, or take the edge away."
                )


def _unique(what: str, keys: Iterable[Key]) -> set[Key]:
    seen: set[Key] = set()
    for key in keys:
        if key in seen:
            raise InputError(f"Two {what} are called {key}: give one of them another code.")
        seen.add(key)
    return seen
