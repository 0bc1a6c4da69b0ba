"""Nights in a row (117.27): what infringes, what ends a row, and what two hours of rest allow."""

import pytest

from tests.legality.cases import Case, check
from tests.legality.written import fdp, stamp


def night(day: int, report: str = "0200", end: str = "1000", more: str = "") -> str:
    """A flight duty period of New York: 22:00 to 06:00 in summer, unless told."""
    return fdp(f"n{day}", f"{day:02} {report}", f"{day:02} {end}", more=f"segments: 2, flight_minutes: 240{more}")


def rested(day: int, leave: str = "0630", arrive: str = "0430", more: str = "planned_before_fdp: true") -> str:
    """With a break from half past midnight on."""
    spent = f"arrive: {stamp(f'{day:02} {arrive}')}, leave: {stamp(f'{day:02} {leave}')}, suitable: true, {more}"
    return night(day, more=f", accommodation: [{{{spent}}}]")


def nights(*days: int) -> str:
    return "".join(night(day) for day in days)


def late(day: int) -> str:
    """Planned to end at 02:00 and flown into the night."""
    return night(day, "0000", "0900", f", scheduled_end: {stamp(f'{day:02} 0600')}")


FIVE = "".join(rested(day) for day in range(10, 15))
SHORT = f"scheduled_arrive: {stamp('11 0400')}, scheduled_leave: {stamp('11 0630')}, planned_before_fdp: true"
CASES = [
    Case("three", nights(10, 11, 12)),
    Case("a fourth", nights(10, 11, 12, 13), (("27", 3, 4),)),
    Case("a fifth is broken by two", nights(10, 11, 12, 13, 14), (("27", 3, 4), ("27", 3, 5))),
    Case("a night that stays free ends the row", nights(10, 11, 12, 14, 15, 16)),
    Case("a duty that ends at 02:00 infringes nothing and ends the row",
         nights(10, 11, 12) + night(13, "0000", "0600") + nights(14, 15)),
    Case("a minute later it is the fourth", nights(10, 11, 12) + night(13, "0000", "0601"), (("27", 3, 4),)),
    Case("a report at 05:59 is in it", nights(10, 11, 12) + night(13, "0959", "1500"), (("27", 3, 4),)),
    Case("a report at 06:00 is not", nights(10, 11, 12) + night(13, "1000", "1500")),
    Case("what slides into the night by delay does not count", nights(10, 11, 12) + late(13)),
    Case("five with two hours of rest in each", FIVE),
    Case("six are too many even so", FIVE + rested(15), (("27", 5, 6),)),
    Case("one rest a minute short", rested(10) + rested(11, "0629") + "".join(rested(d) for d in (12, 13)),
         (("27", 3, 4),)),
    Case("one rest that was not planned before", rested(10) + rested(11, more="planned_before_fdp: false")
         + "".join(rested(d) for d in (12, 13)), (("27", 3, 4),)),
    Case("one rest shorter than scheduled", rested(10) + rested(11, more=SHORT)
         + "".join(rested(d) for d in (12, 13)), (("27", 3, 4),)),
    Case("two nights of the history and two", nights(10, 11), (("27", 3, 4),),
         more="history: {consecutive_wocl_fdps: 2}\n"),
    Case("whether the nights of the history held rest is not told", rested(10) + rested(11),
         policy=(("27", 3, 4),), more="history: {consecutive_wocl_fdps: 2}\n"),
    Case("with four of them six are too many however they were", rested(10) + rested(11),
         (("27", 5, 6),), policy=(("27", 3, 5),), more="history: {consecutive_wocl_fdps: 4}\n"),
    Case("a ledger tells the nights by itself", nights(11), (("27", 3, 4),), more="history: {ledger: ["
         + ", ".join(f"{{kind: FDP, start: {stamp(f'{d:02} 0200')}, end: {stamp(f'{d:02} 1000')}}}" for d in (8, 9, 10))
         + "]}\n"),
    Case("and the free night among them", nights(11), more="history: {ledger: ["
         + ", ".join(f"{{kind: FDP, start: {stamp(f'{d:02} 0200')}, end: {stamp(f'{d:02} 1000')}}}" for d in (7, 8, 10))
         + "]}\n"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nights_in_a_row(case: Case) -> None:
    check(case, ("27",))
