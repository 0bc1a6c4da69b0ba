"""Reading while others publish: one edition or the other, never a part of each."""

import asyncio
from datetime import date

import pytest

from domain.crew import Position
from domain.errors import RefusedError
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC, Key
from graph.applying import apply
from graph.connection import Graph
from graph.context import rule_context
from graph.edition import publish, read_content
from graph.edits import SetValue
from graph.traversal import rule_graph, rules_for
from servers.addresses import Addresses
from tests.graph.raw import rows

TODAY = date(2026, 11, 22)
LAW, OWN = Key(PUBLIC, "14CFR117.13(a)"), Key("XP", "SAMPLE_Section_3.B")


async def test_readers_beside_a_publisher_see_whole_editions(graph: Graph, published: RuleGraph) -> None:
    other = apply(published, [SetValue(rule=key, path="title", value="Another") for key in (LAW, OWN)])
    editions = [published, other]
    parts = [tuple(rule for rule in each.rules if rule.owner in (PUBLIC, "XP")) for each in editions]
    await publish(graph, published, 100)
    publishing = asyncio.create_task(_publish_in_turn(graph, editions))
    reads = 0
    while not publishing.done():
        number, part = await rule_graph(graph, "XP")
        assert part.rules == parts[number % 2]
        assert await read_content(graph) in editions
        assert await rule_context(graph, [LAW, OWN], "XP", TODAY)
        live = await rules_for(graph, "XP", [Key(PUBLIC, "any_flight")], date(2026, 6, 1), Position.CAPTAIN, "HVN")
        assert {rule.key for rule in live} >= {OWN}
        reads += 1
    await publishing
    assert reads
    await publish(graph, published, 2)


async def _publish_in_turn(graph: Graph, editions: list[RuleGraph]) -> None:
    for number in range(101, 109):
        await publish(graph, editions[number % 2], number)


async def test_what_nobody_of_ours_wrote_is_one_sentence(
    graph: Graph, servers: Addresses, published: RuleGraph
) -> None:
    await rows(servers, "spoil/rule_without_versions")
    with pytest.raises(RefusedError, match=r"holds what crewlex did not write .*versions.*rules check --repair"):
        await read_content(graph)
    await publish(graph, published, 2)
