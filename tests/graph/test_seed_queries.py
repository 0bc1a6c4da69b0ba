"""The three example queries as their author wrote them, after two editions and for two airlines."""

from collections import Counter

import pytest

from domain.rulegraph import RuleGraph
from servers.addresses import Addresses
from tests.graph.raw import rows

pytestmark = pytest.mark.usefixtures("published")


async def test_rules_of_a_scenario_each_airline_once(servers: Addresses) -> None:
    found = await rows(servers, "scenario_rules")
    assert [record["r.code"] for record in found] == ["SAMPLE_Section_5.C_controllable_delay"] * 2
    assert all(record["r.title"] == "Controllable delay pay" for record in found)
    assert [record["r.priority"] for record in found] == [550, 550]


async def test_paths_below_overtime_are_shared(servers: Addresses) -> None:
    found = await rows(servers, "overtime_dependencies")
    paths = sorted(tuple(node["type"] for node in record["path"].nodes) for record in found)
    assert paths == [
        ("overtime", "guarantee"),
        ("overtime", "guarantee", "duty_rig"),
        ("overtime", "guarantee", "duty_rig", "flight_pay"),
    ]


async def test_conflicts_of_captains_each_airline_once(servers: Addresses) -> None:
    found = await rows(servers, "captain_conflicts")
    assert [(record["r1.code"], record["r2.code"], record["c.resolutionMethod"]) for record in found] == [
        ("SAMPLE_Section_4.A", "SAMPLE_LOA_21-01", "LATER_EFFECTIVE")
    ] * 2
    assert all(record["c.notes"] for record in found)


async def test_every_rule_carries_the_label_of_its_kind(servers: Addresses, packs: RuleGraph) -> None:
    found = await rows(servers, "labels")
    assert all(sorted(record["labels"]) == sorted(["Rule", record["kind"]]) for record in found)
    assert Counter(record["kind"] for record in found) == Counter(rule.kind for rule in packs.rules)
    assert {record["effective"].to_native() for record in found} == {rule.effective for rule in packs.rules}
