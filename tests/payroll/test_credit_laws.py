"""Laws of credit and the month over random contracts, where an hour is worth the same on every row.

A term that pays a credited hour at less than its rate (standby at half pay, say) fills the guarantee by the whole hour:
there another term may lower the gross, and does, by the agreement's own words. So here each hour is paid in full.
A duty past midnight is another such place: what its rig lifts counts on the day of its report, and a leg on the day it
leaves. A minimum of the leg moves credit from the rig's day to the leg's, where a minimum of the day may have paid it
already. So a minimum of the leg is not tried beside minimums of the duty and of the day.
"""

from random import Random

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from payroll.engine import sums
from tests.payroll.credit_months import Case, cases
from tests.payroll.credit_reference import Month
from tests.payroll.test_credit_reference import asked, engine, typed

MINUTE = 100
"""An hour is worth 60.00, so a minute is a whole unit and nothing is lost in rounding."""
IN_PLACE = ("flight_pay", "deadhead", "greatest_of")
"""What stands in place of other credit, or is what others are weighed against."""
OF_DUTY = {"duty_rig", "minimum_duty"}
DEEP = settings(max_examples=120)


def full(case: Case) -> Case:
    """The same case at one rate, every term of credit paying all of its hour."""
    steps = [{"position": "CAPTAIN", "years": 0, "rate": "60.00"}]
    paid = {"standby": {"percent": 100}, "vacation": {"percent": 100}}
    terms = {name: spec | paid.get(name, {}) for name, spec in case.terms.items()}
    return case._replace(scale=case.scale | {"steps": steps}, terms=terms)


def gross(case: Case) -> dict[str, int]:
    """Minor units by crew member."""
    return dict(engine(case).totals.select("crew_id", "gross").rows())


@given(cases().map(full), st.integers(0, 99))
@DEEP
def test_one_more_paid_term_never_lowers_the_gross(case: Case, seed: int) -> None:
    compared = case.terms.get("greatest_of", {}).get("of", ())
    moving = {"minimum_leg"} if "minimum_day" in case.terms and OF_DUTY & case.terms.keys() else set[str]()
    more = [name for name in case.terms if name not in {*IN_PLACE, *compared, *moving}]
    if more:
        left_out = Random(seed).choice(more)
        fewer = case._replace(terms={name: spec for name, spec in case.terms.items() if name != left_out})
        before, after = gross(fewer), gross(case)
        assert all(after[who] >= before[who] for who in before)


@given(cases().map(full))
@DEEP
def test_nobody_is_paid_less_than_the_guarantee(case: Case) -> None:
    terms = typed(case)
    paid = gross(case)
    for one in case.people:
        month = Month(terms, None, one, case.start, case.end)  # type: ignore[arg-type]  # no rate is asked here
        levels = [month.guaranteed(term) for term in terms.values() if term.family == "monthly_guarantee"]
        assert all(paid[one["id"]] >= level * MINUTE for level in levels)


@given(cases(), st.integers(0, 99))
@DEEP
def test_people_paid_apart_get_the_cents_they_get_together(case: Case, seed: int) -> None:
    together = gross(case)
    people = Random(seed).sample(case.people, len(case.people))
    apart = [gross(case._replace(people=[one])) for one in people]
    assert {who: cents for each in apart for who, cents in each.items()} == together


@given(cases())
@DEEP
def test_the_lines_of_everybody_add_up_to_their_gross(case: Case) -> None:
    paid = engine(case)
    sums = paid.lines.group_by("crew_id").agg(pl.col("amount").sum())
    both = paid.totals.join(sums, "crew_id", "left").with_columns(pl.col("amount").fill_null(0))
    assert (both["gross"] == both["amount"]).all()


@given(cases())
@DEEP
def test_sums_without_lines_are_what_the_lines_add_up_to(case: Case) -> None:
    paid, summed = engine(case), sums(*asked(case))
    for ours, theirs in ((summed.by_rule, paid.by_rule), (summed.totals, paid.totals)):
        assert_frame_equal(ours, theirs, check_row_order=False)
    assert_frame_equal(summed.needs_data, paid.needs_data)
