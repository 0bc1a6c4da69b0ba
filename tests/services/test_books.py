"""The facts of a month: duties on which nothing was flown are no work."""

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
    kept = _book(cancelled).without_cancelled()
    assert kept.duties["duty_id"].to_list() == expect
    assert kept.legs["duty_id"].unique().to_list() == expect


def test_its_seats_stay_on_record_as_flown() -> None:
    done = flown(_book((True, True)))
    assert (done.duties.height, done.legs.height) == (1, 2)
    assert done.cancelled_duties.to_list() == ["d"]


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
