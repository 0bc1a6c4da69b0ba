"""A live graph that was changed past crewlex: each thing that differs from its edition is named, with both values."""

from pathlib import Path

import pytest

from domain.rulegraph import RuleGraph
from graph.connection import Graph
from graph.edition import publish
from graph.reconciled import differences
from servers.addresses import Addresses
from tests.graph.raw import FOLDER, rows

MISSING, EXTRA = "in the edition, and missing in the graph", "in the graph, and not in the edition"
NAMED = {
    "node_gone": [
        ("PUBLIC", f"Clause SAMPLE CBA Section 6.A: {MISSING}"),
        ("XP", f"XP/SAMPLE_Section_6.A CITES SAMPLE CBA Section 6.A: {MISSING}"),
        ("YY", f"YY/SAMPLE_Section_6.A CITES SAMPLE CBA Section 6.A: {MISSING}"),
        ("XP", f"SAMPLE CBA Section 6.A PART_OF XP/SAMPLE CBA: {MISSING}"),
        ("YY", f"SAMPLE CBA Section 6.A PART_OF YY/SAMPLE CBA: {MISSING}"),
    ],
    "node_extra": [("XP", f"Scenario XP/invented: {EXTRA}")],
    "edge_gone": [
        ("XP", f"XP/SAMPLE_Section_5.D_long_delay OVERRIDES XP/SAMPLE_Section_5.C_controllable_delay: {MISSING}")
    ],
    "edge_extra": [("PUBLIC", f"XP/SAMPLE_Section_4.A LIKES XP/SAMPLE_Section_4.B: {EXTRA}")],
    "edge_changed": [
        (
            "XP",
            "XP/SAMPLE_Section_4.A CONFLICTS_WITH XP/SAMPLE_LOA_21-01: "
            'resolutionMethod: "LATER_EFFECTIVE" in the edition, "MANUAL_REVIEW" in the graph',
        )
    ],
    "derived_gone": [("XP", f"XP/SAMPLE_Section_4.B YIELDS overtime: {MISSING}")],
    "derived_twice": [("XP", "XP/SAMPLE CBA ISSUED_BY AGREEMENT: in the graph 2 times")],
    "field_changed": [
        ("XP", "Rule XP/SAMPLE_Section_4.B: priority: 500 in the edition, nothing in the graph"),
        (
            "XP",
            'Rule XP/SAMPLE_Section_4.B: title: "Half again for credit above 80 hours" in the edition, '
            '"Overtime, never" in the graph',
        ),
    ],
    "field_inside": [
        (
            "XP",
            "Rule XP/SAMPLE_Section_5.C_controllable_delay: versions[0].spec.percent: "
            "50 in the edition, 5 in the graph",
        )
    ],
    "field_senseless": [("XP", "Rule XP/SAMPLE_Section_3.C: hard: false in the edition, 1.5 in the graph")],
    "label": [("PUBLIC", 'Rule PUBLIC/14CFR117.25(e): labels[0]: "FaaRule" in the edition, "Opinion" in the graph')],
    "key_gone": [("PUBLIC", f"PayComponent per_diem: {MISSING}"), ("PUBLIC", f"PayComponent None: {EXTRA}")],
    "mark": [("PUBLIC", "the mark: edition 2, and the graph says 99")],
}


@pytest.fixture(scope="module")
async def found(graph: Graph, servers: Addresses, two_airlines: RuleGraph) -> list[tuple[str, str]]:
    """What differs after every one of ``statements/strange`` was run."""
    assert {file.stem for file in (Path(FOLDER) / "strange").iterdir()} == set(NAMED)
    for statement in NAMED:
        await rows(servers, f"strange/{statement}")
    different = await differences(graph, two_airlines, 2)
    await publish(graph, two_airlines, 2)
    return different


async def test_a_graph_that_is_its_edition_differs_in_nothing(
    found: list[tuple[str, str]], graph: Graph, two_airlines: RuleGraph
) -> None:
    assert await differences(graph, two_airlines, 2) == []


@pytest.mark.parametrize("statement", NAMED)
def test_each_difference_is_named_with_its_owner(statement: str, found: list[tuple[str, str]]) -> None:
    assert set(NAMED[statement]) <= set(found)


def test_nothing_else_is_named(found: list[tuple[str, str]]) -> None:
    told = {difference for statement in NAMED.values() for difference in statement}
    others = [said for owner, said in found if (owner, said) not in told]
    beside = ("per_diem", "None", "versions: ")  # the relationships of the component that lost its key; spoiled JSON
    assert [said for said in others if not any(word in said for word in beside)] == []
    assert len(found) == len(set(found))
