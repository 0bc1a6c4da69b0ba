"""One airline's part of the live graph, and what an edit of it changes without a restart."""

from datetime import date

import pytest

from domain.resolve import resolve
from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC, Key
from graph.applying import apply
from graph.connection import Graph
from graph.edition import publish
from graph.edits import AnyEdit, PutEdge, RemoveEdge, SetValue
from graph.traversal import rule_graph, rules_of

MONTH = (date(2026, 6, 1), date(2026, 7, 1))
CREDIT = Key("XP", "SAMPLE_Section_3.B")


@pytest.mark.parametrize("airline", ["XP", "YY", "ZZ"])
async def test_the_walk_finds_what_the_airline_is_under(airline: str, graph: Graph, published: RuleGraph) -> None:
    number, part = await rule_graph(graph, airline)
    assert number == 2
    assert {rule.owner for rule in part.rules} <= {PUBLIC, airline}
    assert {edge.owner for edge in part.edges} <= {PUBLIC, airline}
    assert resolve(part, airline, *MONTH).hash == resolve(published, airline, *MONTH).hash


async def test_nothing_but_the_wanted_airline(graph: Graph, published: RuleGraph) -> None:
    _, part = await rule_graph(graph, "XP")
    assert part.rules == tuple(rule for rule in published.rules if rule.owner in (PUBLIC, "XP"))
    deciding = [edge for edge in published.edges if edge.kind is not EdgeKind.INTERPRETS]
    assert set(part.edges) == {edge for edge in deciding if edge.owner in (PUBLIC, "XP")}
    assert set(part.scenarios) == set(published.scenarios)
    assert set(part.components) == set(published.components)


async def test_before_the_first_edition_there_is_nothing(graph: Graph, published: RuleGraph) -> None:
    await publish(graph, RuleGraph(), 9)
    assert await rule_graph(graph, "XP") == (9, RuleGraph())
    await publish(graph, published, 2)


async def test_a_rule_that_applies_nowhere_comes_and_is_dropped(graph: Graph, published: RuleGraph) -> None:
    gone = RemoveEdge(kind=EdgeKind.APPLIES_TO, source=CREDIT, target=Key(PUBLIC, "any_flight"))
    await publish(graph, apply(published, [gone], editor="XP", effective=MONTH[0]), 3)
    _, part = await rule_graph(graph, "XP")
    book = resolve(part, "XP", *MONTH)
    assert CREDIT not in book.rules
    assert "applies to no scenario" in [one.why for one in book.dropped if one.rule == CREDIT]
    _, other = await rule_graph(graph, "YY")
    assert resolve(other, "YY", *MONTH).hash == resolve(published, "YY", *MONTH).hash
    await publish(graph, published, 2)


async def test_an_edit_is_seen_at_once(graph: Graph, published: RuleGraph) -> None:
    long, short = Key("XP", "SAMPLE_Section_5.D_long_delay"), Key("XP", "SAMPLE_Section_5.C_controllable_delay")
    edits: list[AnyEdit] = [
        RemoveEdge(kind=EdgeKind.OVERRIDES, source=long, target=short),
        PutEdge(kind=EdgeKind.OVERRIDES, source=short, target=long, because="a test"),
        SetValue(rule=Key(PUBLIC, "14CFR117.13(a)"), path="rows[06:00].limits[4]", value="10:00"),
    ]
    await publish(graph, apply(published, edits), 3)
    number, part = await rule_graph(graph, "XP")
    book = resolve(part, "XP", *MONTH)
    assert number == 3
    # the shorter delay covers the longer one, so now the longer one never stands
    assert (long, short) in {(one.rule, one.by) for one in book.dropped}
    assert book.rules[Key(PUBLIC, "14CFR117.13(a)")].model_dump()["versions"][0]["spec"]["rows"][3]["limits"][3] == 600
    await publish(graph, published, 2)


@pytest.mark.parametrize("airline", ["XP", "YY"])
async def test_the_rules_of_one_scenario(airline: str, graph: Graph, published: RuleGraph) -> None:
    """What is drawn to it for the airline, whatever stands: by priority and key."""
    _, part = await rule_graph(graph, airline)
    for scenario in part.scenarios:
        drawn = {edge.source for edge in part.edges if edge.kind == "APPLIES_TO" and edge.target == scenario.key}
        named = sorted((-rule.priority, rule.key) for rule in part.rules if rule.key in drawn)
        assert [(-rule.priority, rule.key) for rule in await rules_of(graph, airline, scenario.key)] == named
    assert await rules_of(graph, airline, Key(PUBLIC, "none")) == ()
