"""Walks the live graph for one airline: from scenarios to the rules that apply, and to what surrounds those."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from domain.crew import Position
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import Edge, EdgeKind, Method, RuleGraph
from domain.rules.rule import PUBLIC, Clause, Key, PayComponent, Rule
from graph.connection import Graph, Reader
from graph.nodes import ComponentRow, LiveRule, LiveScenario, Row, RuleRow
from graph.steady import of_one_edition


class ScenarioRules(Row):
    """One scenario with the rules that apply to it and the relationships that say so."""

    scenario: LiveScenario
    rules: tuple[LiveRule, ...]
    edges: tuple[Edge, ...]


class CitedClause(Row):
    """One clause with the relationships that cite it."""

    clause: Clause
    edges: tuple[Edge, ...]


class NearRule(Row):
    """A rule that the flight selects, or one that displaces or disputes such a rule."""

    rule: LiveRule
    selects: bool
    scenarios: tuple[LiveScenario, ...]
    edges: tuple[Edge, ...]


async def rule_graph(graph: Graph, airline: str) -> tuple[int, RuleGraph]:
    """The live edition's number (0 before the first) and the airline's part of it: shared nodes and its own.

    One read transaction of six statements, however many rules there are, all of one edition. Rules that apply to no
    scenario are part of it, so that ``domain.resolve`` can report them as dropped.
    """

    async def walk(reader: Reader) -> RuleGraph:
        return await _walk(reader, [PUBLIC, airline])

    number, part = await of_one_edition(graph, walk)
    return number or 0, part


async def _walk(reader: Reader, owners: list[str]) -> RuleGraph:
    scenarios = await reader.rows("traversal/scenarios", ScenarioRules, owners=owners)
    idle = await reader.rows("traversal/idle_rules", RuleRow, owners=owners)
    clauses = await reader.rows("traversal/clauses", CitedClause, owners=owners)
    components = await reader.rows("edition/components", ComponentRow)
    relations = await reader.rows("traversal/relations", Edge, owners=owners)
    rules: dict[tuple[str, str], Rule] = {rule.key: rule for row in scenarios for rule in row.rules}
    return RuleGraph(
        rules=(*rules.values(), *(row.rule for row in idle)),
        scenarios=tuple(row.scenario for row in scenarios),
        components=tuple(row.component for row in components),
        clauses=tuple(row.clause for row in clauses),
        edges=(
            *(edge for row in scenarios for edge in row.edges),
            *(edge for row in clauses for edge in row.edges),
            *relations,
        ),
    ).ordered()


async def rules_for(
    graph: Graph, airline: str, scenarios: Iterable[Key], on: date, position: Position, base: str
) -> tuple[Rule, ...]:
    """The rules that hold for a crew member when exactly these scenarios do, in order of evaluation.

    The graph is walked from the scenarios to the rules in force for the day, position and base, and on to what stands
    above those; what is displaced there is left out. Two rules under ``MORE_FAVORABLE_TO_CREW`` both come: pay
    decides. Raises what ``domain.resolve`` raises where rules disagree.
    """
    owners = [PUBLIC, airline]
    keys = [list(key) for key in dict.fromkeys(scenarios)]

    async def walk(reader: Reader) -> tuple[list[NearRule], RuleGraph]:
        near = await reader.rows(
            "traversal/flight", NearRule, scenarios=keys, owners=owners, position=position.value, base=base, on=on
        )
        components = await reader.rows("edition/components", ComponentRow)
        relations = await reader.rows("traversal/relations", Edge, owners=owners)
        return near, _part(near, relations, tuple(row.component for row in components))

    _, (near, part) = await of_one_edition(graph, walk)
    selected = {row.rule.key for row in near if row.selects}
    return _standing(resolve(part, airline, on, on + timedelta(days=1)), selected)


def _part(near: Sequence[NearRule], relations: Sequence[Edge], components: tuple[PayComponent, ...]) -> RuleGraph:
    """The neighbourhood as a graph of its own, with no loose ends."""
    scenarios = {scenario.key: scenario for row in near for scenario in row.scenarios}
    known = {row.rule.key for row in near} | set(scenarios)
    inside = (
        edge
        for edge in relations
        if edge.kind is EdgeKind.DEPENDS_ON or (edge.source in known and edge.target in known)
    )
    return RuleGraph(
        rules=tuple(row.rule for row in near),
        scenarios=tuple(scenarios.values()),
        components=components,
        edges=(*(edge for row in near for edge in row.edges), *inside),
    )


def _standing(book: Rulebook, selected: set[Key]) -> tuple[Rule, ...]:
    """The selected rules that stand, less those that yield to another selected one."""
    yielding = {
        pair.loser
        for pair in book.precedence
        if pair.winner in selected and pair.method is not Method.MORE_FAVORABLE_TO_CREW
    }
    return tuple(rule for key, rule in book.rules.items() if key in selected - yielding)
