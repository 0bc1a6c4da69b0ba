"""A statement level by level: a trip of two duties, and random months that add up at every level."""

from typing import Any

import polars as pl
from hypothesis import given, settings

from payroll.levels import LEVELS, levels
from tests.payroll.credit_months import Case, cases
from tests.payroll.test_credit_reference import engine

BELOW = {"MONTH": "TRIP", "TRIP": "DUTY", "DUTY": "LEG"}
KEYS = ("crew_id", "trip_id", "duty_id", "flight_id")


def line(trip: str | None, duty: str | None, flight: str | None, amount: int, credit: int = 0) -> dict[str, Any]:
    return {"crew_id": "c1", "trip_id": trip, "duty_id": duty, "flight_id": flight, "amount": amount, "credit": credit}


def test_a_level_is_its_own_lines_and_what_lies_below() -> None:
    lines = [
        line("t1", "d1", "f1", 30000, 180),
        line("t1", "d1", "f1", 5000),  # a premium of the same leg
        line("t1", "d1", "f2", 20000, 120),
        line("t1", "d2", "f3", 10000, 60),
        line("t1", "d2", None, 4000, 24),  # the duty's rig
        line("t1", None, None, 2500),  # per diem
        line(None, None, None, 9000, 54),  # the guarantee
    ]
    found = levels(pl.DataFrame(lines))
    assert found.schema == LEVELS
    assert found.drop("crew_id").rows() == [
        ("MONTH", None, None, None, 9000, 80500, 54, 438),
        ("TRIP", "t1", None, None, 2500, 71500, 0, 384),
        ("DUTY", "t1", "d1", None, 0, 55000, 0, 300),
        ("LEG", "t1", "d1", "f1", 35000, 35000, 180, 180),
        ("LEG", "t1", "d1", "f2", 20000, 20000, 120, 120),
        ("DUTY", "t1", "d2", None, 4000, 14000, 24, 84),
        ("LEG", "t1", "d2", "f3", 10000, 10000, 60, 60),
    ]


@given(cases())
@settings(max_examples=40)
def test_every_level_adds_up_and_the_month_is_the_gross(case: Case) -> None:
    paid = engine(case)
    rows = levels(paid.lines).rows(named=True)
    for row in rows:
        mine = [each for each in rows if each["level"] == BELOW.get(row["level"]) and _inside(each, row)]
        assert row["amount"] == row["own"] + sum(each["amount"] for each in mine)
        assert row["credit"] == row["own_credit"] + sum(each["credit"] for each in mine)
    months = {row["crew_id"]: (row["amount"], row["credit"]) for row in rows if row["level"] == "MONTH"}
    for who, gross, credit in paid.totals.select("crew_id", "gross", "credit").rows():
        assert months.get(who, (0, 0)) == (gross, credit)


def _inside(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(other[name] in (None, one[name]) for name in KEYS)
