"""What a problem refuses, in the words a person reads."""

from collections.abc import Callable

import pytest

from domain.errors import InputError
from solver.problem import Committed, Problem
from tests.solver.problems import at, captains, leg, problem, turn

TURN = turn("A", 1, "08:00")
BAD: tuple[tuple[str, Callable[[], Problem]], ...] = (
    ("flight Ao is there twice", lambda: problem((*TURN, *TURN), ())),
    ("crew member C1 is there twice", lambda: problem(TURN, captains("C1", "C1"))),
    ("Flight X arrives before it leaves", lambda: problem((leg("X", "JFK", "BUF", 0, -5),), ())),
    ("C1 has base EWR", lambda: problem(TURN, captains("C1", base="EWR"))),
    ("committed duty of C2", lambda: problem(TURN, captains("C1"), Committed("C2", 0, 10))),
    ("committed duty of C1", lambda: problem(TURN, captains("C1"), Committed("C1", 10, 10))),
    ("no airport 'ZZZ'", lambda: problem(TURN, (), bases=("ZZZ",))),
    ("base JFK is there twice", lambda: problem(TURN, (), bases=("JFK", "JFK"))),
    ("at least one home base", lambda: problem(TURN, (), bases=())),
)


@pytest.mark.parametrize(("says", "build"), BAD, ids=[case[0] for case in BAD])
def test_it_says_what_is_wrong(says: str, build: Callable[[], Problem]) -> None:
    with pytest.raises(InputError, match=says):
        build()


def test_the_period_is_the_flights_own_unless_given() -> None:
    own = Problem(TURN, (), ("JFK",))
    assert (own.start, own.end) == (at(1, "08:00"), at(1, "12:00"))
    assert (problem(TURN, ()).start, problem(TURN, ()).end) == (at(-30, "00:00"), at(60, "00:00"))
