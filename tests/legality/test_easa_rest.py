"""Rest under EASA (ORO.FTL.235), a minute on both sides. Frankfurt, two hours ahead of UTC in June 2026."""

from typing import NamedTuple

import pytest

from tests.legality.test_easa_flight_duty import DISCRETION, fly, head
from tests.legality.written import judged, timed

Broken = tuple[str, str, int, int]


class Case(NamedTuple):
    """All that a timeline breaks."""

    name: str
    events: str
    broken: tuple[Broken, ...] = ()


def short(event: str, rule: str, limit: int, actual: int) -> tuple[Broken, ...]:
    return ((event, f"ORO.FTL.235({rule})", limit, actual),)


NINE = fly("a", "10 0600", "10 1430")
"""Nine hours on duty, which end at 15:00."""
LONGER = fly("a", "10 0400", "10 1700")
"""Thirteen and a half, which end at 17:30."""
OVER = fly("a", "10 0400", "10 1800", DISCRETION)
"""Fourteen and a half with discretion, which end at 18:30."""
OUT = fly("a", "10 0600", "10 1430").replace("JFK", "LHR")
RESTS = [
    Case("twelve hours at home", NINE + fly("b", "11 0300", "11 1000")),
    Case("a minute less", NINE + fly("b", "11 0259", "11 1000"), short("b", "a", 720, 719)),
    Case("ten hours away", NINE + fly("b", "11 0100", "11 0900", at="LHR")),
    Case("a minute less away", NINE + fly("b", "11 0059", "11 0900", at="LHR"), short("b", "b", 600, 599)),
    Case("as long as the duty", LONGER + fly("b", "11 0700", "11 1200")),
    Case("a minute less than the duty", LONGER + fly("b", "11 0659", "11 1200"), short("b", "a", 810, 809)),
    Case("as long as the duty, away too", LONGER + fly("b", "11 0659", "11 1200", at="LHR"), short("b", "b", 810, 809)),
    Case(
        "duty after the flight makes the duty longer",
        NINE + timed("DUTY", "10 1500", "10 1900", ", task: ADMIN") + fly("b", "11 0759", "11 1200"),
        short("b", "a", 780, 779),
    ),
    Case(
        "standby at home is no duty",
        timed("SHORT_CALL", "10 0400", "10 2000") + fly("b", "11 0800", "11 1200"),
    ),
    Case(
        "standby at the airport is",
        timed("AIRPORT_STANDBY", "10 0400", "10 1800") + fly("b", "11 0759", "11 1200"),
        short("b", "a", 840, 839),
    ),
    Case("the commander shortens the rest to ten hours", OVER + fly("b", "11 0430", "11 1200")),
    Case("and no further", OVER + fly("b", "11 0429", "11 1200"), short("b", "a", 600, 599)),
    Case("without discretion it is whole", LONGER + fly("b", "11 0430", "11 1200"), short("b", "a", 810, 660)),
    Case(
        "eight hours to sleep",
        NINE
        + timed("REST", "10 1500", "11 0100", ", sleep_opportunity: 480")
        + fly("b", "11 0100", "11 0900", at="LHR"),
    ),
    Case(
        "a minute less to sleep",
        NINE
        + timed("REST", "10 1500", "11 0100", ", sleep_opportunity: 479")
        + fly("b", "11 0100", "11 0900", at="LHR"),
        short("b", "b", 480, 479),
    ),
]


def days(*numbers: int, report: str = "0800", end: str = "1200") -> str:
    """A short duty on each of some days."""
    return "".join(fly(f"d{day}", f"{day:02} {report}", f"{day:02} {end}") for day in numbers)


# the first duty reports on the first at 10:00 in Frankfurt, so duty may end until the eighth at 10:00
RECOVERY = [
    Case("168 hours", days(*range(1, 8)) + fly("e", "08 0600", "08 0730")),
    Case("and a minute", days(*range(1, 8)) + fly("e", "08 0600", "08 0731"), short("e", "d", 10080, 10081)),
    Case(
        "36 hours with two nights: 20:00 to 08:00",
        days(*range(1, 6)) + fly("e", "06 1430", "06 1730") + days(*range(8, 14), report="0600"),
    ),
    Case(
        "a minute less of them",
        days(*range(1, 6)) + fly("e", "06 1431", "06 1731") + days(8, 9, report="0600"),
        short("d8", "d", 10080, 10350) + short("d9", "d", 10080, 11790),
    ),
    Case(
        "36 hours with one night",
        days(*range(1, 6))
        + fly("e", "06 0200", "06 0330")
        + fly("f", "07 1600", "07 2000")
        + days(8, report="1500", end="1900"),
        short("d8", "d", 10080, 10770),
    ),
    Case("two days off twice", days(1, 2, 3, 4, 5, 8, 9, 10, 11, 14, 15, 17, 18, 21, 22, 24, 25, 28, 29, 30)),
    Case(
        "four in a row count twice",
        days(1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 16, 17, 18, 20, 21, 22, 24, 25, 26, 28, 29, 30),
    ),
    Case(
        "two days off once: the thirtieth leaves no room for a second time",
        days(1, 2, 3, 4, 5, 8, 9, 10, 11, 13, 14, 15, 17, 18, 19, 21, 22, 23, 25, 26, 27, 29, 30),
        short("d30", "d", 2, 1),
    ),
    Case(
        "a second one may begin on the last day of the month",
        days(1, 2, 3, 4, 5, 8, 9, 10, 11, 13, 14, 15, 17, 18, 19, 21, 22, 23, 25, 26, 27, 29),
    ),
]


@pytest.mark.parametrize("case", [*RESTS, *RECOVERY], ids=lambda case: case.name)
def test_rest(case: Case) -> None:
    found = judged(f"{head()}events:\n{case.events}")
    said = [(f.event, f.rule, f.limit, f.actual) for f in found.findings]
    assert said == list(case.broken)
    assert all(finding.message.endswith(".") and finding.path[1] == "APPLIES_TO" for finding in found.findings)
