"""Each constraint of the roster on three small tasks: what one captain can do, and what stays open."""

from dataclasses import dataclass

import pytest

from domain.crew import Position
from domain.rules.rule import Rule
from solver.problem import Committed, CrewMember, Flight
from solver.result import Roster
from solver.roster import roster
from tests.solver.problems import at, captains, leg, problem, turn
from tests.solver.rules import CONNECTION, REPORT, SOLO, TABLE_A, TABLE_B, rule, rulebook

MANUAL = (rule("REPORT", REPORT), rule("SOLO", SOLO))
REST = rule("REST", {"family": "minimum_rest", "minutes": "10:00"})
FREE = rule("FREE", {"family": "rest_in_window", "rest": "24:00", "window": "48:00"})
FDP = rule("FDP", TABLE_B)
FLIGHT_TIME = rule("FLIGHT-TIME", TABLE_A)
CONNECT = rule("CONNECTION", CONNECTION)


def planned(
    flights: tuple[Flight, ...], *rules: Rule, crew: tuple[CrewMember, ...] = (), committed: tuple[Committed, ...] = ()
) -> Roster:
    """The roster of one captain (unless told) under the manual and these rules."""
    return roster(problem(flights, crew or captains("C1"), *committed), rulebook(*MANUAL, *rules), seconds=1)


def open_flights(result: Roster) -> set[str]:
    return {seat.flight_id for seat in result.open_seats}


@dataclass(frozen=True)
class Case:
    """Flights, the rules beside the manual, and how many flights stay open."""

    name: str
    flights: tuple[Flight, ...]
    rules: tuple[Rule, ...]
    expect: int


CASES = (
    Case(
        "one after another: nobody else is needed",
        (*turn("A", 1, "06:00"), *turn("B", 1, "12:00"), *turn("C", 1, "18:00")),
        (),
        0,
    ),
    Case(
        "no overlap: the middle one meets both others",
        (*turn("A", 1, "06:00"), *turn("B", 1, "09:00"), *turn("C", 1, "12:00")),
        (),
        2,
    ),
    Case(
        "minimum rest: evening and morning are too near for one of them",
        (*turn("A", 1, "08:00"), *turn("B", 1, "18:30"), *turn("C", 2, "10:00")),
        (REST,),
        2,
    ),
    Case(
        "minimum rest: ten hours to the minute are enough",
        (*turn("A", 1, "08:00"), *turn("B", 1, "23:15"), *turn("C", 2, "14:30")),
        (REST,),
        0,
    ),
    Case(
        "minimum rest: a minute less is not",
        (*turn("A", 1, "08:00"), *turn("B", 1, "23:14"), *turn("C", 2, "14:30")),
        (REST,),
        2,
    ),
    Case(
        "rest in window: three mornings in a row leave no 24 hours in 48",
        (*turn("A", 1, "08:00"), *turn("B", 2, "08:00"), *turn("C", 3, "08:00")),
        (FREE,),
        2,
    ),
    Case(
        "rest in window: 24 hours to the minute before the third",
        (*turn("A", 1, "08:00"), *turn("B", 2, "08:00"), *turn("C", 3, "13:15")),
        (FREE,),
        0,
    ),
    Case(
        "rest in window: a minute less",
        (*turn("A", 1, "08:00"), *turn("B", 2, "08:00"), *turn("C", 3, "13:14")),
        (FREE,),
        2,
    ),
    Case(
        "FDP table: 14:00 from a 07:00 report is legal, 12:00 from 13:00 is legal, on two flights",
        (
            *turn("A", 1, "08:00", sit=600),
            *turn("B", 2, "14:00", sit=480, station="PIT"),
            *turn("C", 4, "08:00", station="CLE"),
        ),
        (FDP, REST),
        0,
    ),
    Case(
        "FDP table: a minute more in each",
        (
            *turn("A", 1, "08:00", sit=601),
            *turn("B", 2, "14:00", sit=481, station="PIT"),
            *turn("C", 4, "08:00", station="CLE"),
        ),
        (FDP, REST),
        4,
    ),
    Case(
        "flight-time table: nine hours by day and eight at night",
        (
            *turn("A", 1, "08:00", block=270, station="DEN"),
            *turn("B", 3, "21:00", block=240, station="MCI"),
            *turn("C", 5, "08:00"),
        ),
        (FLIGHT_TIME, FDP, REST),
        0,
    ),
    Case(
        "flight-time table: a minute more each way",
        (
            *turn("A", 1, "08:00", block=271, station="DEN"),
            *turn("B", 3, "21:00", block=241, station="MCI"),
            *turn("C", 5, "08:00"),
        ),
        (FLIGHT_TIME, FDP, REST),
        4,
    ),
    Case(
        "minimum connection: half an hour is enough and 29 minutes are not",
        (*turn("A", 1, "08:00", sit=30), *turn("B", 2, "08:00", sit=29, station="PIT"), *turn("C", 8, "08:00", sit=31)),
        (CONNECT, REST),
        2,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_one_captain_can_do(case: Case) -> None:
    assert len(open_flights(planned(case.flights, *case.rules))) == case.expect


def test_a_rule_that_is_not_hard_binds_nobody() -> None:
    flights = (*turn("A", 1, "08:00"), *turn("B", 1, "18:30"), *turn("C", 2, "10:00"))
    assert not open_flights(planned(flights, rule("REST", {"family": "minimum_rest", "minutes": "10:00"}, hard=False)))


def test_nobody_sits_in_a_seat_of_another_position_or_base() -> None:
    crew = (CrewMember("F1", Position.FIRST_OFFICER, "JFK"), *captains("E1", base="EWR"))
    flights = (*turn("A", 1, "08:00"), *turn("B", 2, "08:00"), *turn("C", 3, "08:00"))
    result = roster(problem(flights, crew, bases=("EWR", "JFK")), rulebook(*MANUAL), seconds=1)
    assert result.assignments == ()
    assert {(seat.position, seat.seats) for seat in result.open_seats} == {(Position.CAPTAIN, 1)}


def test_every_flight_carries_its_complement_or_says_what_is_open() -> None:
    cabin = rule("CREW", {"family": "crew_complement", "positions": {"FLIGHT_ATTENDANT": 3}})
    crew = tuple(CrewMember(f"A{number}", Position.FLIGHT_ATTENDANT, "JFK") for number in range(2))
    flights = (*turn("A", 1, "08:00"), *turn("B", 2, "08:00"), *turn("C", 3, "08:00"))
    result = roster(problem(flights, crew), rulebook(rule("REPORT", REPORT), cabin), seconds=1)
    assert len(result.assignments) == 2 * len(flights)
    assert {(seat.flight_id, seat.seats) for seat in result.open_seats} == {(flight.id, 1) for flight in flights}


COMMITTED = (
    ("after it, the rest is too short for the first", Committed("C1", at(1, "00:00"), at(1, "01:00")), {"Ao", "Ai"}),
    ("before it, for the last", Committed("C1", at(3, "20:00"), at(3, "23:00")), {"Co", "Ci"}),
    ("it takes the second's time", Committed("C1", at(2, "09:00"), at(2, "10:00")), {"Bo", "Bi"}),
    ("far away it disturbs nobody", Committed("C1", at(-3, "09:00"), at(-3, "10:00")), set[str]()),
)


@pytest.mark.parametrize(("name", "duty", "expect"), COMMITTED, ids=[case[0] for case in COMMITTED])
def test_a_committed_duty_stays_and_keeps_its_rest(name: str, duty: Committed, expect: set[str]) -> None:
    flights = (*turn("A", 1, "08:00"), *turn("B", 2, "08:00"), *turn("C", 3, "08:00"))
    assert open_flights(planned(flights, REST, committed=(duty,))) == expect


def test_a_committed_duty_after_the_month_keeps_its_free_time() -> None:
    flights = (*turn("A", 1, "08:00"), *turn("B", 2, "08:00"), *turn("C", 5, "08:00"))
    third = Committed("C1", at(3, "07:00"), at(3, "08:00"))
    assert len(open_flights(planned(flights, FREE, committed=(third,)))) == 2


def test_between_two_committed_duties_of_a_trip_nobody_is_at_base() -> None:
    out, back = (at(1, "08:00"), at(1, "15:00")), (at(4, "08:00"), at(4, "15:00"))
    flights = (*turn("A", 2, "20:00"), *turn("B", 6, "08:00"))
    apart = (Committed("C1", *out), Committed("C1", *back))
    trip = (Committed("C1", *out, trip="T"), Committed("C1", *back, trip="T"))
    assert open_flights(planned(flights, REST, committed=apart)) == set()
    assert open_flights(planned(flights, REST, committed=trip)) == {"Ao", "Ai"}


def test_a_committed_duty_that_breaks_a_rule_by_itself_stops_no_work_before_it() -> None:
    """Planned under an older edition: three mornings in a row leave no 24 hours in 48 before the third."""
    old = tuple(Committed("C1", at(day, "08:00"), at(day, "15:00")) for day in (10, 11, 12))
    assert not open_flights(planned(turn("A", 3, "08:00"), FREE, committed=old))


def test_report_and_release_are_the_manuals() -> None:
    result = planned(turn("A", 1, "08:00"))
    assert [(duty.report, duty.release) for duty in result.duties] == [(at(1, "07:00"), at(1, "12:15"))]


def test_a_flight_over_the_limit_is_listed_open_with_the_reason() -> None:
    flights = (
        leg("far", "JFK", "HNL", at(1, "09:00"), 660),
        leg("lost", "BOS", "ORD", at(1, "09:00"), 120),
        leg("out", "JFK", "BUF", at(1, "09:00"), 90),
    )
    reasons = {seat.flight_id: seat.reason for seat in planned(flights, FLIGHT_TIME).open_seats}
    assert reasons == {
        "far": "a duty with this flight alone is over a limit",
        "lost": "it touches no base",
        "out": "no legal way back is left to make a trip of it",
    }


def test_the_search_undoes_what_the_start_chose_badly() -> None:
    """The start gives the first turn to C1, who alone could fly the second: C2 is busy when it comes back."""
    flights = (*turn("A", 1, "08:00"), *turn("B", 1, "09:00", sit=480, station="PIT"), *turn("C", 4, "08:00"))
    busy = Committed("C2", at(1, "20:00"), at(1, "22:00"))
    assert not open_flights(planned(flights, crew=captains("C1", "C2"), committed=(busy,)))
