"""The same answers as a first draft would find them: one query a rule, no label, no index."""

from pathlib import Path

from domain.rulegraph import Edge
from domain.rules.rule import PUBLIC, Key, Rule
from graph.connection import Graph, Reader
from graph.nodes import RuleRow
from graph.queries import Query

FOLDER = Path(__file__).with_name("statements")


def statement(name: str, **parameters: str) -> Query:
    """The statement ``benchmarks/statements/<name>.cypher``."""
    return Query(name, "", (FOLDER / f"{name}.cypher").read_text("utf-8"), parameters)


_RULE = statement("rule", owner="text", code="text")
_LEAVING = statement("leaving", owner="text", code="text", owners="texts")
_SCENARIO = statement("scenario", owner="text", id="text", owners="texts")


async def rule_by_rule(graph: Graph, airline: str, wanted: list[Key]) -> tuple[list[Rule], list[Edge]]:
    """Rules and what leaves them, by two queries for each rule, each in a transaction of its own."""
    rules: list[Rule] = []
    edges: list[Edge] = []
    for key in wanted:

        async def read(reader: Reader, key: Key = key) -> tuple[list[RuleRow], list[Edge]]:
            owners = [PUBLIC, airline]
            return (
                await reader.rows(_RULE, RuleRow, owner=key.owner, code=key.code),
                await reader.rows(_LEAVING, Edge, owner=key.owner, code=key.code, owners=owners),
            )

        found, leaving = await graph.reading(read)
        rules += [row.rule for row in found]
        edges += leaving
    return rules, edges


async def of_scenario(graph: Graph, airline: str, scenario: Key) -> tuple[Rule, ...]:
    """The rules of one scenario by a walk over everything."""

    async def read(reader: Reader) -> list[RuleRow]:
        owners = [PUBLIC, airline]
        return await reader.rows(_SCENARIO, RuleRow, owner=scenario.owner, id=scenario.code, owners=owners)

    return tuple(row.rule for row in await graph.reading(read))
