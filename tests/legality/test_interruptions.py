"""Rest that is interrupted, cut short by a window, too short to sleep in, or out of long call (117.25(a), (e), (f))."""

import pytest

from tests.legality.cases import Case, check
from tests.legality.written import fdp, stamp, timed

FIRST = fdp("d1", "10 1000", "10 2000")


def rest(end: str, more: str, start: str = "10 2000") -> str:
    return timed("REST", start, end, more)


def cut(at: str, until: str, by: str) -> str:
    return f", interrupted: {{at: {stamp(at)}, until: {stamp(until)}, by: {by}}}"


def window(start: str, end: str) -> str:
    return f", contact_window: {{start: {stamp(start)}, end: {stamp(end)}}}"


def second(report: str, end: str = "11 1430") -> str:
    return fdp("d2", report, end)


def call(start: str, end: str, told: str = "") -> str:
    return timed("LONG_CALL", start, end, f", notified_at: {stamp(told)}" if told else "")


CASES = [
    Case("eight hours of sleep after an alarm",
         FIRST + rest("11 0630", cut("10 2200", "10 2230", "CREW")) + second("11 0630")),
    Case("a minute less", FIRST + rest("11 0630", cut("10 2200", "10 2231", "CREW")) + second("11 0630"),
         (("25(f)", 480, 479),)),
    Case("eight hours of sleep before it",
         FIRST + rest("11 0630", cut("11 0400", "11 0430", "CREW")) + second("11 0630")),
    Case("a minute less before it", FIRST + rest("11 0630", cut("11 0359", "11 0430", "CREW")) + second("11 0630"),
         (("25(f)", 480, 479),)),
    Case("ten hours after a call of the carrier",
         FIRST + rest("11 1000", cut("10 2300", "11 0000", "COMPANY")) + second("11 1000", "11 1600")),
    Case("a minute less after the call",
         FIRST + rest("11 1000", cut("10 2300", "11 0001", "COMPANY")) + second("11 1000", "11 1600"),
         (("25(f)", 600, 599),)),
    Case("a call when ten hours had been given: policy must say whether they begin anew",
         FIRST + rest("11 0900", cut("11 0600", "11 0605", "COMPANY")) + second("11 0900", "11 1500"),
         policy=(("25(f)", 600, 175),)),
    Case("an earlier rest that was interrupted is none of this one",
         FIRST + rest("10 2100", cut("10 2030", "10 2040", "COMPANY")) + rest("11 0700", "", "10 2100")
         + second("11 0700")),
    Case("the first rest of a timeline", rest("11 0629", cut("10 2200", "10 2230", "CREW")) + second("11 0630"),
         (("25(f)", 480, 479),)),
    Case("a window ends the rest that follows an interruption",
         FIRST + rest("11 0900", cut("10 2200", "10 2230", "CREW") + window("11 0629", "11 0700")) + second("11 0900"),
         (("25(f)", 480, 479),)),
    Case("eight hours to sleep", FIRST + rest("11 0600", ", sleep_opportunity: 480") + second("11 0600")),
    Case("a minute less to sleep", FIRST + rest("11 0600", ", sleep_opportunity: 479") + second("11 0600"),
         (("25(e)", 480, 479),)),
    Case("a window to acknowledge ends the rest at its start",
         FIRST + rest("11 0800", window("11 0600", "11 0700")) + second("11 0800")),
    Case("a minute sooner", FIRST + rest("11 0800", window("11 0559", "11 0700")) + second("11 0800"),
         (("25(e)", 600, 599),)),
    Case("from the release, not from parking",
         fdp("d1", "10 1000", "10 2000", more=f"release: {stamp('10 2030')}, segments: 2, flight_minutes: 240")
         + second("11 0629"), (("25(e)", 600, 599),)),
    Case("told ten hours before a report, out of long call",
         call("09 1000", "11 0600", "10 2000") + second("11 0600")),
    Case("a minute later the long call reaches into the rest",
         call("09 1000", "11 0600", "10 2001") + second("11 0600"),
         (("25(a)", 600, 599),)),
    Case("when nobody says when the pilot was told, policy must say", call("09 1000", "11 0600") + second("11 0600"),
         policy=(("25(a)", 600, 0),)),
    Case("a long call that ended ten hours before", call("09 1000", "10 2000") + second("11 0600")),
    Case("a rest that was given after the long call",
         call("09 1000", "10 2000") + rest("11 0600", "") + second("11 0600")),
    Case("ground duty before the flight does not hide the long call",
         call("09 1000", "11 0500", "10 1901") + timed("DUTY", "11 0500", "11 0600", ", task: ADMIN")
         + second("11 0600"),
         (("25(a)", 600, 599),)),
    Case("without enough rest at all the long call is not what broke it",
         FIRST + call("10 2000", "11 0300", "11 0200") + second("11 0559"), (("25(e)", 600, 239),)),
    Case("thirty hours in 168 before a short call", timed("SHORT_CALL", "10 1000", "10 2000"),
         more="history: {last_30h_rest_ended: 2026-06-04T16:00Z}\n"),
    Case("a minute short before a short call", timed("SHORT_CALL", "10 1000", "10 2000"), (("25(b)", 1800, 1799),),
         more="history: {last_30h_rest_ended: 2026-06-04T15:59Z}\n"),
    Case("before standby at the airport", timed("AIRPORT_STANDBY", "10 1000", "10 1400"), (("25(b)", 1800, 1799),),
         more="history: {last_30h_rest_ended: 2026-06-04T15:59Z}\n"),
    Case("ground duty may begin without it", timed("DUTY", "10 1000", "10 2000", ", task: TRAINING"),
         more="history: {last_30h_rest_ended: 2026-06-04T15:59Z}\n"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_rest(case: Case) -> None:
    check(case, ("25(a)", "25(b)", "25(e)", "25(f)"))
