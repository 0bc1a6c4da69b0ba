"""The planner's own reading of Tables A and B, cell by cell, on both sides of the limit."""

from datetime import date

import pytest
from pydantic import TypeAdapter

from domain.rules.limits import FdpTable, FlightTimeTable
from solver.draft import Draft
from solver.duty_limits import fdp_table, flight_time_table
from solver.readings import Reading
from solver.wall_clock import WallClock
from tests.solver.problems import at, leg
from tests.solver.rules import TABLE_A, TABLE_B

B, A = TypeAdapter(FdpTable).validate_python(TABLE_B), TypeAdapter(FlightTimeTable).validate_python(TABLE_A)


def shown(*clocks: str, less: int = 0) -> tuple[Reading, ...]:
    """The readings of a report that these clocks show."""
    return tuple(Reading(int(clock[:2]) * 60 + int(clock[3:]), less) for clock in clocks)


def duty(clock: str, segments: int, minutes: int, block: int = 1) -> Draft:
    """So many flights, the last of which arrives so many minutes after a report at this clock."""
    report = at(3, clock)
    first = [leg(f"{n}", "JFK", "BUF", report + 10 + n, block) for n in range(segments - 1)]
    last = leg("last", "JFK", "BUF", report + minutes - block, block)
    return Draft("JFK", (*first, last), report, report + minutes, date(2026, 6, 3))


CELLS = (
    ("00:00", 1, 540),
    ("03:59", 7, 540),
    ("04:00", 4, 600),
    ("04:59", 5, 540),
    ("05:00", 5, 690),
    ("06:00", 2, 780),
    ("06:59", 3, 720),
    ("07:00", 2, 840),
    ("11:59", 7, 690),
    ("11:59", 9, 690),
    ("12:00", 6, 720),
    ("16:59", 1, 720),
    ("17:00", 3, 660),
    ("21:59", 6, 540),
    ("22:00", 2, 660),
    ("23:00", 4, 540),
    ("23:59", 3, 600),
)


@pytest.mark.parametrize(("clock", "segments", "limit"), CELLS)
def test_table_b_is_kept_to_the_minute(clock: str, segments: int, limit: int) -> None:
    assert fdp_table(B, duty(clock, segments, limit), shown(clock))
    assert not fdp_table(B, duty(clock, segments, limit + 1), shown(clock))


@pytest.mark.parametrize(("clock", "limit"), [("04:59", 480), ("05:00", 540), ("19:59", 540), ("20:00", 480)])
def test_table_a_is_kept_to_the_minute(clock: str, limit: int) -> None:
    assert flight_time_table(A, duty(clock, 1, 1000, limit), shown(clock))
    assert not flight_time_table(A, duty(clock, 1, 1000, limit + 1), shown(clock))


def test_of_several_clocks_the_strictest_counts_and_half_an_hour_less_far_from_home() -> None:
    assert fdp_table(B, duty("07:00", 1, 720), shown("07:00", "05:00"))
    assert not fdp_table(B, duty("07:00", 1, 721), shown("07:00", "05:00"))
    assert fdp_table(B, duty("07:00", 1, 810), shown("07:00", less=30))
    assert not fdp_table(B, duty("07:00", 1, 811), shown("07:00", less=30))
    assert not flight_time_table(A, duty("07:00", 1, 1000, 481), shown("07:00", "04:00"))


def test_the_clock_is_the_bases_through_the_change_of_the_clocks() -> None:
    autumn = WallClock("JFK", at(150, "00:00"), at(160, "00:00"))
    before, after = at(153, "12:00"), at(154, "12:00")  # 31 October and 1 November 2026, summer time counted on
    assert (autumn.minute_of_day(before), autumn.minute_of_day(after)) == (720, 660)
    assert autumn.day(after) == date(2026, 11, 1)
    assert autumn.from_midnight(after, date(2026, 10, 31)) == 1440 + 660
