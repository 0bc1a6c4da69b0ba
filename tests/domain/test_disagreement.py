"""Two terms that say different things of one matter are an error that names both clauses, never a silent pick."""

from datetime import date
from typing import Any

import pytest

from domain.crew import Position
from domain.errors import ConflictError
from domain.rulegraph import Method
from domain.rules.rule import PUBLIC, Rule
from tests.domain.examples import (
    Part,
    applies,
    codes,
    conflicts,
    delay_pay,
    night_pay,
    overrides,
    resolved,
    rest,
    rule,
    scenario,
    version,
)

A, B = delay_pay("A", 100), delay_pay("B", 50)
CAPTAIN, FIRST_OFFICER = {"positions": (Position.CAPTAIN,)}, {"positions": (Position.FIRST_OFFICER,)}


def report(code: str, before: str, **given: Any) -> Rule:
    return rule(code, {"family": "report_release", "report_before": before, "release_after": "0:15"}, **given)


def delay_steps(code: str, *percents: int) -> Rule:
    """Delay pay whose percentage changes in the middle of the month."""
    days = (date(2024, 1, 1), date(2026, 7, 15))
    specs = [{"family": "delay_pay", "after": "1:00", "percent": percent} for percent in percents]
    return rule(code, None, versions=tuple(map(version, days, specs)))


def rounding(code: str, of: str, unit: int, grain: str) -> Rule:
    return rule(code, {"family": "rounding", "of": of, "unit": unit, "grain": grain})


def standby(code: str, kind: str, per: int) -> Rule:
    return rule(code, {"family": "standby_credit", "component": "delay_pay", "kind": kind, "per": per})


DISAGREE: list[tuple[str, list[Part], str]] = [
    ("other percentages", [A, B], "disagree from 2026-07-01 on: both set delay_pay"),
    ("from the middle of the month", [delay_steps("A", 50, 60), delay_steps("B", 50, 70)], "from 2026-07-15 on"),
    ("where captains are both", [delay_pay("A", 100, **CAPTAIN), B], "both set delay_pay"),
    ("where scenarios may meet", [A, B, applies(A, "delayed"), applies(B, "mechanical")], "both set delay_pay"),
    ("settings of the operation", [report("A", "1:00"), report("B", "0:45")], "both set report_release"),
    ("one figure rounded in two ways", [rounding("A", "credit", 5, "leg"), rounding("B", "credit", 6, "leg")],
     "both set rounding"),
    ("one kind of standby", [standby("A", "HOME", 2), standby("B", "HOME", 3)], "both set delay_pay"),
    ("one component by two families", [A, rule("B", {"family": "premium", "component": "delay_pay", "flat": "5"})],
     "both set delay_pay"),
]  # fmt: skip
AGREE: list[tuple[str, list[Part]]] = [
    ("the same said twice", [A, delay_pay("B", 100)]),
    ("another component", [A, night_pay("B", 50)]),
    ("another family", [night_pay("A", 50), B]),
    ("captains and first officers", [delay_pay("A", 100, **CAPTAIN), delay_pay("B", 50, **FIRST_OFFICER)]),
    ("two bases", [delay_pay("A", 100, bases=("HVN",)), delay_pay("B", 50, bases=("LAL",))]),
    ("one after the other", [delay_pay("A", 100, expires=date(2026, 7, 15)),
                             delay_pay("B", 50, effective=date(2026, 7, 15))]),
    ("scenarios that exclude each other", [A, B, applies(A, "early"), applies(B, "delayed")]),
    ("an override", [A, B, overrides(A, B), applies(A, "long_delay")]),
    ("a settled conflict", [A, B, conflicts(A, B, Method.MORE_FAVORABLE_TO_CREW)]),
    ("the rate and the credit of one component",
     [rule("A", {"family": "hourly_rate", "steps": [{"position": "CAPTAIN", "years": 0, "rate": "90"}]}),
      rule("B", {"family": "leg_credit", "basis": "greater"})]),
    ("other settings of the operation", [report("A", "1:00"), rule("B", {
        "family": "crew_complement", "positions": {"CAPTAIN": 1}})]),
    ("credit and money rounded", [rounding("A", "credit", 5, "leg"), rounding("B", "amount", 5, "leg")]),
    ("credit rounded at two levels", [rounding("A", "credit", 5, "leg"), rounding("B", "credit", 60, "trip")]),
    ("standby of two kinds", [standby("A", "AIRPORT", 1), standby("B", "HOME", 3)]),
    ("two bounds on one quantity", [rest("A", 10, owner=PUBLIC), rest("B", 12)]),
]  # fmt: skip


PLANTED = [
    ("a bound and another code", "delay_minutes >= 180", "delay_minutes > 60 AND NOT delay_code = 'WX'",
     "(for instance delay_code 'MX', delay_minutes 180)"),
    ("a sum that leaves one number", "block_minutes > 60 AND delay_minutes > 60",
     "block_minutes + delay_minutes <= 122", "(for instance block_minutes 61, delay_minutes 61)"),
    ("one alternative of each", "segments = 1 OR cancelled", "NOT cancelled AND (segments = 2 OR segments < 2)",
     "(for instance cancelled FALSE, segments 1)"),
    ("any row", "TRUE", "TRUE", "can hold together. Draw"),
]  # fmt: skip
EXCLUDED = [
    ("a sum that leaves none", "block_minutes > 60 AND delay_minutes > 60", "block_minutes + delay_minutes <= 121"),
    ("every alternative of each", "segments = 1 OR cancelled", "NOT cancelled AND (segments = 2 OR segments < 1)"),
    ("the rest of a list", "crew_position <> 'CAPTAIN'", "crew_position NOT IN ('FIRST_OFFICER', 'FLIGHT_ATTENDANT')"),
    ("by what the facts mean", "cancelled_after_report", "NOT cancelled"),
]


def worded(one: str, other: str) -> list[Part]:
    """Two terms that pay differently, where two conditions hold."""
    return [A, B, scenario("one", one), scenario("other", other), applies(A, "one"), applies(B, "other")]


@pytest.mark.parametrize(("one", "other", "said"), [case[1:] for case in PLANTED], ids=[case[0] for case in PLANTED])
def test_conditions_in_other_words_are_found_to_meet(one: str, other: str, said: str) -> None:
    with pytest.raises(ConflictError) as refused:
        resolved(*worded(one, other))
    assert all(part in str(refused.value) for part in (said, "XP/A (Clause A)", "XP/B (Clause B)"))


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in EXCLUDED], ids=[case[0] for case in EXCLUDED])
def test_conditions_in_other_words_are_found_to_exclude_each_other(one: str, other: str) -> None:
    assert set(codes(resolved(*worded(one, other)))) == {"A", "B"}


def test_two_legs_of_one_duty_may_do_what_one_cannot() -> None:
    duty = {"family": "premium", "component": "night_pay", "grain": "duty"}
    one, other = rule("A", {**duty, "flat": "5"}), rule("B", {**duty, "flat": "6"})
    with pytest.raises(ConflictError, match=r"can hold together\. Draw"):
        resolved(one, other, applies(one, "early"), applies(other, "delayed"))


@pytest.mark.parametrize(("parts", "said"), [case[1:] for case in DISAGREE], ids=[case[0] for case in DISAGREE])
def test_disagreement_names_both_clauses(parts: list[Part], said: str) -> None:
    with pytest.raises(ConflictError) as refused:
        resolved(*parts)
    assert all(part in str(refused.value) for part in (said, "XP/A (Clause A)", "XP/B (Clause B)"))


@pytest.mark.parametrize("parts", [case[1] for case in AGREE], ids=[case[0] for case in AGREE])
def test_these_stand_side_by_side(parts: list[Part]) -> None:
    assert set(codes(resolved(*parts))) == {"A", "B"}
