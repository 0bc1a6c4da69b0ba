"""Every worked example in the packs of law, operations and scenarios: well formed, and answered a second time here."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

import pytest

from domain.judgement import Verdict
from domain.regime import LAW, Regime
from domain.rulegraph import RuleGraph
from domain.rules.rule import RuleKind
from graph.pack import PackCase
from graph.packfolder import read_folder
from graph.packs import load_packs
from services.packtests import answer
from services.packtimelines import KEYS
from tests.rulepacks.lookups import LOOKUPS
from tests.rulepacks.operations_lookups import OPERATIONS_LOOKUPS

TODAY = date(2026, 6, 1)
ANSWERS: Final[dict[str, Callable[[Any, Any], Any]]] = LOOKUPS | OPERATIONS_LOOKUPS
PACKS = [loaded for loaded in read_folder() if loaded.file.file.stem == "sample" or loaded.pack.template is None]
ALL = [(loaded.file.file.stem, case) for loaded in PACKS for case in loaded.pack.cases if not case.terms]
TIMELINES = [(pack, case) for pack, case in ALL if "events" in case.input]
CASES = [(pack, case) for pack, case in ALL if "events" not in case.input]
REGIMES = {"FAA_117": Regime.FAA, "FAA_121_467": Regime.FAA, "EASA_FTL": Regime.EASA}


def named(cases: list[tuple[str, PackCase]]) -> list[str]:
    return [f"{pack}: {case.name}" for pack, case in cases]


@pytest.fixture(scope="module")
def content() -> RuleGraph:
    return load_packs(airlines=["XP"])


@pytest.mark.parametrize(("pack", "case"), CASES, ids=named(CASES))
def test_case(pack: str, case: PackCase, content: RuleGraph) -> None:
    assert _answer(case, content) == case.expect


@pytest.mark.parametrize(("pack", "case"), TIMELINES, ids=named(TIMELINES))
def test_a_timeline_for_the_judge_is_well_formed(pack: str, case: PackCase, content: RuleGraph) -> None:
    """Its events do not overlap, and it is under the regime of its rule. What the judge says of it is tested apart."""
    times = [at for event in case.input["events"] for at in _times(event)]
    assert times == sorted(times)
    assert set(case.expect) <= KEYS
    assert {"limit", "actual"} <= set(case.expect) or "limit" not in case.expect
    assert (Verdict(case.expect["verdict"]) is not Verdict.LEGAL) == ("rule" in case.expect)
    told = case.expect.get("rule", case.rule)
    assert {LAW[kind] for kind in _kinds(case.rule or "", content)} == {REGIMES[case.input["regime"]]}
    assert _kinds(told, content) or told in {clause.citation.replace(" ", "") for clause in content.clauses}


def _kinds(code: str, content: RuleGraph) -> set[RuleKind]:
    """The kinds of the rule of a code, or of a paragraph of it."""
    return {rule.kind for rule in content.rules if f"{code}(".startswith(f"{rule.code}(")}


def _times(event: dict[str, Any]) -> list[datetime]:
    begin, end = event.get("start") or event["report"], event["end"]
    return [datetime.fromisoformat(at.replace("Z", "+00:00")) for at in (begin, end)]


def _answer(case: PackCase, content: RuleGraph) -> object:
    if case.rule is None:
        return answer(case, content)
    rule = next(one for one in content.rules if one.code == case.rule)
    spec = rule.spec_on(case.on or TODAY)
    return {"in_force": False} if spec is None else ANSWERS[spec.family](spec, case.input)


def test_every_rule_and_scenario_has_a_case() -> None:
    for loaded in PACKS:
        about = {name for case in loaded.pack.cases for name in (case.rule, case.scenario, case.component, *case.terms)}
        assert {rule.code for rule in loaded.pack.rules} <= about, loaded.file.file
        assert {scenario.id for scenario in loaded.pack.scenarios} <= about, loaded.file.file


def test_every_rule_of_law_is_asked_by_timelines_alone(content: RuleGraph) -> None:
    """So the judge answers all of them; and what it answers is a figure wherever the packs have one."""
    law = {rule.code: rule for rule in content.rules if rule.kind in LAW}
    assert [case.name for _, case in CASES if case.rule in law] == []
    broken = [case for _, case in TIMELINES if case.expect["verdict"] != "LEGAL"]
    figures = [case.name for case in broken if {"limit", "findings"} & set(case.expect)]
    assert [case.name for case in broken if law[case.rule or ""].is_limit and case.name not in figures] == []


def test_every_limit_of_law_is_seen_kept_and_broken(content: RuleGraph) -> None:
    seen = {(case.rule, case.expect["verdict"]) for _, case in TIMELINES}
    hard = {rule.code for rule in content.rules if rule.kind in LAW and rule.is_limit and rule.hard}
    assert {code for code in hard if (code, "LEGAL") not in seen} == set()
    assert {code for code in hard if (code, "VIOLATION") not in seen} == set()
