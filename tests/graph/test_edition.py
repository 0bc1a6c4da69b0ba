"""The live edition: all of it replaced, or nothing."""

from collections.abc import Callable
from datetime import date

import pytest

from domain.canonical import digest
from domain.errors import InputError, RefusedError
from domain.rulegraph import Edge, EdgeKind, Method, RuleGraph
from domain.rules.rule import PUBLIC, Key
from graph.applying import apply
from graph.connection import Graph
from graph.edition import mark, publish, read_content, run_checks
from graph.edits import RemoveEdge, SetValue
from servers.addresses import Addresses
from tests.graph.raw import rows


async def test_what_is_published_is_read_back(graph: Graph, published: RuleGraph) -> None:
    assert await mark(graph) == 2
    assert await read_content(graph) == published
    assert digest(await read_content(graph)) == digest(published)
    await run_checks(graph)


async def test_an_edition_replaces_the_one_before_it(graph: Graph, published: RuleGraph) -> None:
    table_b = Key(PUBLIC, "14CFR117.13(a)")
    changed = apply(
        published,
        [
            SetValue(rule=table_b, path="rows[06:00].limits[4]", value=600),
            RemoveEdge(kind=EdgeKind.APPLIES_TO, source=table_b, target=Key(PUBLIC, "unaugmented_fdp")),
        ],
        effective=date(2026, 6, 1),
    )
    await publish(graph, changed, 3)
    assert (await mark(graph), await read_content(graph)) == (3, changed)
    await publish(graph, RuleGraph(), 4)
    assert (await mark(graph), await read_content(graph)) == (4, RuleGraph())
    await publish(graph, published, 2)
    assert await read_content(graph) == published


async def test_what_somebody_made_of_the_live_nodes_is_written_over(
    graph: Graph, servers: Addresses, published: RuleGraph
) -> None:
    """Nodes stay where they stand, so that a publish is no more than its changes: and become what they should be."""
    before = {record["id"] for record in await rows(servers, "standing")}
    await rows(servers, "tampered")
    assert len(await rows(servers, "left_odd")) >= 5
    await publish(graph, published, 2)
    assert await read_content(graph) == published
    assert not await rows(servers, "left_odd")
    after = {record["id"] for record in await rows(servers, "standing")}
    assert len(before - after) == 2, "the two with other labels are made anew"
    await rows(servers, "forget_strangers")


def _without_clauses(content: RuleGraph) -> RuleGraph:
    return _edges(content, *(edge for edge in content.edges if edge.kind is not EdgeKind.CITES))


def _depends_in_a_circle(content: RuleGraph) -> RuleGraph:
    circle = Edge(
        kind=EdgeKind.DEPENDS_ON, owner=PUBLIC, source=Key(PUBLIC, "flight_pay"), target=Key(PUBLIC, "overtime")
    )
    return _edges(content, *content.edges, circle)


def _overrides_in_a_circle(content: RuleGraph) -> RuleGraph:
    (drawn,) = (edge for edge in content.edges if edge.kind is EdgeKind.OVERRIDES and edge.owner == "XP")
    return _edges(content, *content.edges, drawn.model_copy(update={"source": drawn.target, "target": drawn.source}))


def _specializes_in_a_circle(content: RuleGraph) -> RuleGraph:
    drawn = next(
        edge
        for edge in content.edges
        if edge.kind is EdgeKind.SPECIALIZES and edge.source.code == "long_delay_controllable"
    )
    return _edges(content, *content.edges, drawn.model_copy(update={"source": drawn.target, "target": drawn.source}))


def _pays_nothing_known(content: RuleGraph) -> RuleGraph:
    left = tuple(one for one in content.components if one.type != "per_diem")
    cases = tuple(case for case in content.cases if case.component != "per_diem")
    return content.model_copy(update={"components": left, "cases": cases})


def _edges(content: RuleGraph, *edges: Edge) -> RuleGraph:
    return content.model_copy(update={"edges": edges})


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_without_clauses, "PUBLIC/14CFR117.13.a. cites no clause .checks/rule_without_clause."),
        (_depends_in_a_circle, "overtime depends on itself through guarantee, duty_rig, flight_pay, and so back"),
        (_overrides_in_a_circle, "XP/SAMPLE_Section_5.D_long_delay overrides itself"),
        (_specializes_in_a_circle, "PUBLIC/long_delay_controllable specializes itself"),
        (_pays_nothing_known, "XP/SAMPLE_Section_6.A pays per_diem, which is no pay component"),
    ],
)
async def test_a_failing_check_leaves_everything_as_it_was(
    spoil: Callable[[RuleGraph], RuleGraph], said: str, graph: Graph, published: RuleGraph
) -> None:
    with pytest.raises(RefusedError, match=said):
        await publish(graph, spoil(published), 5)
    assert (await mark(graph), await read_content(graph)) == (2, published)


async def test_content_with_loose_ends_is_refused_before_anything_is_sent(graph: Graph, published: RuleGraph) -> None:
    with pytest.raises(InputError, match="there is no scenario"):
        await publish(graph, published.model_copy(update={"scenarios": ()}), 5)
    assert await mark(graph) == 2


async def test_opposite_overrides_of_two_airlines_are_no_circle(graph: Graph, published: RuleGraph) -> None:
    one, other = Key(PUBLIC, "OPS-REPORT"), Key(PUBLIC, "OPS-CONNECTION")
    both = _edges(
        published,
        *published.edges,
        Edge(kind=EdgeKind.OVERRIDES, owner="XP", source=one, target=other, because="a test"),
        Edge(kind=EdgeKind.OVERRIDES, owner="YY", source=other, target=one, because="a test"),
    ).ordered()
    await publish(graph, both, 6)
    assert await read_content(graph) == both
    await publish(graph, published, 2)


async def test_methods_and_notes_come_back(graph: Graph, published: RuleGraph) -> None:
    (drawn,) = (
        edge
        for edge in (await read_content(graph)).edges
        if edge.kind is EdgeKind.CONFLICTS_WITH and edge.owner == "YY"
    )
    assert drawn.method is Method.LATER_EFFECTIVE
    assert drawn.notes == "The letter was never withdrawn; the parties agreed that the later text stands."
