"""The scenarios as a hierarchy: enough of them, each inside what it specializes."""

import pytest

from domain.conditions import Condition, evaluate, parse
from domain.conditions.apart import apart
from domain.conditions.outcome import Truth
from domain.rulegraph import EdgeKind
from domain.rules.rule import Scenario
from graph.packfolder import read_folder
from graph.packs import load_packs

KEPT = {
    "any_flight": "TRUE",
    "any_duty": "TRUE",
    "any_period": "TRUE",
    "unaugmented_fdp": "augmented = FALSE",
    "cabin_crew_duty": "crew_position = 'FLIGHT_ATTENDANT'",
    "delayed_flight_controllable": "delay_minutes >= 60 AND delay_code IN ('MX', 'CREW')",
    "long_delay_controllable": "delay_minutes >= 180 AND delay_code IN ('MX', 'CREW')",
}
"""What rules in use rest on: these conditions mean what they always meant."""

CONTENT = load_packs()
CASES = [case for loaded in read_folder() for case in loaded.pack.cases]
SCENARIOS = {one.id: one for one in CONTENT.scenarios}
INSIDE = [(edge.source.code, edge.target.code) for edge in CONTENT.edges if edge.kind is EdgeKind.SPECIALIZES]


def condition(scenario: Scenario) -> Condition:
    return parse(scenario.condition, scenario.grain)


def test_there_are_enough_and_most_are_in_the_hierarchy() -> None:
    assert len(SCENARIOS) >= 40
    roots = {"any_flight", "any_duty", "any_period"}
    assert set(SCENARIOS) - {child for child, _ in INSIDE} == roots


@pytest.mark.parametrize("name", KEPT)
def test_scenarios_in_use_are_unchanged(name: str) -> None:
    assert SCENARIOS[name].condition == KEPT[name]


@pytest.mark.parametrize(("child", "parent"), INSIDE, ids=[f"{child} in {parent}" for child, parent in INSIDE])
def test_a_scenario_lies_inside_what_it_specializes(child: str, parent: str) -> None:
    """Of one grain, not provably apart, and no case of the child falls outside the parent."""
    inner, outer = SCENARIOS[child], SCENARIOS[parent]
    assert inner.grain is outer.grain
    assert not apart(condition(inner), condition(outer))
    examples = [case.input for case in CASES if case.scenario == child and case.expect == "HOLDS"]
    assert examples
    assert all(evaluate(condition(outer), example).truth is not Truth.FAILS for example in examples)


APART = [
    ("delayed_by_maintenance", "delayed_uncontrollable"),
    ("cancelled_before_report", "cancelled_after_report"),
    ("extension_before_takeoff", "extension_after_takeoff"),
    ("cabin_duty_14_to_16", "cabin_duty_16_to_18"),
    ("cabin_duty_18_to_20", "cabin_duty_over_20"),
    ("easa_acclimatised", "easa_unknown_state"),
    ("easa_unknown_state", "easa_unknown_state_managed"),
    ("reserve_called_out", "reserve_unused"),
    ("junior_assignment", "recall"),
    ("short_call_reserve", "long_call_reserve"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_scenarios_that_exclude_each_other(one: str, other: str) -> None:
    assert apart(condition(SCENARIOS[one]), condition(SCENARIOS[other]))
