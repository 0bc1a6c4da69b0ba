"""Rest before a report as the history and the duties around it leave it, and flight time that nobody has told."""

import pytest

from tests.legality.cases import Case, check
from tests.legality.written import fdp, stamp, timed

FIRST = fdp("a", "10 1100", "10 1500")
UNTOLD = fdp("a", "10 1100", "10 2000", more="segments: 2")


def rested(at: str) -> str:
    """A history in which the last long rest ended then."""
    return f"history: {{last_30h_rest_ended: {stamp(at)}}}\n"


REST = [
    Case("a long rest that ends with the report is the rest before it", FIRST, more=rested("10 1100")),
    Case("one that ended before it is not", FIRST, (("25(e)", 600, 60),), more=rested("10 1000")),
    Case("one that ended ten hours before leaves room for the rest", FIRST, more=rested("10 0100")),
]
ADMIN = ", task: ADMIN"
BETWEEN = [
    Case(
        "work after a flight duty is no part of the next one",
        fdp("a", "10 1100", "10 1500") + timed("DUTY", "10 1530", "10 1600", ADMIN) + fdp("b", "11 0159", "11 0600"),
        (("25(a)", 600, 599),),
    ),
    Case(
        "work shortly before the next one is part of it",
        fdp("a", "10 1100", "10 1500") + timed("DUTY", "11 0059", "11 0100", ADMIN) + fdp("b", "11 0159", "11 1300"),
        (("25(a)", 600, 599), ("13(a)", 720, 721)),
    ),
]
SUMS = [
    Case("all of it may be flown", UNTOLD, more="history: {flight_672h: 5460}\n"),
    Case(
        "a minute more may be too much",
        UNTOLD,
        policy=(("23(b)(1)", 6000, 6001),),
        more="history: {flight_672h: 5461}\n",
    ),
    Case(
        "what is too much already is", UNTOLD, policy=(("23(b)(1)", 6000, 6540),), more="history: {flight_672h: 6000}\n"
    ),
]


@pytest.mark.parametrize("case", REST, ids=[case.name for case in REST])
def test_the_rest_before_the_first_event(case: Case) -> None:
    check(case, ("25",))


@pytest.mark.parametrize("case", BETWEEN, ids=[case.name for case in BETWEEN])
def test_duty_between_two_flight_duties_goes_with_the_nearer(case: Case) -> None:
    check(case, ("13", "25"))


@pytest.mark.parametrize("case", SUMS, ids=[case.name for case in SUMS])
def test_sums_of_flight_time_that_is_not_told(case: Case) -> None:
    check(case, ("23",))
