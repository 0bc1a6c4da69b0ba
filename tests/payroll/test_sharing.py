"""Whole minutes shared out: none is lost, nobody gets a minute more than the exact share rounded up."""

from fractions import Fraction

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from payroll.sharing import shared

WEIGHTS = st.lists(st.integers(0, 600), min_size=1, max_size=6)


def shares(whole: int, weights: list[int | None]) -> list[int | None]:
    """Of one group, by the place of each member; members that have no share are left out."""
    members = pl.DataFrame(
        {
            "row": range(len(weights)),
            "weight": weights,
            "first": 0,
            "then": [str(place) for place in range(len(weights))],
        },
        schema_overrides={"weight": pl.Int64},
    ).with_columns(group=pl.lit(1))
    return shared(pl.DataFrame({"group": [1], "whole": [whole]}), members).sort("row")["share"].to_list()


@given(st.integers(0, 2000), WEIGHTS)
def test_what_is_shared_is_the_whole(whole: int, weights: list[int]) -> None:
    found = shares(whole, list(weights))
    if not sum(weights):
        assert found == []
        return
    assert sum(each or 0 for each in found) == whole
    for weight, each in zip(weights, found, strict=True):
        assert abs(Fraction(whole * weight, sum(weights)) - (each or 0)) < 1


def test_what_is_left_goes_by_the_remainder_and_then_by_order() -> None:
    assert shares(2, [60, 60, 60]) == [1, 1, 0]
    assert shares(10, [1, 2, 4]) == [1, 3, 6]


def test_a_weight_that_is_not_known_leaves_every_share_open() -> None:
    assert shares(10, [None, 60]) == [None, None]
