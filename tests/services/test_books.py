"""The facts of a month: duties on which nothing was flown are no work."""

from dataclasses import replace

import polars as pl
import pytest

from domain.frames import CREW, DUTIES, LEGS, empty
from services.books import Book
from services.flying import flown


@pytest.mark.parametrize(
    ("cancelled", "expect"),
    [
        pytest.param((False, False), ["d"], id="flown"),
        pytest.param((False, True), ["d"], id="one way"),
        pytest.param((True, True), [], id="both ways cancelled"),
        pytest.param((True, None), ["d"], id="not known to be cancelled"),
    ],
)
def test_a_wholly_cancelled_duty_is_left_out_of_pay(cancelled: tuple[bool | None, ...], expect: list[str]) -> None:
    kept = _book(cancelled).without_unbegun()
    assert kept.duties["duty_id"].to_list() == expect
    assert kept.legs["duty_id"].unique().to_list() == expect


def test_it_is_nobody_s_time_where_a_term_may_pay_it() -> None:
    begun = _book((True, True)).duties.with_columns(reported=pl.lit(True))
    kept = _book((True, True)).with_unbegun().duties
    assert kept.select("report", "release", "planned_release").rows() == [(0, 0, 0)]
    assert replace(_book((True, True)), duties=begun).with_unbegun().duties["release"].to_list() == [400]


def test_one_that_somebody_reported_for_is_kept() -> None:
    begun = _book((True, True)).duties.with_columns(reported=pl.lit(True))
    assert replace(_book((True, True)), duties=begun).without_unbegun().duties.height == 1


def test_its_seats_stay_on_record_as_flown() -> None:
    done = flown(_book((True, True)))
    assert (done.duties.height, done.legs.height) == (1, 2)
    assert done.unbegun_duties.to_list() == ["d"]


def _book(cancelled: tuple[bool | None, ...]) -> Book:
    """One duty with a leg each; what was not cancelled has landed."""
    duties = pl.DataFrame([("d", "t", "w", 0, 400, 0, 400)], schema=dict(DUTIES), orient="row")
    legs = [
        {
            "leg_id": str(place), "duty_id": "d", "trip_id": "t", "crew_id": "w", "cancelled": gone,
            "scheduled_in": 100 * place, "in": None if gone else 100 * place,
        }
        for place, gone in enumerate(cancelled, 1)
    ]  # fmt: skip
    return Book(empty(CREW), duties, pl.DataFrame(legs, schema=dict(LEGS)))
