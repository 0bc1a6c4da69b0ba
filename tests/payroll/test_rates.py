"""What an hour is worth: by aircraft, by the day that decides on the step, and finer than the minor unit."""

from datetime import date
from typing import Any

import pytest

from domain.errors import InputError
from domain.money import USD
from payroll.engine import PayResult, pay
from tests.payroll.books import book, rule
from tests.payroll.frames import crew_frame, month

CREDIT = (rule("CREDIT", {"type": "leg_credit", "basis": "scheduled"}), "any_flight")
RIG = (rule("RIG", {"type": "duty_rig", "per": 1}), "any_duty")
SMALL, LARGE = "XP1 EWR-MCO 07:00-08:00", "XP2 MCO-EWR 09:00-10:00 type A321"
LAST_TRIP = [
    {"date": "2026-01-04", "trip": "T", "report": "6:00", "release": "8:00", "legs": [SMALL]},
    {"date": "2026-01-05", "trip": "T", "report": "6:00", "release": "8:00", "legs": [SMALL]},
]


def paid(
    duties: list[dict[str, Any]],
    *steps: tuple[Any, ...],
    rig: bool = False,
    hired: date = date(2021, 1, 5),
    **scale: Any,
) -> PayResult:
    rows = [
        dict(zip(("years", "rate", "aircraft_type"), step, strict=False)) | {"position": "CAPTAIN"} for step in steps
    ]
    rate = rule("SCALE", {"type": "hourly_rate", "steps": rows} | scale), "any_period"
    crew = crew_frame({"crew_id": "c1", "hire_date": hired})
    return pay(book([rate, CREDIT, *([RIG] if rig else [])]), crew, *month(duties), USD)


def amounts(result: PayResult) -> list[int]:
    return result.lines["amount"].to_list()


def day(*legs: str) -> list[dict[str, Any]]:
    return [{"date": "2026-01-04", "report": "6:00", "release": "10:00", "legs": list(legs)}]


def test_a_leg_is_priced_by_its_own_aircraft() -> None:
    assert amounts(paid(day(SMALL, LARGE), (0, "90.00"), (0, "100.00", "A321"))) == [9000, 10000]


def test_a_step_for_the_type_counts_from_its_years_on_and_the_plain_one_before() -> None:
    steps = (0, "90.00"), (3, "95.00"), (5, "100.00", "A321")
    assert amounts(paid(day(LARGE), *steps)) == [9500]
    assert amounts(paid(day(LARGE), *steps, hired=date(2021, 1, 4))) == [10000]


@pytest.mark.parametrize(
    ("legs", "lift"),
    [([LARGE], 3 * 10000), ([SMALL], 3 * 9000), ([SMALL, LARGE], 2 * 9000), ([f"{SMALL} deadhead", LARGE], 2 * 10000)],
)
def test_a_rig_is_priced_by_the_type_that_all_operated_legs_share(legs: list[str], lift: int) -> None:
    assert amounts(paid(day(*legs), (0, "90.00"), (0, "100.00", "A321"), rig=True))[-1] == lift


def test_a_type_without_a_step_and_no_step_for_every_type_needs_a_rate() -> None:
    result = paid(day(SMALL, LARGE), (0, "100.00", "A321"))
    assert amounts(result) == [10000]
    assert result.needs_data.select("key", "missing").rows() == [("c1-d0-l0", "rate")]


@pytest.mark.parametrize("grain", ["duty", "period"])
def test_rounded_credit_without_a_rate_of_its_row_needs_one(grain: str) -> None:
    """Two types share no rate, and the quarter of an hour that the duty is rounded up by has none."""
    steps = [
        {"position": "CAPTAIN", "years": 0, "rate": rate, "aircraft_type": of}
        for of, rate in (("B738", "90.00"), ("A321", "100.00"))
    ]
    scale = rule("SCALE", {"type": "hourly_rate", "steps": steps}), "any_period"
    up = rule("UP", {"family": "rounding", "of": "credit", "unit": 60, "mode": "up", "grain": grain}), "any_period"
    flown = day("XP1 EWR-MCO 07:00-08:00 type B738", "XP2 MCO-EWR 09:00-09:45 type A321")
    result = pay(book([scale, CREDIT, up]), crew_frame({"crew_id": "c1"}), *month(flown), USD)
    assert amounts(result) == [9000, 7500]
    assert result.needs_data.select("rule_code", "grain", "missing").rows() == [("UP", grain, "rate")]


@pytest.mark.parametrize(
    ("change", "expected"), [("duty", [9000, 10000]), ("trip", [9000, 9000]), ("period", [9000, 9000])]
)
def test_an_anniversary_inside_a_trip(change: str, expected: list[int]) -> None:
    """The fifth year begins on the trip's second day."""
    assert amounts(paid(LAST_TRIP, (0, "90.00"), (5, "100.00"), step_change=change)) == expected


def test_an_anniversary_before_a_trip_inside_the_period() -> None:
    steps = (0, "90.00"), (5, "100.00")
    for change, expected in (("trip", [10000, 10000]), ("period", [9000, 9000])):
        assert amounts(paid(LAST_TRIP, *steps, step_change=change, hired=date(2021, 1, 3))) == expected


def test_a_rate_that_no_number_could_hold_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="The hourly rate of crew member c1 is more than pay can be worked out at"):
        paid(day(SMALL), (0, "1000000.01"))
    assert amounts(paid(day(SMALL), (0, "1000000.00"))) == [100_000_000]


def test_a_rate_in_hundredths_of_a_cent_is_rounded_once_on_each_line() -> None:
    result = paid([{"date": "2026-01-04", "report": "6:00", "release": "9:00", "legs": ["XP1 EWR-MCO 07:00-07:20"]}],
                  (0, "90.0175"))  # fmt: skip
    assert result.lines.select("rate", "rate_parts", "amount").rows() == [(9001, 75, 3001)]
    assert result.lines["reason"][0].endswith(", at 90.0175 an hour (XP/SCALE)")
    assert result.totals["hourly_rate"].to_list() == [9002]
