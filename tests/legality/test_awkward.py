"""Awkward days, worked out by hand: clocks that change, dates that repeat, far places, windows cut at their edges.

Each case is legal as it stands and broken a minute later, by just this.
"""

from datetime import date
from typing import NamedTuple

import pytest

from domain.clock import HOUR, midnight, to_iso
from domain.judgement import Verdict
from domain.timelines.reading import read
from domain.timelines.timeline import Timeline
from tests.legality.written import bench

Broken = tuple[str, str, int, int]
"""Event, paragraph after ``14CFR``, limit, actual."""
HEAD = "regime: {regime}\ncrew: {{id: X1, position: {position}, base: {base}, acclimated_to: {base}}}\n"
FLIGHTS = "segments: 2, flight_minutes: 60"
NIGHT = "2026-03-{:02}T06:00Z", "2026-03-{:02}T08:00Z"


class Case(NamedTuple):
    """``{m}`` in an event is a minute: the last legal one, and the next one; ``broken`` is what that breaks."""

    name: str
    base: str
    events: tuple[str, ...]
    legal: str
    over: str
    broken: tuple[Broken, ...]
    more: str = ""
    regime: str = "FAA_117"
    verdict: Verdict = Verdict.VIOLATION


def fdp(name: str, at: str, report: str, end: str, more: str = FLIGHTS) -> str:
    return f"{{kind: FDP, id: {name}, at: {at}, report: {report}, end: {end}, {more}}}"


def ride(start: str, end: str, out: str, into: str) -> str:
    return f"{{kind: DEADHEAD, from: {start}, to: {end}, start: {out}, end: {into}}}"


def timed(kind: str, start: str, end: str, more: str = "") -> str:
    return f"{{kind: {kind}, start: {start}, end: {end}{more}}}"


def table_b(name: str, base: str, report: str, legal: str, over: str, limit: int, at: str = "", more: str = "") -> Case:
    """A report and the last legal end by Table B."""
    return Case(
        name, base, (fdp("d", at or base, report, "{m}"),), legal, over, (("d", "117.13(a)", limit, limit + 1),), more
    )


HOME, SERIES = (f"policy: {{acclimated_clock: {clock}}}\n" for clock in ("home_base", "fdp_series_start"))
CLOCKS = [
    table_b("01:30 on the night that skips 02:00", "JFK", "2026-03-08T06:30Z", "2026-03-08T15:30Z",
            "2026-03-08T15:31Z", 540),
    table_b("03:00 a minute after 01:59", "JFK", "2026-03-08T07:00Z", "2026-03-08T16:00Z", "2026-03-08T16:01Z", 540),
    table_b("04:00 an hour later", "JFK", "2026-03-08T08:00Z", "2026-03-08T18:00Z", "2026-03-08T18:01Z", 600),
    table_b("01:30 for the second time", "JFK", "2026-11-01T06:30Z", "2026-11-01T15:30Z", "2026-11-01T15:31Z", 540),
    table_b("03:59 on the night of 25 hours", "JFK", "2026-11-01T08:59Z", "2026-11-01T17:59Z",
            "2026-11-01T18:00Z", 540),
    table_b("04:00 on it", "JFK", "2026-11-01T09:00Z", "2026-11-01T19:00Z", "2026-11-01T19:01Z", 600),
    table_b("05:30 in Phoenix in July", "PHX", "2026-07-10T12:30Z", "2026-07-11T00:30Z", "2026-07-11T00:31Z", 720),
    table_b("05:30 in Phoenix in January", "PHX", "2026-01-10T12:30Z", "2026-01-11T00:30Z", "2026-01-11T00:31Z", 720),
    table_b("in July 05:30 in Phoenix is 06:30 in Denver", "DEN", "2026-07-10T12:30Z", "2026-07-11T01:30Z",
            "2026-07-11T01:31Z", 780, "PHX", HOME),
    table_b("where the series starts the clock is Phoenix's", "DEN", "2026-07-10T12:30Z", "2026-07-11T00:30Z",
            "2026-07-11T00:31Z", 720, "PHX", SERIES),
    table_b("in January both clocks are one", "DEN", "2026-01-10T12:30Z", "2026-01-11T00:30Z",
            "2026-01-11T00:31Z", 720, "PHX"),
    Case("in July nobody has chosen", "DEN", (fdp("d", "PHX", "2026-07-10T12:30Z", "{m}"),), "2026-07-11T00:30Z",
         "2026-07-11T00:31Z", (("d", "117.13(a)", 720, 721),), verdict=Verdict.NEEDS_POLICY),
    table_b("23:59 in Honolulu", "HNL", "2026-06-11T09:59Z", "2026-06-11T19:59Z", "2026-06-11T20:00Z", 600),
    table_b("midnight in Honolulu", "HNL", "2026-06-11T10:00Z", "2026-06-11T19:00Z", "2026-06-11T19:01Z", 540),
    table_b("23:00 on New Year's Eve", "JFK", "2027-01-01T04:00Z", "2027-01-01T14:00Z", "2027-01-01T14:01Z", 600),
    table_b("06:00 on 29 February", "JFK", "2028-02-29T11:00Z", "2028-03-01T00:00Z", "2028-03-01T00:01Z", 780),
    table_b("across the date line both clocks read the evening", "HNL", "2026-06-11T06:00Z", "2026-06-11T18:00Z",
            "2026-06-11T18:01Z", 720, "AKL"),
    table_b("half past five in India is on the half hour of UTC", "DEL", "2026-06-10T23:29Z", "2026-06-11T09:29Z",
            "2026-06-11T09:30Z", 600),
]  # fmt: skip
PLACES = [
    Case("Juneau is more than 60 degrees from New York", "JFK",
         (ride("JFK", "JNU", "2026-06-10T15:00Z", "2026-06-11T01:00Z"), fdp("d", "JNU", "2026-06-11T14:00Z", "{m}")),
         "2026-06-12T03:30Z", "2026-06-12T03:31Z", (("d", "117.13(b)", 810, 811),)),
    Case("Ketchikan is less, and the clock is home's", "JFK",
         (ride("JFK", "KTN", "2026-06-10T15:00Z", "2026-06-11T01:00Z"), fdp("d", "KTN", "2026-06-11T14:00Z", "{m}")),
         "2026-06-12T04:00Z", "2026-06-12T04:01Z", (("d", "117.13(a)", 840, 841),), HOME),
    Case("72 hours in Honolulu acclimate, a minute less do not", "JFK",
         (ride("JFK", "HNL", "2026-06-09T15:00Z", "2026-06-10T02:00Z"),
          fdp("a", "HNL", "2026-06-11T12:00Z", "2026-06-11T16:00Z"), fdp("d", "HNL", "{m}", "2026-06-13T13:30Z")),
         "2026-06-13T02:00Z", "2026-06-13T01:59Z", (("d", "117.13(b)", 690, 691),)),
    Case("168 hours away ask for no 56 of rest, a minute more does", "JFK",
         (ride("JFK", "NRT", "2026-06-01T15:00Z", "2026-06-02T05:00Z"),
          ride("NRT", "JFK", "2026-06-08T02:00Z", "{m}"), fdp("d", "JFK", "2026-06-10T12:00Z", "2026-06-10T20:00Z")),
         "2026-06-08T15:00Z", "2026-06-08T15:01Z", (("d", "117.25(d)", 3360, 2699), ("d", "117.25(d)", 3, 2))),
    Case("three nights at base take more than 56 hours", "JFK",
         (ride("JFK", "NRT", "2026-06-01T15:00Z", "2026-06-02T05:00Z"),
          ride("NRT", "JFK", "2026-06-09T02:00Z", "2026-06-09T15:00Z"), fdp("d", "JFK", "{m}", "2026-06-12T20:00Z")),
         "2026-06-12T11:00Z", "2026-06-12T10:59Z", (("d", "117.25(d)", 3, 2),)),
    Case("a deadhead as long as the table is no long one", "JFK",
         (ride("JFK", "HND", "2026-06-10T14:00Z", "{m}"), fdp("d", "HND", "2026-06-11T17:00Z", "2026-06-12T01:00Z")),
         "2026-06-11T04:00Z", "2026-06-11T04:01Z", (("events[0]", "117.25(g)", 841, 779),)),
    Case("after a long one rest is as long", "JFK",
         (ride("JFK", "HND", "2026-06-10T14:00Z", "2026-06-11T04:30Z"), fdp("d", "HND", "{m}", "2026-06-12T01:00Z")),
         "2026-06-11T19:00Z", "2026-06-11T18:59Z", (("events[0]", "117.25(g)", 870, 869),)),
]  # fmt: skip
BREAK = (
    "segments: 2, flight_minutes: 200, accommodation: [{{arrive: {}, leave: {}, suitable: true, "
    "planned_before_fdp: true}}]"
)
TO_ORD = (
    "legs: [{{from: JFK, to: ORD, out: 2026-06-11T00:30Z, in: 2026-06-11T02:20Z}}, {{from: ORD, to: JFK, "
    "out: 2026-06-11T12:00Z, in: 2026-06-11T13:50Z}}], accommodation: [{{arrive: {}, leave: {}, suitable: true, "
    "planned_before_fdp: true}}]"
)
DUTIES = [
    Case("22:00 in Chicago, where the break is", "JFK",
         (fdp("d", "JFK", "2026-06-11T00:00Z", "2026-06-11T14:00Z", TO_ORD.format("{m}", "2026-06-11T06:00Z")),),
         "2026-06-11T03:00Z", "2026-06-11T02:59Z", (("d", "117.13(a)", 720, 840),), HOME),
    Case("fourteen hours with the break", "JFK",
         (fdp("d", "JFK", "2026-06-11T00:00Z", "{m}", BREAK.format("2026-06-11T03:00Z", "2026-06-11T06:00Z")),),
         "2026-06-11T14:00Z", "2026-06-11T14:01Z", (("d", "117.13(a)", 720, 841),)),
    Case("standby at the airport begins the flight duty", "JFK",
         (timed("AIRPORT_STANDBY", "2026-06-10T10:00Z", "2026-06-10T14:00Z"),
          fdp("d", "JFK", "2026-06-10T14:00Z", "{m}")),
         "2026-06-10T23:00Z", "2026-06-10T23:01Z", (("d", "117.13(a)", 780, 781),)),
    Case("so does a deadhead before it", "JFK",
         (ride("JFK", "BOS", "2026-06-10T10:00Z", "2026-06-10T13:00Z"), fdp("d", "BOS", "2026-06-10T14:00Z", "{m}")),
         "2026-06-10T23:00Z", "2026-06-10T23:01Z", (("d", "117.13(a)", 780, 781),)),
    Case("fourteen hours of reserve on the night of 25 hours", "JFK",
         (timed("SHORT_CALL", "2026-11-01T00:00Z", "{m}"),), "2026-11-01T14:00Z", "2026-11-01T14:01Z",
         (("events[0]", "117.21(c)(1)", 840, 841),)),
    Case("called out: the cap comes before the table", "JFK",
         (timed("SHORT_CALL", "2026-06-10T09:00Z", "2026-06-10T17:00Z"), fdp("d", "JFK", "2026-06-10T17:00Z", "{m}")),
         "2026-06-11T01:00Z", "2026-06-11T01:01Z", (("d", "117.21(c)(3)", 960, 961),)),
    Case("called out at midnight: both at one minute", "JFK",
         (timed("SHORT_CALL", "2026-06-11T00:00Z", "2026-06-11T04:00Z"), fdp("d", "JFK", "2026-06-11T04:00Z", "{m}")),
         "2026-06-11T13:00Z", "2026-06-11T13:01Z", (("d", "117.13(a)", 540, 541), ("d", "117.21(c)(3)", 780, 781))),
    Case("twelve hours of notice over the change of the clock", "JFK",
         (timed("LONG_CALL", "2026-10-31T10:00Z", "2026-11-01T05:30Z", ", notified_at: {m}"),
          fdp("d", "JFK", "2026-11-01T05:30Z", "2026-11-01T08:00Z")),
         "2026-10-31T17:30Z", "2026-10-31T17:31Z", (("events[0]", "117.21(d)", 720, 719),)),
    Case("at 02:00 of that night, for the first and only time", "JFK",
         (timed("LONG_CALL", "2026-10-31T10:00Z", "2026-11-01T05:30Z", ", notified_at: 2026-10-31T19:30Z"),
          fdp("d", "JFK", "2026-11-01T05:30Z", "{m}")),
         "2026-11-01T07:00Z", "2026-11-01T07:01Z", (("events[0]", "117.21(d)", 720, 600),)),
    Case("the fourth night ends as the clock skips 02:00", "JFK",
         (*(fdp(f"n{day}", "JFK", NIGHT[0].format(day), NIGHT[1].format(day)) for day in (5, 6, 7)),
          fdp("d", "JFK", "2026-03-08T05:00Z", "{m}")),
         "2026-03-08T07:00Z", "2026-03-08T07:01Z", (("d", "117.27", 3, 4),)),
    Case("ten hours over the night of 23", "JFK",
         (fdp("a", "JFK", "2026-03-07T20:00Z", "2026-03-08T02:00Z"), fdp("d", "JFK", "{m}", "2026-03-08T15:00Z")),
         "2026-03-08T12:00Z", "2026-03-08T11:59Z", (("d", "117.25(e)", 600, 599),)),
    Case("after the carrier's call ten hours anew", "JFK",
         (fdp("a", "JFK", "2026-06-10T12:00Z", "2026-06-10T20:00Z"),
          timed("REST", "2026-06-10T20:00Z", "{m}",
                ", interrupted: {at: 2026-06-10T23:00Z, until: 2026-06-10T23:10Z, by: COMPANY}"),
          fdp("d", "JFK", "2026-06-11T09:10Z", "2026-06-11T15:00Z")),
         "2026-06-11T09:10Z", "2026-06-11T09:09Z", (("d", "117.25(f)", 600, 599),)),
    Case("after any other eight hours of sleep", "JFK",
         (fdp("a", "JFK", "2026-06-10T12:00Z", "2026-06-10T20:00Z"),
          timed("REST", "2026-06-10T20:00Z", "{m}",
                ", interrupted: {at: 2026-06-10T23:00Z, until: 2026-06-10T23:10Z, by: CREW}"),
          fdp("d", "JFK", "2026-06-11T07:10Z", "2026-06-11T15:00Z")),
         "2026-06-11T07:10Z", "2026-06-11T07:09Z", (("d", "117.25(f)", 480, 479),)),
    Case("training leaves ten hours before the report, or is in the rest", "JFK",
         (fdp("a", "JFK", "2026-06-10T10:00Z", "2026-06-10T16:00Z"),
          timed("DUTY", "2026-06-10T18:00Z", "{m}", ", task: TRAINING"),
          fdp("d", "JFK", "2026-06-11T06:00Z", "2026-06-11T10:00Z")),
         "2026-06-10T20:00Z", "2026-06-10T20:01Z", (("events[1]", "117.25(a)", 600, 599),)),
]  # fmt: skip
WEEK = tuple(fdp(f"n{day}", "JFK", f"2026-06-{day:02}T12:00Z", f"2026-06-{day + 1:02}T00:00Z") for day in range(1, 6))
SUMS = [
    Case("168 hours later the first hours leave as new ones come", "JFK",
         (*WEEK, fdp("d", "JFK", "{m}", "2026-06-08T20:00Z")), "2026-06-08T12:00Z", "2026-06-08T11:59Z",
         (("d", "117.23(c)(1)", 3600, 3601),)),
    Case("thirty hours end 138 before the report", "JFK",
         (fdp("d", "JFK", "{m}", "2026-06-10T20:00Z"),), "2026-06-10T10:00Z", "2026-06-10T10:01Z",
         (("d", "117.25(b)", 1800, 1799),), "history: {last_30h_rest_ended: 2026-06-04T16:00Z}\n"),
]  # fmt: skip
CABIN = tuple(
    fdp(f"n{day}", "JFK", f"2026-11-{day:02}T12:00Z", f"2026-11-{day:02}T20:00Z", "segments: 2") for day in (2, 3, 4)
)
AFTER = tuple(
    fdp(f"n{day}", "JFK", f"2026-11-{day:02}T20:00Z", f"2026-11-{day + 1:02}T04:00Z", "segments: 2")
    for day in (6, 7, 8)
)
OTHERS = [
    Case("a day off between the days of a week", "JFK",
         (*CABIN, fdp("d", "JFK", "{m}", "2026-11-06T04:00Z", "segments: 2"), *AFTER), "2026-11-05T20:00Z",
         "2026-11-05T19:59Z", (("n8", "121.467(b)(13)", 1440, 1439),), regime="FAA_121_467"),
    Case("05:59 on the day that skips 02:00 in Frankfurt", "FRA", (fdp("d", "FRA", "2026-03-29T03:59Z", "{m}"),),
         "2026-03-29T16:44Z", "2026-03-29T16:45Z", (("d", "ORO.FTL.205(b)", 765, 766),), regime="EASA_FTL"),
    Case("06:00 on the day of 25 hours", "FRA", (fdp("d", "FRA", "2026-10-25T05:00Z", "{m}"),),
         "2026-10-25T18:00Z", "2026-10-25T18:01Z", (("d", "ORO.FTL.205(b)", 780, 781),), regime="EASA_FTL"),
    Case("rest at home as long as the duty before it", "FRA",
         (fdp("a", "FRA", "2026-06-10T05:00Z", "2026-06-10T18:00Z", f"release: 2026-06-10T18:30Z, {FLIGHTS}"),
          fdp("d", "FRA", "{m}", "2026-06-11T15:00Z")), "2026-06-11T08:00Z", "2026-06-11T07:59Z",
         (("d", "ORO.FTL.235(a)", 810, 809),), regime="EASA_FTL"),
]  # fmt: skip


def timeline(case: Case, minute: str) -> Timeline:
    position = "FLIGHT_ATTENDANT" if case.regime == "FAA_121_467" else "CAPTAIN"
    head = HEAD.format(regime=case.regime, position=position, base=case.base)
    return read(f"{head}{case.more}events:\n" + "".join(f"- {event}\n" for event in case.events).replace("{m}", minute))


@pytest.mark.parametrize("case", [*CLOCKS, *PLACES, *DUTIES, *SUMS, *OTHERS], ids=lambda case: case.name)
def test_legal_to_the_minute_and_not_a_minute_more(case: Case) -> None:
    assert bench().judge(timeline(case, case.legal)).findings == ()
    found = bench().judge(timeline(case, case.over)).findings
    assert [(f.event, f.rule.removeprefix("14CFR"), f.limit, f.actual) for f in found] == list(case.broken)
    assert {f.verdict for f in found} == {case.verdict}


def test_365_dates_over_29_february_are_a_day_less_of_the_year_before() -> None:
    """A thousand hours from 2 March 2027 on, ten a flight duty period, and a minute more as that day leaves them."""
    days = [midnight(date(2027, 3, 2), "America/New_York") + number * 84 * HOUR for number in range(100)]
    entries = (f"{{kind: FDP, start: {to_iso(at)}, end: {to_iso(at + 660)}, flight_minutes: 600}}" for at in days)
    head = (
        f"{HEAD.format(regime='FAA_117', position='CAPTAIN', base='JFK')}history: {{ledger: [{', '.join(entries)}]}}\n"
    )
    for day, broken in (("2028-02-29", [("14CFR117.23(b)(2)", 60_000, 60_001)]), ("2028-03-01", [])):
        event = fdp("d", "JFK", f"{day}T15:00Z", f"{day}T17:00Z", "segments: 1, flight_minutes: 1")
        found = bench().judge(read(f"{head}events:\n- {event}\n")).findings
        assert [(f.rule, f.limit, f.actual) for f in found] == broken, day
