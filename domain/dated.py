"""A graph as it stands throughout one period: relationships and conditions that change do so between periods."""

from collections.abc import Iterator
from datetime import date

from domain.errors import RefusedError
from domain.rulegraph import Edge, RuleGraph
from domain.rules.rule import Scenario


def throughout(graph: RuleGraph, start: date, end: date) -> RuleGraph:
    """The graph from ``start`` up to ``end``: its relationships in force then, its scenarios as they are then.

    ``RefusedError`` names what changes inside the period: rules are dated by the day, the rest by the pay period.
    """
    edges = tuple(edge for edge in graph.edges if _stands(edge, start, end))
    scenarios = tuple(_as_on(scenario, start, end) for scenario in graph.scenarios)
    return graph.model_copy(update={"edges": edges, "scenarios": scenarios})


def counts_on(edge: Edge, day: date) -> bool:
    """Whether a relationship is in force on a day."""
    return (edge.since is None or edge.since <= day) and (edge.until is None or day < edge.until)


def condition_on(scenario: Scenario, day: date) -> str:
    """The condition of a scenario in force on a day."""
    return next((former.condition for former in scenario.earlier if day < former.until), scenario.condition)


def turning_days(graph: RuleGraph) -> Iterator[date]:
    """The days on which a relationship begins or ends, or a condition changes."""
    for edge in graph.edges:
        yield from (day for day in (edge.since, edge.until) if day is not None)
    for scenario in graph.scenarios:
        yield from (former.until for former in scenario.earlier)


def _stands(edge: Edge, start: date, end: date) -> bool:
    for day in (edge.since, edge.until):
        if day is not None:
            _check(day, start, end, f"{edge.source} {edge.kind} {edge.target}")
    return counts_on(edge, start)


def _as_on(scenario: Scenario, start: date, end: date) -> Scenario:
    if not scenario.earlier:
        return scenario
    for former in scenario.earlier:
        _check(former.until, start, end, f"The condition of {scenario.key}")
    return scenario.model_copy(update={"condition": condition_on(scenario, start), "earlier": ()})


def _check(day: date, start: date, end: date, what: str) -> None:
    if start < day < end:
        raise RefusedError(
            f"{what} changes on {day}, inside the period from {start} up to {end}: let it change on the first day of "
            "a pay period."
        )
