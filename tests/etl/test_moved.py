"""A month of real departures in another year: weekdays, clocks and lengths stay what they were."""

from calendar import monthrange
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.airports import zone_of
from domain.clock import local, local_date, minute_of_day
from domain.errors import InputError
from etl import moved, nycflights
from etl.schemas import DEPARTURES, FLIGHTS

WN = nycflights.read("WN")
MONTHS = st.dates(date(2014, 1, 1), date(2035, 12, 28))


@settings(max_examples=15)
@given(MONTHS)
def test_every_day_of_the_month_is_filled_with_the_same_weekday_and_clock(month: date) -> None:
    frame, weeks = moved.month(WN, month)
    first = date(2013, 1, 1) + timedelta(days=(month.replace(day=1) - date(2013, 1, 1)).days % 7)
    days = monthrange(month.year, month.month)[1]
    source = WN.filter(pl.col("day").is_between(first, first + timedelta(days=days - 1)))
    there = [
        (local_date(out, zone_of(origin)) - timedelta(weeks=weeks), minute_of_day(out, zone_of(origin)), number)
        for out, origin, number in frame.select("scheduled_out", "origin", "flight_number").iter_rows()
    ]
    kept = source.select("day", "clock", pl.format("WN{}", "number")).rows()
    assert sorted(there) == sorted(kept)
    filled = {day + timedelta(weeks=weeks) for day, _, _ in there}
    assert filled == {month.replace(day=day) for day in range(1, days + 1)}
    assert sorted(frame["scheduled_in"] - frame["scheduled_out"]) == sorted(source["length"])


@given(MONTHS)
def test_the_move_starts_in_the_first_week_of_the_record(month: date) -> None:
    first = month.replace(day=1) - timedelta(weeks=moved.weeks(month))
    assert date(2013, 1, 1) <= first <= date(2013, 1, 7)


@pytest.mark.parametrize("day", ["2026-03-07", "2026-03-08", "2026-11-01", "2026-11-02"])
def test_clocks_stay_local_around_the_changes(day: str) -> None:
    """The instant moves against UTC, the wall clock does not."""
    there = date.fromisoformat(day)
    frame, weeks = moved.month(WN, there)
    clocks = sorted(
        minute_of_day(out, "America/New_York")
        for out in frame["scheduled_out"]
        if local_date(out, "America/New_York") == there
    )
    assert clocks == sorted(WN.filter(pl.col("day") == there - timedelta(weeks=weeks))["clock"])


def test_actual_times_follow_from_delays() -> None:
    frame, _ = moved.month(WN, date(2026, 11, 22))
    assert dict(frame.schema) == FLIGHTS
    source = WN.filter(pl.col("day").is_between(date(2013, 1, 6), date(2013, 2, 4)))
    late = frame.with_columns(late=pl.col("out") - pl.col("scheduled_out"), flown=pl.col("in") - pl.col("out"))
    assert sorted(late["late"].drop_nulls()) == sorted(source["departure_delay"].drop_nulls())
    unknown = late.filter("arrival_generated")
    assert (unknown["flown"] == unknown["scheduled_in"] - unknown["scheduled_out"]).all()
    assert sorted(late.filter(~pl.col("arrival_generated"))["flown"].drop_nulls()) == sorted(
        source["flown_length"].drop_nulls()
    )
    assert not late["generated"].any()


def test_a_cancelled_flight_has_no_actual_times() -> None:
    frame, _ = moved.month(WN, date(2026, 11, 1))
    cancelled = frame.filter("cancelled")
    assert cancelled.height > 0
    assert cancelled.select("out", "in").null_count().row(0) == (cancelled.height, cancelled.height)
    assert frame.filter(~pl.col("cancelled")).select("out", "in").null_count().row(0) == (0, 0)


def test_any_day_names_its_month_and_the_ids_stay() -> None:
    one, other = moved.month(WN, date(2026, 6, 1)), moved.month(WN.reverse(), date(2026, 6, 30))
    assert one[1] == other[1]
    assert one[0].equals(other[0])
    assert one[0]["flight_id"].is_unique().all()
    assert local(one[0]["scheduled_out"][0], "America/New_York").date() == date(2026, 6, 1)


def test_another_month_has_other_ids() -> None:
    one, other = moved.month(WN, date(2026, 6, 1))[0], moved.month(WN, date(2026, 9, 1))[0]
    assert not set(one["flight_id"]) & set(other["flight_id"])


def test_a_month_without_departures_is_refused() -> None:
    with pytest.raises(InputError, match="2026-06"):
        moved.month(pl.DataFrame(schema=dict(DEPARTURES)), date(2026, 6, 1))
