"""The greatest of several credits where rules meet: who takes it, who yields, and what is open with it."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from domain.errors import InputError
from domain.money import USD
from domain.rulebook import Precedence
from domain.rules.rule import PayComponent, Rule
from payroll.engine import PayResult, pay
from tests.payroll.books import before, book, flat_rate, rule
from tests.payroll.frames import crew_frame, month

DAY = {"date": "2026-01-05", "report": "6:00", "release": "18:00", "legs": ["XP1 EWR-MCO 07:00-11:00 code MX"]}
CREDIT = (rule("CREDIT", {"type": "leg_credit", "basis": "scheduled"}), "any_flight")
RIG = (rule("RIG", {"type": "duty_rig", "per": 2}), "any_duty")
MOST = {"type": "greatest_of", "grain": "duty", "of": ["flight_pay", "duty_rig"]}
FLAT = rule("FLAT", {"type": "premium", "component": "flat", "grain": "duty", "flat": "1.00"})


def paid(*rules: tuple[Rule, str], pairs: tuple[Precedence, ...] = (), **leg: Any) -> PayResult:
    terms = book([(flat_rate("90.00"), "any_period"), CREDIT, RIG, *rules], pairs)
    types = ("flight_pay", "duty_rig", "flat", "greatest_of", "guarantee")
    terms = terms.model_copy(
        update={"components": tuple(PayComponent(type=name, title=name, grain="leg") for name in types)}
    )
    duties, legs = month([DAY])
    return pay(terms, crew_frame({"crew_id": "c1"}), duties, legs.with_columns(**leg), USD)


def said(result: PayResult) -> list[tuple[str, str, int]]:
    return result.lines.select("rule_code", "component", "credit").rows()


def test_the_line_is_that_of_the_rule_that_wins() -> None:
    result = paid((rule("MOST", MOST), "any_duty"))
    assert said(result) == [("CREDIT", "flight_pay", 240), ("RIG", "duty_rig", 120)]
    assert result.lines.select("duty_id", "leg_id").rows()[-1] == ("c1-d0", None)


def test_where_it_does_not_hold_the_floors_pay_as_ever() -> None:
    assert said(paid((rule("MOST", MOST), "late_for_us"), delay_code=pl.lit("WX"))) == said(paid())


@pytest.mark.parametrize("winner", ["MOST", "FLAT"])
def test_a_greatest_that_yields_leaves_the_floors_alone(winner: str) -> None:
    pairs = (before("FLAT", "MOST"),) if winner == "FLAT" else (before("MOST", "FLAT"),)
    result = paid((FLAT, "any_duty"), (rule("MOST", MOST), "any_duty"), pairs=pairs)
    codes = {"MOST": ["CREDIT", "RIG"], "FLAT": ["CREDIT", "RIG", "FLAT"]}[winner]
    assert [code for code, *_ in said(result)] == codes
    reason = result.lines.filter(rule_code="RIG")["reason"][0]
    assert reason.startswith("duty_rig is the greatest" if winner == "MOST" else "12:00 on duty at 1:2 is 6:00")


def test_where_it_is_in_doubt_the_floors_are_open() -> None:
    result = paid((rule("MOST", MOST | {"condition": "augmented = TRUE"}), "any_duty"))
    assert said(result) == [("CREDIT", "flight_pay", 240)]
    assert result.needs_data.select("rule_code", "missing").rows() == [("RIG", "augmented"), ("MOST", "augmented")]


def test_a_guarantee_counts_what_the_winner_credits() -> None:
    result = paid(
        (rule("MOST", MOST), "any_duty"), (rule("LEAST", {"type": "monthly_guarantee", "hours": 7}), "any_period")
    )
    assert result.lines.filter(component="guarantee")["quantity"].to_list() == [60]


def test_two_rules_of_one_component_are_compared_once() -> None:
    twin = rule("RIG2", {"type": "duty_rig", "per": 2})
    result = paid((twin, "any_duty"), (rule("MOST", MOST), "any_duty"))
    assert said(result) == [("CREDIT", "flight_pay", 240), ("RIG", "duty_rig", 120)]


def test_what_is_paid_on_other_rows_than_those_compared_is_refused() -> None:
    """By the duty a calendar day's least credit has no value; it is other people's where it is for others."""
    day = {"type": "minimum_credit", "component": "flat", "per": "calendar_day", "minutes": 300}
    most = MOST | {"of": ["flight_pay", "duty_rig", "flat"]}
    with pytest.raises(InputError, match="XP/DAY pays by the day: compare it by the trip, or leave it out"):
        paid((rule("DAY", day), "any_duty"), (rule("MOST", most), "any_duty"))
    others = rule("DAY", day, positions=["FLIGHT_ATTENDANT"])
    assert said(paid((others, "any_duty"), (rule("MOST", most), "any_duty"))) == said(paid())


def test_a_version_takes_no_floors_that_only_another_version_compares() -> None:
    least = rule("LEAST", {"type": "minimum_credit", "component": "flat", "per": "duty", "minutes": 480})
    first = {"since": date(2020, 1, 1), "spec": MOST | {"of": ["flight_pay", "flat"]}}
    then = {"since": date(2026, 1, 6), "spec": MOST}
    for versions in ([first], [first, then]):
        result = paid((least, "any_duty"), (rule("MOST", versions=versions), "any_duty"))
        assert said(result) == [("CREDIT", "flight_pay", 240), ("RIG", "duty_rig", 120), ("LEAST", "flat", 240)]
