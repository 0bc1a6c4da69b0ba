"""Sums by row number and runs of equal rows: in order or not, with rows that are nobody's."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from payroll.runs import runs
from payroll.sums import summed

ROWS = st.lists(st.tuples(st.none() | st.integers(0, 4), st.none() | st.integers(-9, 9)))


@given(ROWS)
def test_what_is_added_up_by_row_is_what_a_loop_adds_up(rows: list[tuple[int | None, int | None]]) -> None:
    for order in (rows, sorted(rows, key=str)):
        found = pl.DataFrame(order, {"row": pl.UInt32, "value": pl.Int64}, orient="row")
        plain = [sum(value or 0 for row, value in rows if row == place) for place in range(5)]
        assert summed(found["row"], found["value"], 5).to_list() == plain


@given(ROWS)
def test_runs_put_together_again_are_the_rows(rows: list[tuple[int | None, int | None]]) -> None:
    frame = pl.DataFrame(rows, {"one": pl.Int64, "other": pl.Int64}, orient="row")
    heads, place = runs(frame)
    assert heads[place].rows() == rows
    assert all(one != other for one, other in zip(heads.rows(), heads.rows()[1:], strict=False))
