"""Trips: turns, layovers, longer duties, the edges of the month, and what stays out."""

from domain.clock import DAY
from solver.plan import Plan, plan
from solver.problem import Committed, Flight, Problem
from solver.roster import roster
from tests.solver.problems import at, captains, leg, problem, turn
from tests.solver.rules import SOLO, rulebook, standard

BOOK = rulebook(*standard())
SOLO_BOOK = rulebook(*standard(SOLO))


def shapes(planned: Plan) -> list[list[str]]:
    """The flights of each trip's duties, as text."""
    return [
        [" ".join(flight.id for flight in duty.flights) for duty in pairing.duties]
        for pairing in planned.trips.pairings
    ]


def coast(day: int, clock: str, name: str, back: int = 50) -> tuple[Flight, Flight]:
    """Too long for one duty: six hours out, and back so many minutes later with the same aircraft."""
    return turn(name, day, clock, block=360, sit=back, station="LAX")


def test_the_way_back_is_the_one_that_waits_least() -> None:
    flights = (*turn("A", 1, "08:00", sit=60), *turn("B", 1, "08:10", sit=60))
    assert shapes(plan(problem(flights, ()), BOOK)) == [["Ao Ai"], ["Bo Bi"]]


def test_two_turns_make_one_duty_where_that_is_legal() -> None:
    flights = (*turn("A", 1, "08:00"), *turn("B", 1, "13:00"), *turn("C", 1, "18:00"))
    assert shapes(plan(problem(flights, ()), BOOK)) == [["Ao Ai Bo Bi"], ["Co Ci"]]


def test_a_long_way_is_flown_with_a_night_away() -> None:
    flights = (*coast(1, "08:00", "A"), *coast(2, "08:00", "B"), *coast(3, "08:00", "C"))
    planned = plan(problem(flights, ()), BOOK)
    assert shapes(planned) == [["Ao", "Bi"], ["Bo", "Ci"]]
    assert [left.alone.flights[0].id for left in planned.trips.uncovered] == ["Ai", "Co"]


def test_a_rest_away_is_counted_to_the_minute() -> None:
    out = leg("o", "JFK", "LAX", at(1, "08:00"), 360)
    rested = out.scheduled_in + 15 + 600 + 60
    legal = problem((out, leg("i", "LAX", "JFK", rested, 360)), ())
    short = problem((out, leg("i", "LAX", "JFK", rested - 1, 360)), ())
    assert shapes(plan(legal, BOOK)) == [["o", "i"]]
    assert shapes(plan(short, BOOK)) == []


def test_at_the_edge_of_the_month_crew_begin_or_end_away() -> None:
    flights = tuple(flight for day in range(1, 8) for flight in coast(day, "08:00", f"{day}"))
    planned = plan(Problem(flights, (), ("JFK",)), BOOK)
    assert planned.trips.uncovered == ()
    cut = [(pairing.starts_away, pairing.ends_away) for pairing in planned.trips.pairings]
    assert sorted(cut) == [(False, False)] * 6 + [(False, True), (True, False)]


def test_who_begins_the_month_away_was_not_on_duty_before_it() -> None:
    flights = tuple(flight for day in range(1, 4) for flight in coast(day, "08:00", f"{day}"))
    crew = (*captains("NEW", "OLD"),)
    seen = (Committed("OLD", at(day, "08:00"), at(day, "12:00")) for day in (-5, 33))
    result = roster(Problem(flights, crew, ("JFK",), tuple(seen)), SOLO_BOOK, seconds=1)
    cut = {trip.id for trip in result.trips if trip.starts_away or trip.ends_away}
    assert {one.crew_id for one in result.assignments if one.trip_id in cut} == {"NEW"}


def test_what_the_edge_does_not_excuse_is_matched_first() -> None:
    early, late = leg("e", "JFK", "LAX", at(7, "08:00"), 360), leg("l", "JFK", "LAX", at(9, "08:00"), 360)
    back = leg("i", "LAX", "JFK", at(10, "08:00"), 360)
    planned = plan(Problem((early, late, back), (), ("JFK",), period=(at(1, "00:00"), at(11, "00:00"))), BOOK)
    assert shapes(planned) == [["e", "i"], ["l"]]


def test_no_crew_waits_a_week_for_the_way_back() -> None:
    out, back = leg("o", "JFK", "LAX", at(1, "08:00"), 360), leg("i", "LAX", "JFK", at(1, "08:00") + 7 * DAY, 360)
    assert shapes(plan(problem((out, back), ()), BOOK)) == []


def test_between_two_bases_either_ones_crew_may_fly() -> None:
    flights = (
        *turn("A", 1, "06:00", base="JFK", station="MIA", block=180),
        *turn("B", 1, "06:30", base="MIA", station="JFK", block=180),
    )
    planned = plan(problem(flights, (), bases=("JFK", "MIA")), BOOK)
    assert planned.trips.uncovered == ()
    assert sorted((trip.base, shape) for trip, shape in zip(planned.trips.pairings, shapes(planned), strict=True)) == [
        ("JFK", ["Ao Ai"]),
        ("MIA", ["Bo Bi"]),
    ]


def test_a_flight_back_to_where_it_began_is_no_way_out_and_no_way_back() -> None:
    planned = plan(problem((leg("round", "JFK", "JFK", at(1, "08:00"), 60),), ()), BOOK)
    assert [left.alone.flights[0].id for left in planned.trips.uncovered] == ["round"]


def test_a_trip_ends_at_the_base_it_began_at() -> None:
    out = leg("o", "JFK", "BUF", at(1, "08:00"), 90)
    back = leg("i", "BUF", "EWR", at(1, "11:00"), 90)
    assert shapes(plan(problem((out, back), (), bases=("EWR", "JFK")), BOOK)) == []
