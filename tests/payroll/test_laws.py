"""What is true of every pay run, whatever the month and the contract."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from domain.frames import LINES, TOTALS
from domain.money import USD, prorate
from payroll.arithmetic import inside, share
from payroll.engine import pay
from tests.payroll.months import Month, months

FEW = settings(max_examples=40)
PARTS = ("flight_pay", "overtime_pay", "delay_pay", "per_diem", "premium_pay")


@given(months())
@FEW
def test_the_lines_of_a_person_add_up_to_the_gross_and_so_do_its_parts(month: Month) -> None:
    paid = pay(*month, USD)
    sums = dict(paid.lines.group_by("crew_id").agg(pl.col("amount").sum()).rows())
    credit = dict(paid.lines.group_by("crew_id").agg(pl.col("credit").sum()).rows())
    assert paid.totals["crew_id"].to_list() == month.crew["crew_id"].to_list()
    for row in paid.totals.iter_rows(named=True):
        assert row["gross"] == sums.get(row["crew_id"], 0) == sum(row[part] for part in PARTS)
        assert row["credit"] == credit.get(row["crew_id"], 0)


@given(months())
@FEW
def test_every_amount_is_its_own_quantity_rate_and_percent_rounded_once(month: Month) -> None:
    for line in pay(*month, USD).lines.iter_rows(named=True):
        percent = 100 if line["percent"] is None else line["percent"]
        by_the_hour = prorate(line["quantity"] * line["rate"], percent, 6000)
        assert line["amount"] == (by_the_hour if line["unit"] == "MINUTES" else line["quantity"] * line["rate"])


@given(months())
@FEW
def test_the_order_of_the_rows_changes_nothing(month: Month) -> None:
    crew, duties, legs = (frame.sample(fraction=1, shuffle=True, seed=7) for frame in month[1:])
    one, other = pay(*month, USD), pay(month.book, crew, duties, legs, USD)
    assert_frame_equal(one.lines.sort(pl.all()), other.lines.sort(pl.all()))
    assert_frame_equal(one.totals.sort("crew_id"), other.totals.sort("crew_id"))
    assert_frame_equal(one.needs_data.sort(pl.all()), other.needs_data.sort(pl.all()))


@given(months(people=4))
@FEW
def test_a_person_alone_is_paid_as_among_many(month: Month) -> None:
    together = pay(*month, USD)
    for person in month.crew["crew_id"]:
        crew, duties, legs = (frame.filter(crew_id=person) for frame in month[1:])
        alone = pay(month.book, crew, duties, legs, USD)
        assert_frame_equal(alone.lines, together.lines.filter(crew_id=person))
        assert_frame_equal(alone.totals, together.totals.filter(crew_id=person))


@given(months())
@FEW
def test_frames_keep_their_schemas_and_every_line_has_a_reason(month: Month) -> None:
    paid = pay(*month, USD)
    assert dict(paid.lines.schema) == LINES
    assert dict(paid.totals.schema) == TOTALS
    assert paid.lines["reason"].null_count() == 0


@given(st.integers(-(10**6), 10**6), st.integers(0, 10**4), st.integers(1, 10**4))
def test_a_share_in_a_column_is_the_share_of_the_money_module(amount: int, part: int, whole: int) -> None:
    assert pl.select(share(pl.lit(amount, dtype=pl.Int64), part, whole)).item() == prorate(amount, part, whole)


@given(st.integers(-3000, 5000), st.integers(0, 3000), st.integers(0, 1440), st.integers(0, 1440))
def test_minutes_inside_a_window_are_those_counted_one_by_one(start: int, length: int, opens: int, closes: int) -> None:
    def open_at(clock: int) -> bool:
        return opens <= clock < closes if closes >= opens else clock >= opens or clock < closes

    counted = sum(open_at((start + minute) % 1440) for minute in range(length))
    assert pl.select(inside(pl.lit(start), pl.lit(length), opens, closes)).item() == counted
