"""Walks the live graph for one airline: from scenarios to the rules that apply, and to what surrounds those."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

from domain.collecting import uncollected
from domain.crew import Position
from domain.regime import Regime
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import Edge, EdgeKind, Method, RuleGraph
from domain.rules.rule import PUBLIC, Clause, Key, PayComponent, Rule
from graph.connection import Graph, Reader
from graph.nodes import ComponentRow, LiveRule, LiveScenario, Row
from graph.steady import of_one_edition

Drawn = tuple[str, tuple[str, str], str | None, date | None, date | None]
"""A relationship as short as it can be told at one of its ends, since there are many: its owner, the key of the other
end, its notes, and the days from which and up to which it counts."""


class ScenarioRules(Row):
    """One scenario with the relationships from the rules that apply to it."""

    scenario: LiveScenario
    drawn: tuple[Drawn, ...]


class CitedClause(Row):
    """One clause with the relationships from the rules that cite it."""

    clause: Clause
    drawn: tuple[Drawn, ...]


class Relations(Row):
    """All relationships of one kind: owner, both ends, method, notes, reason, and the days between which it counts."""

    kind: EdgeKind
    drawn: tuple[
        tuple[str, tuple[str, str], tuple[str, str], Method | None, str | None, str | None, date | None, date | None],
        ...,
    ]


class TheRules(Row):
    """Rules in one row: a row costs more than what stands in it."""

    rules: tuple[LiveRule, ...]


class NearRule(Row):
    """A rule that the flight selects, or one that displaces or disputes such a rule, with those to its scenarios."""

    rule: LiveRule
    selects: bool
    drawn: tuple[Drawn, ...]


class Situation(Row):
    """A scenario with the relationships to those it lies inside."""

    scenario: LiveScenario
    drawn: tuple[Drawn, ...]


class Needed(Row):
    """A pay component with the relationships to those it depends on."""

    component: PayComponent
    drawn: tuple[Drawn, ...]


class Near(Row):
    """The rules near a flight, in one row."""

    found: tuple[NearRule, ...]


class Around(Row):
    """Scenarios, in one row."""

    found: tuple[Situation, ...]


class Needs(Row):
    """Pay components, in one row."""

    found: tuple[Needed, ...]


async def rule_graph(graph: Graph, airline: str) -> tuple[int, RuleGraph]:
    """The live edition's number (0 before the first) and the airline's part of it: shared nodes and its own.

    One read transaction of six statements, however many rules there are, all of one edition. Rules that apply to no
    scenario are part of it, so that ``domain.resolve`` can report them as dropped.
    """

    async def walk(reader: Reader) -> RuleGraph:
        return await _walk(reader, [PUBLIC, airline])

    with uncollected():
        number, part = await of_one_edition(graph, walk)
    return number or 0, part


async def _walk(reader: Reader, owners: list[str]) -> RuleGraph:
    (all_of_them,) = await reader.rows("traversal/rules", TheRules, owners=owners)
    scenarios = await reader.rows("traversal/scenarios", ScenarioRules, owners=owners)
    clauses = await reader.rows("traversal/clauses", CitedClause, owners=owners)
    components = await reader.rows("edition/components", ComponentRow)
    relations = await reader.rows("traversal/relations", Relations, owners=owners)
    applying = (_into(EdgeKind.APPLIES_TO, row.drawn, row.scenario.key) for row in scenarios)
    citing = (_into(EdgeKind.CITES, row.drawn, Key(PUBLIC, row.clause.citation)) for row in clauses)
    return RuleGraph(
        rules=all_of_them.rules,
        scenarios=tuple(row.scenario for row in scenarios),
        components=tuple(row.component for row in components),
        clauses=tuple(row.clause for row in clauses),
        edges=(
            *chain.from_iterable(applying),
            *chain.from_iterable(citing),
            *chain.from_iterable(map(_all, relations)),
        ),
    ).ordered()


def _into(kind: EdgeKind, drawn: Iterable[Drawn], target: Key) -> Iterator[Edge]:
    """The relationships that lead to a node."""
    for owner, source, notes, since, until in drawn:
        yield Edge(
            kind=kind, owner=owner, source=Key(*source), target=target, notes=notes or "", since=since, until=until
        )


def _all(relations: Relations) -> Iterator[Edge]:
    for owner, source, target, method, notes, because, since, until in relations.drawn:
        yield Edge(
            kind=relations.kind,
            owner=owner,
            source=Key(*source),
            target=Key(*target),
            method=method,
            notes=notes or "",
            because=because or "",
            since=since,
            until=until,
        )


def _from(kind: EdgeKind, drawn: Iterable[Drawn], source: Key) -> Iterator[Edge]:
    """The relationships that lead away from a node."""
    for owner, target, notes, since, until in drawn:
        yield Edge(
            kind=kind, owner=owner, source=source, target=Key(*target), notes=notes or "", since=since, until=until
        )


async def rules_of(graph: Graph, airline: str, scenario: Key) -> tuple[Rule, ...]:
    """The rules that are drawn to one scenario, whatever their dates, scope and rank: by priority, high first, and key.

    What stands for a crew member on a day is ``rules_for``.
    """

    async def walk(reader: Reader) -> list[TheRules]:
        return await reader.rows(
            "traversal/of_scenario", TheRules, scenarios=[list(scenario)], owners=[PUBLIC, airline]
        )

    _, (found,) = await of_one_edition(graph, walk)
    return tuple(sorted(found.rules, key=lambda rule: (-rule.priority, rule.key)))


async def rules_for(
    graph: Graph,
    airline: str,
    scenarios: Iterable[Key],
    on: date,
    position: Position,
    base: str,
    regime: Regime = Regime.FAA,
) -> tuple[Rule, ...]:
    """The rules that hold for a crew member when exactly these scenarios do, in order of evaluation.

    The graph is walked from the scenarios to the rules in force for the day, position and base, and on to what stands
    above those; what is displaced there is left out. Two rules under ``MORE_FAVORABLE_TO_CREW`` both come: pay
    decides. Raises what ``domain.resolve`` raises where rules disagree.
    """
    owners = [PUBLIC, airline]
    keys = [list(key) for key in dict.fromkeys(scenarios)]

    async def walk(reader: Reader) -> tuple[set[Key], RuleGraph]:
        (near,) = await reader.rows(
            "traversal/flight", Near, scenarios=keys, owners=owners, position=position.value, base=base, on=on
        )
        return {row.rule.key for row in near.found if row.selects}, await _surrounded(reader, near.found, owners)

    _, (selected, part) = await of_one_edition(graph, walk)
    return _standing(resolve(part, airline, on, on + timedelta(days=1), regime), selected)


async def _surrounded(reader: Reader, near: Sequence[NearRule], owners: list[str]) -> RuleGraph:
    """The neighbourhood as a graph of its own, with no loose ends."""
    keys = [list(row.rule.key) for row in near]
    listed = [list(key) for key in sorted({key for row in near for _, key, *_ in row.drawn})]
    (situations,) = await reader.rows("traversal/around", Around, scenarios=listed, owners=owners)
    (needed,) = await reader.rows("traversal/needs", Needs, keys=keys, owners=owners)
    between = await reader.rows("traversal/between", Relations, keys=keys, owners=owners)
    applying = (_from(EdgeKind.APPLIES_TO, row.drawn, row.rule.key) for row in near)
    inside = (_from(EdgeKind.SPECIALIZES, row.drawn, row.scenario.key) for row in situations.found)
    needing = (_from(EdgeKind.DEPENDS_ON, row.drawn, Key(PUBLIC, row.component.type)) for row in needed.found)
    return RuleGraph(
        rules=tuple(row.rule for row in near),
        scenarios=tuple(row.scenario for row in situations.found),
        components=tuple(row.component for row in needed.found),
        edges=tuple(chain(*applying, *inside, *needing, *map(_all, between))),
    )


def _standing(book: Rulebook, selected: set[Key]) -> tuple[Rule, ...]:
    """The selected rules that stand, less those that yield to another selected one."""
    yielding = {
        pair.loser
        for pair in book.precedence
        if pair.winner in selected and pair.method is not Method.MORE_FAVORABLE_TO_CREW
    }
    return tuple(rule for key, rule in book.rules.items() if key in selected - yielding)
