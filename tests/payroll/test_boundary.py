"""Two months that meet pay together what one would: no minute is lost at the boundary or counted twice."""

from datetime import date, timedelta
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import RefusedError
from domain.money import USD
from domain.rules.rule import Rule
from payroll.engine import PayResult, pay
from tests.payroll.books import book, flat_rate, rule
from tests.payroll.frames import crew_frame, month
from tests.payroll.months import Month, made

TERMS = [
    (flat_rate("90.07"), "any_period"),
    (rule("CREDIT", {"type": "leg_credit", "basis": "scheduled"}), "any_flight"),
    (rule("RIG", {"type": "duty_rig", "per": 2}), "any_duty"),
    (rule("MEALS", {"type": "per_diem", "per_hour": "2.25"}), "any_duty"),
]
BOUNDARIES = st.fixed_dictionaries(
    {
        "leg": st.sampled_from(("departure", "arrival", "split")),
        "rig": st.sampled_from(("report", "release")),
        "clock": st.sampled_from(("base", "station", "utc")),
        "basis": st.sampled_from(("scheduled", "actual")),
    }
)


def paid(case: Month, start: date, end: date, *terms: tuple[Rule, str]) -> PayResult:
    everywhere = {"same_from": date.min, "same_until": date.max}
    terms_of = book([*TERMS, *terms], start=start, end=end).model_copy(update=everywhere)
    return pay(terms_of, *case[1:], USD)


@given(st.integers(0, 2**40), BOUNDARIES, st.integers(1, 27))
@settings(max_examples=60)
def test_two_halves_are_the_whole(seed: int, boundary: dict[str, Any], day: int) -> None:
    case = made(Random(seed), 3)
    cut = case.book.start + timedelta(days=day)
    term = rule("MONTH", {"type": "month_boundary"} | boundary), "any_period"
    whole = paid(case, case.book.start - timedelta(days=40), case.book.end + timedelta(days=40)).lines
    halves = [
        paid(case, start, end, term).lines
        for start, end in ((case.book.start - timedelta(days=40), cut), (cut, case.book.end + timedelta(days=40)))
    ]
    both = pl.concat(halves)
    assert sum(both["credit"].to_list()) == sum(whole["credit"].to_list())
    twice = both.height - whole.height
    assert abs(sum(both["amount"].to_list()) - sum(whole["amount"].to_list())) <= twice
    if boundary["leg"] != "split":
        assert twice == 0


def test_two_terms_that_say_otherwise_of_one_person_are_refused() -> None:
    duties = month([{"date": "2026-01-05", "report": "6:00", "release": "9:00", "legs": ["XP1 EWR-MCO 07:00-08:00"]}])
    terms = [
        (rule(code, {"type": "month_boundary", "leg": leg}), "any_period")
        for code, leg in (("A", "arrival"), ("D", "departure"))
    ]
    with pytest.raises(RefusedError, match="XP/A and XP/D both say to which month one crew member's legs belong"):
        pay(book([*TERMS, *terms]), crew_frame({"crew_id": "c1"}), *duties, USD)


def test_two_terms_that_round_one_sum_otherwise_are_refused() -> None:
    duties = month([{"date": "2026-01-05", "report": "6:00", "release": "9:00", "legs": ["XP1 EWR-MCO 07:00-08:00"]}])
    given = {"type": "rounding", "of": "credit", "grain": "duty"}
    terms = [(rule(f"U{unit}", given | {"unit": unit}), "any_period") for unit in (3, 6)]
    with pytest.raises(RefusedError, match="XP/U3 and XP/U6 both round the credit of one duty"):
        pay(book([*TERMS, *terms]), crew_frame({"crew_id": "c1"}), *duties, USD)
