"""Every worked example in the packs, against the packs."""

from datetime import date

import pytest

from domain.conditions import evaluate, parse
from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC, Key
from graph.pack import Case
from graph.packs import load_packs, read_folder
from tests.rulepacks.lookups import LOOKUPS

TODAY = date(2026, 6, 1)
CASES = [(loaded.file.file.stem, case) for loaded in read_folder() for case in loaded.pack.cases]


@pytest.fixture(scope="module")
def content() -> RuleGraph:
    return load_packs(airlines=["XP"])


@pytest.mark.parametrize(("pack", "case"), CASES, ids=[f"{pack}: {case.name}" for pack, case in CASES])
def test_case(pack: str, case: Case, content: RuleGraph) -> None:
    assert _answer(case, content) == case.expect


def _answer(case: Case, content: RuleGraph) -> object:
    if case.scenario is not None:
        scenario = next(one for one in content.scenarios if one.id == case.scenario)
        return evaluate(parse(scenario.condition, scenario.grain), case.input).truth
    if case.component is not None:
        return sorted(_needs(case.component, content))
    rule = next(one for one in content.rules if one.code == case.rule)
    spec = rule.spec_on(case.on or TODAY)
    return {"in_force": False} if spec is None else LOOKUPS[spec.family](spec, case.input)


def _needs(component: str, content: RuleGraph) -> set[str]:
    """All components reached from one, step by step."""
    reached: set[str] = set()
    waiting = [Key(PUBLIC, component)]
    while waiting:
        at = waiting.pop()
        for edge in content.edges:
            if edge.kind is EdgeKind.DEPENDS_ON and edge.source == at and edge.target.code not in reached:
                reached.add(edge.target.code)
                waiting.append(edge.target)
    return reached


def test_every_rule_and_scenario_has_a_case() -> None:
    for loaded in read_folder():
        about = {name for case in loaded.pack.cases for name in (case.rule, case.scenario, case.component)}
        assert {rule.code for rule in loaded.pack.rules} <= about, loaded.file.file
        assert {scenario.id for scenario in loaded.pack.scenarios} <= about, loaded.file.file
