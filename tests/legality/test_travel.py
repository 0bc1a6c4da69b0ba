"""Rest after travel: on return from far away, after a long deadhead, in a new theater (117.25(c), (d), (g))."""

import pytest

from tests.legality.cases import Case, check
from tests.legality.written import fdp, leg, stamp, timed

ABOUT = ("13", "25(d)", "25(g)")


def ride(start: str, out: str, end: str, into: str) -> str:
    return f"- {{kind: DEADHEAD, from: {start}, to: {end}, start: {stamp(out)}, end: {stamp(into)}}}\n"


def far(back: str, place: str = "HNL", out: str = "01 1500") -> str:
    """A ride of six hours to a far place and back; it is back at the given time."""
    day, clock = back.split()
    return ride("JFK", out, place, f"{out[:3]}2100") + ride(
        place, f"{day} {int(clock[:2]) - 6:02}{clock[2:]}", "JFK", back
    )


def then(report: str) -> str:
    return fdp("d", report, f"{report[:3]}{int(report[3:5]) + 6:02}{report[5:]}")


TRAINED = timed("DUTY", "11 1100", "11 1300", ", task: TRAINING")
CASES = [
    Case("56 hours and three nights after eight days in Honolulu", far("09 1000") + then("12 1100")),
    Case("the third night ends at 07:00 in New York", far("09 1000") + then("12 1059"), (("25(d)", 3, 2),)),
    Case("back in the evening, three nights are over sooner: to the minute", far("09 2300") + then("12 1100")),
    Case("two nights and too few hours", far("09 2300") + then("12 0659"), (("25(d)", 3360, 3359), ("25(d)", 3, 2))),
    Case("ground duty breaks the rest as well", far("09 1000") + TRAINED, (("25(d)", 3360, 2940), ("25(d)", 3, 2))),
    Case("168 hours away are not more than 168", far("08 1500") + then("09 1500")),
    Case("a minute more", far("08 1501") + then("09 1501"), (("25(d)", 3360, 1440), ("25(d)", 3, 1))),
    Case("Los Angeles is not far enough", far("09 1000", "LAX") + then("10 1100")),
    Case("the rest of a duty period that goes on at base is none",
         far("09 1000") + timed("DUTY", "09 1100", "09 1300", ", task: ADMIN"),
         (("25(d)", 3360, 60), ("25(d)", 3, 0))),
    Case("fourteen hours of rest after a night ride of fourteen",
         ride("JFK", "11 0200", "NRT", "11 1600") + fdp("d", "12 0600", "12 1200", "NRT")),
    Case("a minute less", ride("JFK", "11 0200", "NRT", "11 1600") + fdp("d", "12 0559", "12 1200", "NRT"),
         (("25(g)", 840, 839),)),
    Case("a ride as long as the table allows asks for no more than ten hours",
         ride("JFK", "11 0200", "NRT", "11 1300") + fdp("d", "11 2300", "12 0600", "NRT")),
    Case("a minute longer it does", ride("JFK", "11 0200", "NRT", "11 1301") + fdp("d", "11 2301", "12 0600", "NRT"),
         (("25(g)", 661, 600),)),
    Case("by day the table allows fourteen",
         ride("JFK", "10 1400", "NRT", "11 0400") + fdp("d", "11 1400", "11 2000", "NRT")),
    Case("two rides with no rest between are one",
         ride("JFK", "11 0200", "LAX", "11 0800") + ride("LAX", "11 0900", "HNL", "11 1500")
         + fdp("d", "12 0359", "12 1000", "HNL"), (("25(g)", 780, 779),)),
    Case("a ride home after the last flight",
         fdp("d1", "10 1000", "10 1400", more=f"legs: [{leg('JFK', '10 1100', 'MCO', '10 1400')}, "
             f"{leg('MCO', '10 1500', 'NRT', '11 0601', ', deadhead: true')}]")
         + fdp("d2", "11 2101", "12 0200", "NRT"), (("25(g)", 901, 900),)),
    Case("a ride that leads into flight duty is part of it",
         ride("JFK", "10 1400", "LAX", "10 2000") + fdp("d", "10 2100", "11 0300", "LAX")),
    Case("36 hours of rest acclimate: the clock of Honolulu counts",
         ride("JFK", "10 1500", "HNL", "11 0240") + fdp("d", "12 1440", "13 0041", "HNL"), (("13(a)", 600, 601),)),
    Case("a minute less does not: the clock of New York counts, and the table less half an hour",
         ride("JFK", "10 1500", "HNL", "11 0240") + fdp("d", "12 1439", "13 0410", "HNL"), (("13(b)", 810, 811),)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_rest_after_travel(case: Case) -> None:
    check(case, ABOUT)
