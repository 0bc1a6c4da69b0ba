"""What a history says of the rest before the first event, and of flight time that nobody has told."""

import pytest

from tests.legality.cases import Case, check
from tests.legality.written import fdp, stamp

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


@pytest.mark.parametrize("case", SUMS, ids=[case.name for case in SUMS])
def test_sums_of_flight_time_that_is_not_told(case: Case) -> None:
    check(case, ("23",))
