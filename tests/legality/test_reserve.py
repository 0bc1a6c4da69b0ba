"""Reserve: its length, rest, notice and cap, and what is counted with it (117.21)."""

import pytest

from tests.legality.cases import Case, check
from tests.legality.written import fdp, stamp, timed

AUGMENTED = (
    "segments: 2, flight_minutes: 700,"
    " augmented: {pilots: 3, rest_facility: 1, landing_pilot_rest: 120, monitoring_pilot_rest: 90}"
)


def short(start: str, end: str) -> str:
    return timed("SHORT_CALL", start, end)


def call(told: str, end: str = "11 0000", kind: str = "LONG_CALL") -> str:
    return timed(kind, "09 1000", end, f", notified_at: {stamp(told)}" if told else "")


def planned(report: str, end: str, scheduled: str) -> str:
    more = f"scheduled_end: {stamp(scheduled)}, segments: 2, flight_minutes: 240"
    return fdp("d", report, end, more=more)


CASES = [
    Case("fourteen hours", short("10 1000", "11 0000")),
    Case("a minute more", short("10 1000", "11 0001"), (("21(c)(1)", 840, 841),)),
    Case("ten hours between two periods", short("10 1000", "10 2000") + short("11 0600", "11 1600")),
    Case("a minute less", short("10 1000", "10 2000") + short("11 0559", "11 1600"), (("21(c)(2)", 600, 599),)),
    Case("after flight duty out of a short call it is that rest too",
         short("10 1000", "10 1200") + fdp("d", "10 1200", "10 2000") + short("11 0559", "11 1600"),
         (("21(c)(2)", 600, 599),)),
    Case("after plain flight duty it is another rule", fdp("d", "10 1200", "10 2000") + short("11 0559", "11 1600")),
    Case("16 hours in all", short("10 1000", "10 1500") + fdp("d", "10 1500", "11 0200")),
    Case("a minute more in all",
         short("10 1000", "10 1500") + fdp("d", "10 1500", "11 0201"), (("21(c)(3)", 960, 961),)),
    Case("a table limit of nine hours and four", short("10 0200", "10 0700") + fdp("d", "10 0700", "10 1500")),
    Case("a minute over them", short("10 0200", "10 0700") + fdp("d", "10 0700", "10 1501"), (("21(c)(3)", 780, 781),)),
    Case("the period counts from its start, though it ended before the report",
         short("10 1000", "10 1400") + fdp("d", "10 1500", "11 0201"), (("21(c)(3)", 960, 961),)),
    Case("what was scheduled may not pass it either",
         short("10 1000", "10 1500") + planned("10 1500", "11 0100", "11 0201"), (("21(c)(3)", 960, 961),)),
    Case("an extension before takeoff lifts the cap as well",
         short("10 1000", "10 1500") + fdp("d", "10 1500", "11 0400", more="segments: 2, flight_minutes: 240, "
         f"scheduled_end: {stamp('11 0200')}, "
         "extension: {phase: BEFORE_TAKEOFF, pic_concurs: true, unforeseen: true}")),
    Case("Table C and four hours", short("10 1000", "10 1400") + fdp("d", "10 1400", "11 0700", more=AUGMENTED)),
    Case("a minute over Table C and four hours",
         short("10 0959", "10 1400") + fdp("d", "10 1400", "11 0700", more=AUGMENTED), (("21(c)(4)", 1260, 1261),)),
    Case("twelve hours of notice into the night", call("10 1200") + fdp("d", "11 0000", "11 0700")),
    Case("a minute less of it", call("10 1201") + fdp("d", "11 0000", "11 0700"), (("21(d)", 720, 719),)),
    Case("a duty that is over at 02:00 does not run into it", call("10 1400") + fdp("d", "11 0000", "11 0600")),
    Case("a minute later it does", call("10 1400") + fdp("d", "11 0000", "11 0601"), (("21(d)", 720, 600),)),
    Case("what counts is the schedule, not the delay", call("10 1400") + planned("11 0000", "11 0630", "11 0600")),
    Case("a duty that begins at 02:00 does not begin before it",
         call("10 2000", "11 0600") + fdp("d", "11 0600", "11 1300")),
    Case("a minute sooner it does",
         call("10 1959", "11 0559") + fdp("d", "11 0559", "11 1300"), (("21(d)", 720, 600),)),
    Case("when the pilot was told is not said", call("", "10 1400") + fdp("d", "11 0000", "11 0700"),
         policy=(("21(d)", 720, 600),)),
    Case("reserve of which nobody says what it is, is long call",
         call("10 1201", kind="RESERVE") + fdp("d", "11 0000", "11 0700"), (("21(d)", 720, 719),)),
    Case("ten hours from long call to short call", call("10 1400") + short("11 0000", "11 1000")),
    Case("a minute less from long call", call("10 1401") + short("11 0000", "11 1000"), (("21(e)", 600, 599),)),
    Case("nobody says when the pilot was told of the short call", call("") + short("11 0000", "11 1000"),
         policy=(("21(e)", 600, 0),)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reserve(case: Case) -> None:
    check(case, ("21",))
