"""The graph decides, it is no prop: on the running demonstration, with the rule packs gone, one edit changes one thing.

Each edit goes the product's own way (``crewlex rules …``, published), the figures are worked out again by its verbs,
and the answers come from the one API process that has been running all along. The reverse edit brings all back.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from cli import questions
from tests.acceptance.running import CARRIER, MONTH, Demo, crewlex

START = "2026-12-01"
MINE = ("--airline", CARRIER)
THERE = (*MINE, "--month", MONTH)
HOLIDAY, LONG, SHORT = (
    "SAMPLE_Section_5.B_holiday",
    "SAMPLE_Section_5.D_long_delay",
    "SAMPLE_Section_5.C_controllable_delay",
)
TABLE_B, CELL = "14CFR117.13(a)", "rows[05:00].limits[4]"
PAID_BY = """
SELECT DISTINCT cm.employee_id FROM pay_calculations pc
JOIN pay_lines l ON l.calculation_id = pc.id JOIN crew_members cm ON cm.id = l.crew_member_id
WHERE l.rule_code = $1 ORDER BY 1 LIMIT 1
"""


@pytest.fixture(scope="module")
def alone(demo: Demo) -> Iterator[Demo]:
    """The running demonstration after its folder of rule packs has gone."""
    gone = demo.packs.with_name("gone")
    demo.packs.rename(gone)
    yield demo
    gone.rename(demo.packs)


def test_without_an_applies_to_a_premium_is_not_paid(alone: Demo, tmp_path_factory: pytest.TempPathFactory) -> None:
    who = paid_by(alone, HOLIDAY, tmp_path_factory)
    before = statement(alone, who)
    edited(alone, "disconnect", HOLIDAY, "APPLIES_TO", "holiday_flight", day=START)
    repaid = statement(alone, who)
    assert HOLIDAY in rules(before)
    assert rules(repaid) == rules(before) - {HOLIDAY}
    assert lines(repaid) == [line for line in lines(before) if line["rule"]["code"] != HOLIDAY]
    edited(alone, "connect", HOLIDAY, "APPLIES_TO", "holiday_flight", day=START)
    assert_same(statement(alone, who), before)


def test_turning_an_overrides_around_pays_by_the_other_rule(
    alone: Demo, tmp_path_factory: pytest.TempPathFactory
) -> None:
    who = paid_by(alone, LONG, tmp_path_factory)
    before = statement(alone, who)
    (long,) = [line for line in lines(before) if line["rule"]["code"] == LONG]
    edited(alone, "override", SHORT, LONG, "--because", "a test")
    repaid = statement(alone, who)
    (short,) = [line for line in lines(repaid) if line["component"] == "delay_pay" and same_flight(line, long)]
    assert short["rule"]["code"] == SHORT
    assert short["amount"] != long["amount"]
    edited(alone, "override", LONG, SHORT, "--because", "as it was")
    assert_same(statement(alone, who), before)


def test_one_cell_of_table_b_changes_the_verdict_and_the_solvers_model(alone: Demo) -> None:
    model, before = hash_of_model(alone), verdict(alone)
    assert model in alone.printed
    assert TABLE_B not in {finding["ruleCode"] for finding in before["findings"]}
    set_cell(alone, "10:00")
    after = verdict(alone)
    assert after["verdict"] == "VIOLATION"
    broken = [finding for finding in after["findings"] if finding not in before["findings"]]
    assert {finding["ruleCode"] for finding in broken} == {TABLE_B}
    assert all("10:00" in finding["message"] for finding in broken)
    assert hash_of_model(alone) != model
    set_cell(alone, "12:00")
    assert verdict(alone) == before
    assert hash_of_model(alone) == model


def edited(demo: Demo, *edit: str, day: str = "") -> None:
    """One edit of the airline's contract, published, and everybody's pay worked out again."""
    demo.crewlex("rules", *edit, *MINE)
    published(demo, *MINE, day=day)
    demo.crewlex("pay", "run", *THERE)


def set_cell(demo: Demo, limit: str) -> None:
    """One cell of the law's table, published, and the month judged again."""
    demo.crewlex("rules", "set", TABLE_B, CELL, limit)
    published(demo)
    demo.crewlex("judge", *THERE)


def published(demo: Demo, *airline: str, day: str = "") -> None:
    """The operator's change set, from a day on or as a correction, approved by a second person and published."""
    when = ("--effective", day) if day else ("--correction",)
    name = demo.crewlex("rules", "submit", *airline, *when, "-m", "a test").split()[0]
    demo.crewlex("rules", "publish", name, code=1)
    seal = demo.crewlex("rules", "change", name).split(" seal ")[1].split()[0]
    demo.crewlex("rules", "review", name, "--approve", "--seal", seal, code=1)
    second = demo.crewlex("token", "--role", "platform_super_admin", "--email", "second@example.com").strip()
    crewlex(demo.env | {"CREWLEX_TOKEN": second}, "rules", "review", name, "--approve", "--seal", seal)
    demo.crewlex("rules", "publish", name)


def paid_by(demo: Demo, rule: str, folders: pytest.TempPathFactory) -> str:
    """Somebody with a line by this rule."""
    file = folders.mktemp("sql") / "who.sql"
    file.write_text(PAID_BY)
    return next(word for word in demo.crewlex("sql", str(file), rule).split() if word.startswith(CARRIER))


def statement(demo: Demo, employee: str) -> dict[str, Any]:
    found: dict[str, Any] = demo.ask(questions.STATEMENT, employeeId=employee, periodStart=START)
    return found


def lines(found: dict[str, Any]) -> list[dict[str, Any]]:
    given: list[dict[str, Any]] = found["lines"]
    return given


def rules(found: dict[str, Any]) -> set[str]:
    return {line["rule"]["code"] for line in found["lines"]}


def same_flight(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["flight"] == other["flight"])


def assert_same(found: dict[str, Any], before: dict[str, Any]) -> None:
    """The same to the cent, by the same Rulebook, in a later version."""
    assert found["version"] > before["version"]
    assert {**found, "version": 0} == {**before, "version": 0}


def verdict(demo: Demo) -> dict[str, Any]:
    found: dict[str, Any] = demo.ask(questions.VERDICT, start=START, subject="PLANNED")
    return found


def hash_of_model(demo: Demo) -> str:
    said = demo.crewlex("model", *THERE, "--demonstration")
    return next(word for word in said.split() if word.startswith("sha256:"))
