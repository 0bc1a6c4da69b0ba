"""Whole rosters against the plain checker: random weeks, and a month of a small carrier."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.crew import Position
from solver.problem import Committed, Problem
from solver.result import Roster
from solver.roster import roster
from tests.solver.months import month
from tests.solver.problems import at
from tests.solver.reference import faults
from tests.solver.rules import rulebook, standard

BOOK = rulebook(*standard())


@pytest.fixture(scope="module")
def carrier() -> Problem:
    """About 600 departures in 30 days, and as many back."""
    return month(30, 20, seed=7, rules=BOOK)


@pytest.fixture(scope="module")
def planned(carrier: Problem) -> Roster:
    """Its roster."""
    return roster(carrier, BOOK, seed=3, seconds=3)


def test_a_month_breaks_no_rule(carrier: Problem, planned: Roster) -> None:
    assert faults(carrier, planned) == []


def test_a_month_with_enough_crew_leaves_few_seats_open(carrier: Problem, planned: Roster) -> None:
    assert [seat for seat in planned.open_seats if seat.duty_id is not None] == []
    without = {seat.flight_id for seat in planned.open_seats}
    assert len(without) * 20 < len(carrier.flights)


def test_loads_are_shared_out(carrier: Problem, planned: Roster) -> None:
    block = {flight.id: flight.block for flight in carrier.flights}
    load = dict.fromkeys((one.id for one in carrier.crew if one.position is Position.CAPTAIN and one.base == "LGA"), 0)
    for one in planned.assignments:
        if one.crew_id in load:
            load[one.crew_id] += block[one.flight_id]
    assert (max(load.values()) - min(load.values())) * 5 < max(load.values())


def test_the_order_of_the_input_is_no_input() -> None:
    week = month(7, 8, seed=1, rules=BOOK)
    turned = replace(week, flights=week.flights[::-1], crew=week.crew[::-1])
    assert roster(week, BOOK, seed=5, seconds=1) == roster(turned, BOOK, seed=5, seconds=1)


def test_the_same_seed_gives_the_same_roster() -> None:
    week = replace(month(7, 8, seed=1, rules=BOOK), crew=month(7, 6, seed=1, rules=BOOK).crew)
    first, again, other = (roster(week, BOOK, seed=seed, seconds=1) for seed in (5, 5, 6))
    assert first == again
    assert other.model_hash == first.model_hash
    assert faults(week, other) == []


def test_progress_counts_up_to_its_total() -> None:
    told: list[tuple[int, int]] = []
    roster(month(3, 6, seed=2, rules=BOOK), BOOK, seconds=1, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == list(range(1, told[-1][1] + 1))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 8), st.integers(2, 8), st.integers(50, 100), st.booleans())
def test_no_random_week_breaks_a_rule(seed: int, days: int, daily: int, percent: int, edges: bool) -> None:
    week = month(days, daily, seed, BOOK)
    crew = tuple(one for place, one in enumerate(week.crew) if (place * 37) % 100 < percent)
    fixed = tuple(
        Committed(one.id, at(day, "09:00"), at(day, "17:00")) for one in crew[::3] for day in (0, -1, days + 3)
    )
    short = replace(week, crew=crew, committed=fixed if edges else ())
    assert faults(short, roster(short, BOOK, seed=seed, seconds=1)) == []
