"""What follows from nodes is drawn in the graph as it is told of a content: a case is of its owner's own node first."""

from collections.abc import AsyncIterator

import pytest

from domain.readings import Case
from domain.rulegraph import Edge, EdgeKind, RuleGraph
from domain.rules.pay import Grain
from domain.rules.rule import PUBLIC, Clause, Key, PayComponent, Scenario
from graph.connection import Graph
from graph.derived import derived
from graph.edition import publish
from graph.reconciled import differences
from tests.graph.two_airlines import text_only

CLAUSE = "14 CFR 117.13(a)"
RULES = (Key(PUBLIC, "both"), Key("XP", "both"), Key(PUBLIC, "shared"), Key("XP", "own"))


def situation(owner: str) -> Scenario:
    return Scenario(owner=owner, id="late", title="", category="TEST", grain=Grain.LEG, condition="TRUE")


CONTENT = RuleGraph(
    rules=tuple(text_only(key) for key in RULES),
    scenarios=(situation(PUBLIC), situation("XP")),
    components=(PayComponent(type="late", title="", grain=Grain.LEG),),
    clauses=(Clause(citation=CLAUSE, source="a test"),),
    edges=tuple(Edge(kind=EdgeKind.CITES, owner=key.owner, source=key, target=Key(PUBLIC, CLAUSE)) for key in RULES),
    cases=(
        Case(owner="XP", name="own rule", rule="both", expect={}),
        Case(owner="YY", name="shared rule", rule="both", expect={}),
        Case(name="law", rule="both", expect={}),
        Case(owner="XP", name="terms", terms=("both", "shared", "own"), expect={}),
        Case(owner="XP", name="own scenario", scenario="late", expect={}),
        Case(owner="YY", name="shared scenario", scenario="late", expect={}),
        Case(owner="XP", name="component", component="late", expect={}),
    ),
).ordered()
SHOWN = {
    "own rule": {"XP/both"},
    "shared rule": {"PUBLIC/both"},
    "law": {"PUBLIC/both"},
    "terms": {"XP/both", "PUBLIC/shared", "XP/own"},
    "own scenario": {"XP/late"},
    "shared scenario": {"PUBLIC/late"},
    "component": {"late"},
}


@pytest.fixture
async def live(graph: Graph, two_airlines: RuleGraph) -> AsyncIterator[Graph]:
    """The graph with this content, and afterwards as it was."""
    await publish(graph, CONTENT, 3)
    yield graph
    await publish(graph, two_airlines, 2)


@pytest.mark.parametrize("name", SHOWN)
def test_a_case_is_of_its_owners_node_or_else_of_the_shared_one(name: str) -> None:
    drawn = [edge for edge in derived(CONTENT) if edge.kind == "ILLUSTRATES" and edge.source.values[-1] == name]
    assert {str(edge.target) for edge in drawn} == SHOWN[name]
    assert len(drawn) == len(SHOWN[name])


async def test_the_graph_draws_the_same(live: Graph) -> None:
    assert await differences(live, CONTENT, 3) == []
