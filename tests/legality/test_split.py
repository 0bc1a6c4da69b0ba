"""Split duty: each condition of 117.15, a minute on both sides. New York; the stamps are UTC, four hours ahead."""

from datetime import datetime

import pytest

from domain.clock import to_minutes
from legality.families.split import minutes
from tests.legality.cases import Case, check
from tests.legality.written import PILOT, fdp, judged, leg, stamp

ABOUT = ("11", "13", "15", "17", "19")
LEGS = f"legs: [{leg('JFK', '10 2330', 'BOS', '11 0100')}, {leg('BOS', '11 1130', 'JFK', '11 1245')}]"
WEST = f"legs: [{leg('JFK', '10 2330', 'ORD', '11 0200')}, {leg('ORD', '11 1030', 'JFK', '11 1245')}]"
CONTINUED = (
    f"legs: [{leg('JFK', '10 2330', 'PVD', '11 0100', ', diversion: true')}, {leg('PVD', '11 0200', 'BOS', '11 0300')},"
    f" {leg('BOS', '11 1130', 'JFK', '11 1245')}]"
)
AUGMENTED = "augmented: {pilots: 3, rest_facility: 3, landing_pilot_rest: 120, monitoring_pilot_rest: 90}"


def rest(arrive: str, leave: str, more: str = ", suitable: true, planned_before_fdp: true") -> str:
    return f"{{arrive: {stamp(arrive)}, leave: {stamp(leave)}{more}}}"


def duty(end: str, *breaks: str, what: str = "segments: 2, flight_minutes: 165", report: str = "10 2300") -> str:
    """A report at 19:00 New York time, for which Table B allows 12:00 with two segments."""
    return fdp("d", report, end, more=f"{what}, accommodation: [{', '.join(breaks)}]")


def scheduled(arrive: str, leave: str) -> str:
    return (
        f", scheduled_arrive: {stamp(arrive)}, scheduled_leave: {stamp(leave)}, suitable: true, "
        "planned_before_fdp: true"
    )


CASES = [
    Case("twelve hours need no break", fdp("d", "10 2300", "11 1100")),
    Case("a minute more does", fdp("d", "10 2300", "11 1101"), (("13(a)", 720, 721),)),
    Case("a break of four hours lifts it to the last minute of (f)", duty("11 1300", rest("11 0400", "11 0800"))),
    Case(
        "(f): fourteen hours and a minute together, and all of it is duty",
        duty("11 1301", rest("11 0400", "11 0800")),
        (("13(a)", 720, 841),),
    ),
    Case(
        "a break lifts it no further than it is long",
        duty("11 1200", rest("11 0400", "11 0700"), report="10 2200"),
    ),
    Case(
        "nine hours by night, three of break: 12:01 is one too many",
        duty("11 1601", rest("11 0600", "11 0900"), report="11 0400"),
        (("13(a)", 540, 541),),
    ),
    Case("nine hours by night, three of break", duty("11 1600", rest("11 0600", "11 0900"), report="11 0400")),
    Case("(a): from 22:00", duty("11 1300", rest("11 0200", "11 0500"))),
    Case("(a): a minute before 22:00", duty("11 1300", rest("11 0159", "11 0500")), (("13(a)", 720, 840),)),
    Case("(a): until 05:00", duty("11 1300", rest("11 0600", "11 0900"))),
    Case("(a): until 05:01", duty("11 1300", rest("11 0600", "11 0901")), (("13(a)", 720, 840),)),
    Case("(a): on the clock of the place, Boston", duty("11 1300", rest("11 0200", "11 0500"), what=LEGS)),
    Case("(a): on the clock of the place, Chicago", duty("11 1300", rest("11 0700", "11 1000"), what=WEST)),
    Case(
        "(a): 21:59 in Chicago, though 22:59 in New York",
        duty("11 1300", rest("11 0259", "11 0700"), what=WEST),
        (("13(a)", 720, 840),),
    ),
    Case("(b): three hours", duty("11 1300", rest("11 0300", "11 0600"))),
    Case("(b): a minute less", duty("11 1300", rest("11 0300", "11 0559")), (("13(a)", 720, 840),)),
    Case(
        "(c): not scheduled before the duty",
        duty("11 1300", rest("11 0400", "11 0800", ", suitable: true")),
        (("13(a)", 720, 840),),
    ),
    Case("(d): as long as scheduled", duty("11 1300", rest("11 0410", "11 0810", scheduled("11 0400", "11 0800")))),
    Case(
        "(d): a minute less than scheduled",
        duty("11 1300", rest("11 0401", "11 0800", scheduled("11 0400", "11 0800"))),
        (("13(a)", 720, 840),),
    ),
    Case(
        "(e): a diverted flight and its continuation are the first segment",
        duty("11 1300", rest("11 0300", "11 0700"), what=CONTINUED),
    ),
    Case(
        "(e): a minute before it is completed",
        duty("11 1300", rest("11 0300", "11 0700"), what=CONTINUED.replace("T03:00", "T03:01")),
        (("13(a)", 720, 840),),
    ),
    Case(
        "not suitable",
        duty("11 1300", rest("11 0400", "11 0800", ", planned_before_fdp: true")),
        (("13(a)", 720, 840),),
    ),
    Case(
        "not with an augmented crew: Table C, 13:00",
        duty("11 1201", rest("11 0400", "11 0800"), what=f"segments: 2, flight_minutes: 165, {AUGMENTED}"),
        (("17(a)", 780, 781),),
    ),
    Case("a break that fails is no breach where the table holds", duty("11 1100", rest("11 0400", "11 0500"))),
    Case(
        "a break after the last flight is not inside the duty",
        fdp(
            "d", "10 2300", "11 1101",
            more=f"segments: 2, flight_minutes: 165, release: {stamp('11 1500')}, "
            f"accommodation: [{rest('11 1102', '11 1402')}]",
        ),
        (("13(a)", 720, 721),),
    ),
    Case(
        "one of two breaks fails: the other counts",
        duty("11 1300", rest("11 0230", "11 0530"), rest("11 0600", "11 0700")),
    ),
    Case(
        "two breaks of two hours are none of three",
        duty("11 1300", rest("11 0230", "11 0430"), rest("11 0600", "11 0800")),
        (("13(a)", 720, 840),),
    ),
    Case(
        "a break that is told twice counts once",
        duty("11 1601", *[rest("11 0600", "11 0900")] * 2, report="11 0400"),
        (("13(a)", 540, 541),),
    ),
    Case(
        "extended before takeoff past (f): the break is duty, and two hours are not enough",
        duty("11 1301", rest("11 0400", "11 0800"), what=(
            "segments: 2, flight_minutes: 165, "
            "extension: {phase: BEFORE_TAKEOFF, pic_concurs: true, unforeseen: true}")),
        (("19(a)(1)", 840, 841),),
        ("19(a)(4)",),
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_split_duty(case: Case) -> None:
    check(case, ABOUT)


@pytest.mark.parametrize(
    ("breaks", "part"),
    [
        (rest("11 0159", "11 0500"), "117.15(a): it is not inside 22:00 to 05:00 (America/New_York)"),
        (rest("11 0300", "11 0559"), "117.15(b): it is 2:59, not 3:00"),
        (rest("11 0400", "11 0800", ", suitable: true"), "117.15(c): it was not scheduled"),
        (rest("11 0401", "11 0800", scheduled("11 0400", "11 0800")), "117.15(d): it is 3:59, and 4:00 were scheduled"),
    ],
)
def test_the_message_says_which_condition_does_not_hold(breaks: str, part: str) -> None:
    (found,) = judged(f"{PILOT}events:\n{duty('11 1300', breaks)}").findings
    assert part in found.message


@pytest.mark.parametrize(
    ("report", "breaks", "end", "extended"),
    [
        ("10 2300", rest("11 0400", "11 0800"), "11 1300", "11 1300"),  # 12:00 + 4:00 up to 14:00; extended 14:00
        ("11 0400", rest("11 0600", "11 0900"), "11 1600", "11 1800"),  # 9:00 + 3:00; extended to 14:00
        ("10 2300", rest("11 0400", "11 0500"), "11 1100", "11 1300"),  # no split duty: 12:00, extended to 14:00
    ],
)
def test_the_last_legal_end(report: str, breaks: str, end: str, extended: str) -> None:
    judgement = judged(f"{PILOT}events:\n{duty('11 1000', breaks, report=report)}")
    (last,) = judgement.latest_ends
    for minute, wanted in ((last.end, end), (last.extended, extended)):
        stretched = judged(f"{PILOT}events:\n{duty(wanted, breaks, report=report)}").latest_ends[0]
        assert (stretched.end, stretched.extended) == (last.end, last.extended)
        assert minute == _minute(wanted)


def _minute(at: str) -> int:
    return to_minutes(datetime.fromisoformat(stamp(at)))


def test_a_clock_that_spring_moves_is_the_clock_on_the_wall() -> None:
    """On 8 March 2026 New York's 05:00 is 09:00 UTC; the day before it was 10:00."""
    for day, leave, holds in (
        ("07", "09:59", True),
        ("07", "10:01", False),
        ("08", "09:00", True),
        ("08", "09:01", False),
    ):
        before = f"{int(day) - 1:02}"
        event = (
            f"- {{kind: FDP, id: d, at: JFK, report: 2026-03-{before}T23:30Z, end: 2026-03-{day}T13:00Z, segments: 2, "
            f"flight_minutes: 165, accommodation: [{{arrive: 2026-03-{day}T05:00Z, leave: 2026-03-{day}T{leave}Z, "
            "suitable: true, planned_before_fdp: true}]}\n"
        )  # fmt: skip
        broken = [f.rule for f in judged(f"{PILOT}events:\n{event}").findings]
        assert broken == ([] if holds else ["14CFR117.13(a)"]), (day, leave)


def test_minutes_of_spans_that_overlap_count_once() -> None:
    assert minutes([(10, 20), (0, 5), (15, 30), (16, 17)]) == 25
    assert minutes([]) == 0
