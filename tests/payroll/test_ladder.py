"""Where a line of a statement stands, from the flight that is only planned to the money that is paid."""

from datetime import date

import polars as pl
import pytest

from payroll.ladder import ENDS, LADDER, Standing, ladder

PAY_DAY = date(2026, 2, 1)
NOW = 1_000


@pytest.mark.parametrize(
    ("ended", "status", "released", "expect"),
    [
        pytest.param(None, "OPEN", False, "PROJECTED", id="not flown"),
        pytest.param(1_001, "OPEN", False, "PROJECTED", id="ends later"),
        pytest.param(1_000, "OPEN", False, "EARNED", id="just over"),
        pytest.param(5, "PROCESSING", False, "EARNED", id="worked out"),
        pytest.param(5, "PROCESSING", True, "EARNED", id="released, and the period is not closed yet"),
        pytest.param(5, "CLOSED", False, "EARNED", id="closed, and this run was not the one released"),
        pytest.param(5, "CLOSED", True, "POSTED", id="closed"),
        pytest.param(None, "CLOSED", True, "POSTED", id="closed, whatever was recorded"),
        pytest.param(5, "PAID", True, "PAID", id="paid"),
    ],
)
def test_each_step_of_the_ladder(ended: int | None, status: str, released: bool, expect: str) -> None:
    ends = pl.DataFrame([("l1", ended)], schema=dict(ENDS), orient="row")
    found = ladder(ends, Standing(status, released, PAY_DAY), NOW)
    assert found.rows() == [("l1", expect, PAY_DAY)]
    assert dict(found.schema) == LADDER
