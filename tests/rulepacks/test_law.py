"""The law packs: figures as published, whose law binds whom, and what a scheduler must keep."""

from datetime import date

import pytest

from domain.conditions import parse
from domain.crew import FLYING, PILOTS, Position
from domain.facts import FACTS
from domain.regime import Regime
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.bands import FdpRow
from domain.rules.easa import EasaFdpTable, EasaPlannedExtension
from domain.rules.flight_duty import AugmentedFdpTable
from domain.rules.limits import ON_THE_DAY
from domain.rules.rule import PUBLIC, Key, Phase, Rule, RuleKind
from graph.packs import load_packs
from tests.rulepacks.published import CREWS, EXTENSIONS, TABLE_2, TABLE_C, published

DAY = date(2026, 6, 1)
PARAGRAPHS = {
    "14CFR117": """5 7 9 11(a)(1) 11(a)(2) 11(a)(3) 11(b) 13(a) 13(b) 15 17(a) 17(b) 17(c) 17(e) 19(a) 19(a)(5) 19(b)
        21(a) 21(b) 21(c)(1) 21(c)(2) 21(c)(3) 21(c)(4) 21(d) 21(e) 23(b)(1) 23(b)(2) 23(c)(1) 23(c)(2)
        25(a) 25(b) 25(c) 25(d) 25(e) 25(f) 25(g) 27 29""",
    "14CFR121": "467(c) 467(b)(2)-1994 467(b)(3)-1994 " + " ".join(f"467(b)({number})" for number in range(1, 15)),
    "ORO.FTL": """105(1) 205(b) 205(b)(2) 205(b)(3) 205(f) 210(a)(1) 210(a)(2) 210(a)(3) 210(b)(1) 210(b)(2) 210(b)(3)
        235(a) 235(b) 235(d) 235(e)""",
    "CS.FTL.1": "205(a) 205(b) 205(c) 220 225(a) 225(b) 230",
}
OF_THE_DAY = {
    "14CFR117.5",
    "14CFR117.11(b)",
    "14CFR117.17(e)",
    "14CFR117.19(a)",
    "14CFR117.19(a)(5)",
    "14CFR117.19(b)",
    "14CFR117.25(f)",
    "14CFR117.29",
    "14CFR121.467(b)(14)",
    "ORO.FTL.205(f)",
}
"""The only rules of law that a scheduler need not keep: extensions, interrupted rest, fitness, emergencies."""


@pytest.fixture(scope="module")
def content() -> RuleGraph:
    return load_packs()


@pytest.fixture(scope="module")
def law(content: RuleGraph) -> dict[str, Rule]:
    return {rule.code: rule for rule in content.rules if rule.kind in (RuleKind.FAA, RuleKind.EASA)}


def book(content: RuleGraph, regime: Regime) -> Rulebook:
    return resolve(content, "ZZ", DAY, date(2026, 7, 1), regime)


def _rows(spec: AugmentedFdpTable | EasaFdpTable | EasaPlannedExtension) -> list[tuple[int, int, list[int]]]:
    return [(row.start, row.end, list(row.limits)) for row in spec.rows]


def test_every_paragraph_is_there(law: dict[str, Rule]) -> None:
    listed = {f"{part}.{one}" for part, given in PARAGRAPHS.items() for one in given.split()}
    assert set(law) == listed


def test_table_c_is_as_published(law: dict[str, Rule]) -> None:
    spec = law["14CFR117.17(a)"].spec_on(DAY)
    assert isinstance(spec, AugmentedFdpTable)
    assert _rows(spec) == published(TABLE_C)
    assert tuple((column.facility, column.pilots) for column in spec.columns) == CREWS


def test_easa_tables_are_as_published(law: dict[str, Rule]) -> None:
    table, extension = law["ORO.FTL.205(b)"].spec_on(DAY), law["CS.FTL.1.205(b)"].spec_on(DAY)
    assert isinstance(table, EasaFdpTable)
    assert isinstance(extension, EasaPlannedExtension)
    assert _rows(table) == published(TABLE_2)
    assert _rows(extension) == published(EXTENSIONS)
    assert all(isinstance(row, FdpRow) for row in table.rows)


def test_no_law_is_left_to_the_day_but_what_governs_the_day(law: dict[str, Rule]) -> None:
    assert {code for code, rule in law.items() if rule.phase is Phase.OPERATE} == OF_THE_DAY
    assert all(law[code].hard for code in OF_THE_DAY)


def test_the_families_of_the_day_are_never_planned_with(content: RuleGraph) -> None:
    for rule in content.rules:
        specs = [version.spec for version in rule.versions if isinstance(version.spec, ON_THE_DAY)]
        assert not specs or rule.phase is Phase.OPERATE, rule.code


def test_what_is_not_hard_is_permission_or_wish(law: dict[str, Rule]) -> None:
    assert {code for code, rule in law.items() if not rule.hard} == {"14CFR117.7", "14CFR117.9", "14CFR121.467(c)"}


def test_each_part_binds_its_own_people(law: dict[str, Rule]) -> None:
    for code, rule in law.items():
        expect = PILOTS if "117." in code else (Position.FLIGHT_ATTENDANT,) if "121." in code else FLYING
        assert rule.positions == expect, code


@pytest.mark.parametrize("regime", Regime)
def test_one_regime_binds_and_the_other_is_out_of_scope(regime: Regime, content: RuleGraph) -> None:
    found = book(content, regime)
    kinds = {rule.kind for rule in found.rules.values()}
    own, foreign = (RuleKind.FAA, RuleKind.EASA) if regime is Regime.FAA else (RuleKind.EASA, RuleKind.FAA)
    assert kinds == {own, RuleKind.OPERATION}
    expect = {rule.key for rule in content.rules if rule.kind is foreign}
    assert {one.rule for one in found.dropped if one.why.startswith("out of scope: ")} == expect


def test_the_regime_is_part_of_the_hash(content: RuleGraph) -> None:
    assert book(content, Regime.FAA).hash != book(content, Regime.EASA).hash
    assert book(content, Regime.FAA).hash == resolve(content, "ZZ", DAY, date(2026, 7, 1)).hash


def test_operations_say_everything_the_solver_needs(content: RuleGraph) -> None:
    families = {rule.family for rule in content.rules if rule.kind is RuleKind.OPERATION}
    assert families == {
        "report_release",
        "minimum_connection",
        "crew_complement",
        "qualification",
        "turn_time",
        "maintenance_window",
        "slot",
        "curfew",
        "range_reserve",
        "days_off",
        "leave",
        "credit_bounds",
    }


def test_hard_rules_of_planning_ask_for_planned_facts(content: RuleGraph) -> None:
    conditions = {one.key: parse(one.condition, one.grain) for one in content.scenarios}
    applies = [edge for edge in content.edges if edge.kind is EdgeKind.APPLIES_TO]
    rules = {rule.key: rule for rule in content.rules}
    for edge in applies:
        rule = rules[edge.source]
        if rule.hard and rule.phase is not Phase.OPERATE:
            late = {fact for fact in conditions[edge.target].facts if not FACTS[fact].planned}
            assert not late, (rule.code, edge.target)


def test_every_rule_of_law_speaks_of_some_scenario(content: RuleGraph) -> None:
    sources = {edge.source for edge in content.edges if edge.kind is EdgeKind.APPLIES_TO}
    assert {rule.key for rule in content.rules} == sources
    assert Key(PUBLIC, "14CFR117.13(a)") in sources
