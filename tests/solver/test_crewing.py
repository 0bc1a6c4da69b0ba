"""How many crew a month needs."""

import pytest

from domain.crew import Position
from domain.errors import RefusedError
from solver.crewing import needed
from solver.problem import Flight
from tests.solver.problems import problem, turn
from tests.solver.rules import CREW, REPORT, rule, rulebook, standard

BOOK = rulebook(
    rule("REPORT", REPORT), rule("COMPLEMENT", CREW), rule("REST", {"family": "minimum_rest", "minutes": 600})
)
AT_ONCE = (*turn("A", 1, "08:00"), *turn("B", 1, "08:30", station="PIT"))
CASES: tuple[tuple[str, tuple[Flight, ...], int], ...] = (
    ("one turn needs one crew", turn("A", 1, "08:00"), 1),
    ("two at a time need two", AT_ONCE, 2),
    ("morning and evening without a rest between need two", (*turn("A", 1, "08:00"), *turn("B", 1, "18:00")), 2),
)


@pytest.mark.parametrize(("name", "flights", "crews"), CASES, ids=[case[0] for case in CASES])
def test_so_many_of_each_position(name: str, flights: tuple[Flight, ...], crews: int) -> None:
    assert needed(problem(flights, ()), BOOK) == {
        ("JFK", Position.CAPTAIN): crews,
        ("JFK", Position.FIRST_OFFICER): crews,
        ("JFK", Position.FLIGHT_ATTENDANT): 3 * crews,
    }


def test_no_flights_need_nobody() -> None:
    assert needed(problem((), ()), rulebook(*standard())) == {}


def test_what_nobody_can_do_needs_nobody() -> None:
    never = rule("NEVER", {"family": "rest_in_window", "rest": "48:00", "window": "24:00"})
    book = rulebook(rule("REPORT", REPORT), rule("COMPLEMENT", CREW), never)
    assert set(needed(problem(AT_ONCE, ()), book).values()) == {1}


def test_it_refuses_as_the_roster_does() -> None:
    with pytest.raises(RefusedError, match="SPLIT-DUTY"):
        needed(problem((), ()), rulebook(*standard(), rule("SPLIT-DUTY")))
