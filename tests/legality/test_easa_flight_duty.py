"""Maximum flight duty periods of EASA, a minute on both sides. Frankfurt, two hours ahead of UTC in June 2026."""

from typing import NamedTuple

import pytest

from domain.judgement import Verdict
from domain.timelines.reading import read
from tests.legality.written import judged, stamp

HEAD = "regime: EASA_FTL\ncrew: {{id: X1, position: {position}, base: FRA, acclimated_to: {to}}}\npolicy: {policy}\n"
DISCRETION = ", extension: {phase: BEFORE_TAKEOFF, pic_concurs: true, unforeseen: true}"
PLANNED = ", extension: {phase: PLANNED}"
AUGMENTED = ", augmented: {pilots: 3, rest_facility: 1, landing_pilot_rest: 120, monitoring_pilot_rest: 120}"
Broken = tuple[str, str, int, int]
"""Event, paragraph, limit, actual."""
ABOUT = ("ORO.FTL.205", "CS.FTL")


class Case(NamedTuple):
    """What a timeline breaks of the maxima; ``policy``: what a choice of the carrier must settle."""

    name: str
    events: str
    broken: tuple[Broken, ...] = ()
    policy: tuple[Broken, ...] = ()
    choice: str = "{}"
    to: str = "FRA"


def head(to: str = "FRA", choice: str = "{}", position: str = "CAPTAIN") -> str:
    return HEAD.format(to=to, policy=choice, position=position)


def fly(name: str, report: str, end: str, more: str = "", sectors: int = 2, at: str = "FRA") -> str:
    """A flight duty period; half an hour of duty follows it."""
    day, clock = end.split()
    late = f"{int(day) + (clock >= '2330'):02} {(int(clock[:2]) * 60 + int(clock[2:]) + 30) // 60 % 24:02}"
    release = f"{late}{(int(clock[2:]) + 30) % 60:02}"
    return (
        f"- {{kind: FDP, id: {name}, at: {at}, report: {stamp(report)}, end: {stamp(end)}, release: {stamp(release)}, "
        f"segments: {sectors}, flight_minutes: 60{more}}}\n"
    )


def table(report: str, *ends: tuple[int, str, int]) -> list[Case]:
    """At a report of FRA's clock with so many sectors: legal to the last minute, and one more is over the limit."""
    cases = []
    for sectors, end, limit in ends:
        day, clock = end.split()
        over = f"{day} {clock[:2]}{int(clock[2:]) + 1:02}"
        cases.append(Case(f"{report} {sectors} sectors", fly("d", report, end, sectors=sectors)))
        broken = (("d", "ORO.FTL.205(b)", limit, limit + 1),)
        cases.append(
            Case(f"{report} {sectors} sectors, a minute more", fly("d", report, over, sectors=sectors), broken)
        )
    return cases


TABLE = [
    *table("10 0400", (1, "10 1700", 780), (2, "10 1700", 780), (3, "10 1630", 750), (10, "10 1300", 540)),
    *table("10 0400", (11, "10 1300", 540)),
    *table("10 0359", (2, "10 1644", 765)),
    *table("10 0345", (9, "10 1300", 555)),
    *table("10 0300", (2, "10 1500", 720)),
    *table("10 0259", (2, "10 1359", 660))[:1],
    *table("10 1129", (2, "11 0029", 780)),
    *table("10 1130", (2, "11 0015", 765)),
    *table("10 1459", (3, "11 0144", 645)),
    *table("10 1500", (3, "11 0130", 630)),
]

DAY = [
    Case(
        "scheduled over the table",
        fly("d", "10 0400", "10 1650", f", scheduled_end: {stamp('10 1701')}"),
        (("d", "ORO.FTL.205(b)", 780, 781),),
    ),
    Case(
        "discretion lifts what happens, not what is scheduled",
        fly("d", "10 0400", "10 1701", f", scheduled_end: {stamp('10 1701')}{DISCRETION}"),
        (("d", "ORO.FTL.205(b)", 780, 781),),
    ),
    Case(
        "two hours by the commander", fly("d", "10 0400", "10 1900", f", scheduled_end: {stamp('10 1600')}{DISCRETION}")
    ),
    Case("no schedule told", fly("d", "10 0400", "10 1900", DISCRETION)),
    Case("and a minute", fly("d", "10 0400", "10 1901", DISCRETION), (("d", "ORO.FTL.205(f)", 900, 901),)),
    Case("three hours with more pilots", fly("d", "10 0400", "10 2300", DISCRETION + AUGMENTED)),
    Case(
        "and a minute with more pilots",
        fly("d", "10 0400", "10 2301", DISCRETION + AUGMENTED),
        (("d", "ORO.FTL.205(f)", 1140, 1141),),
    ),
    Case(
        "without the commander",
        fly("d", "10 0400", "10 1730", DISCRETION.replace("pic_concurs: true, ", "")),
        (("d", "ORO.FTL.205(b)", 780, 810),),
    ),
    Case(
        "for what was foreseen",
        fly("d", "10 0400", "10 1730", DISCRETION.replace(", unforeseen: true", "")),
        (("d", "ORO.FTL.205(b)", 780, 810),),
    ),
]

AWAY = [
    Case("London is inside the band: its own clock counts, 05:59", fly("d", "10 0459", "10 1744", at="LHR")),
    Case("and a minute", fly("d", "10 0459", "10 1745", at="LHR"), (("d", "ORO.FTL.205(b)", 765, 766),)),
    Case(
        "New York within 48 hours: the clock of Frankfurt, 18:00",
        fly("a", "10 0600", "10 1600", sectors=1) + fly("b", "11 1600", "12 0300", sectors=1, at="JFK"),
    ),
    Case(
        "and a minute",
        fly("a", "10 0600", "10 1600", sectors=1) + fly("b", "11 1600", "12 0301", sectors=1, at="JFK"),
        (("b", "ORO.FTL.205(b)", 660, 661),),
    ),
    Case(
        "a minute before 48 hours",
        fly("a", "10 0600", "10 1600", sectors=1) + fly("b", "12 0559", "12 1844", sectors=1, at="JFK"),
    ),
    Case(
        "after 48 hours nobody knows, and risk is managed",
        fly("a", "10 0600", "10 1600", sectors=1) + fly("b", "12 0600", "12 1800", sectors=1, at="JFK"),
        choice="{frm: true}",
    ),
    Case(
        "and a minute",
        fly("a", "10 0600", "10 1600", sectors=1) + fly("b", "12 0600", "12 1801", sectors=1, at="JFK"),
        (("b", "ORO.FTL.205(b)(3)", 720, 721),),
        choice="{frm: true}",
    ),
    Case(
        "after 72 hours the clock of New York, 06:00",
        fly("a", "10 0600", "10 1600", sectors=1) + fly("b", "13 1000", "13 2300", sectors=1, at="JFK"),
    ),
    Case(
        "and a minute",
        fly("a", "10 0600", "10 1600", sectors=1) + fly("b", "13 1000", "13 2301", sectors=1, at="JFK"),
        (("b", "ORO.FTL.205(b)", 780, 781),),
    ),
]

UNKNOWN = [
    Case("eleven hours", fly("d", "10 0600", "10 1700"), to="null"),
    Case(
        "a minute more, nothing chosen",
        fly("d", "10 0600", "10 1701"),
        policy=(("d", "ORO.FTL.205(b)(2)", 660, 661),),
        to="null",
    ),
    Case(
        "a minute more, not managed",
        fly("d", "10 0600", "10 1701"),
        (("d", "ORO.FTL.205(b)(2)", 660, 661),),
        choice="{frm: false}",
        to="null",
    ),
    Case("twelve hours, managed", fly("d", "10 0600", "10 1800"), choice="{frm: true}", to="null"),
    Case(
        "over both tables, nothing chosen",
        fly("d", "10 0600", "10 1801"),
        (("d", "ORO.FTL.205(b)(3)", 720, 721),),
        to="null",
    ),
    Case("nine hours in both with eight sectors", fly("d", "10 0600", "10 1500", sectors=8), to="null"),
    Case(
        "a minute more is over both",
        fly("d", "10 0600", "10 1501", sectors=8),
        (("d", "ORO.FTL.205(b)(3)", 540, 541),),
        to="null",
    ),
    Case("discretion covers both", fly("d", "10 0600", "10 1900", DISCRETION), to="null"),
    Case(
        "discretion covers one of them",
        fly("d", "10 0600", "10 1901", DISCRETION),
        policy=(("d", "ORO.FTL.205(f)", 780, 781),),
        to="null",
    ),
    Case("and neither", fly("d", "10 0600", "10 2001", DISCRETION), (("d", "ORO.FTL.205(f)", 840, 841),), to="null"),
]

EXTENDED = [
    Case("fourteen hours at 07:00", fly("d", "10 0500", "10 1900", PLANNED)),
    Case("a minute more", fly("d", "10 0500", "10 1901", PLANNED), (("d", "CS.FTL.1.205(b)", 840, 841),)),
    Case(
        "a minute more was scheduled",
        fly("d", "10 0500", "10 1800", f", scheduled_end: {stamp('10 1901')}{PLANNED}"),
        (("d", "CS.FTL.1.205(b)", 840, 841),),
    ),
    Case("06:15", fly("d", "10 0415", "10 1730", PLANNED)),
    Case("06:14 may not be extended", fly("d", "10 0414", "10 1715", PLANNED), (("d", "ORO.FTL.205(b)", 780, 781),)),
    Case(
        "six sectors may not", fly("d", "10 0500", "10 1601", PLANNED, sectors=6), (("d", "ORO.FTL.205(b)", 660, 661),)
    ),
    Case(
        "nobody may in an unknown state",
        fly("d", "10 0600", "10 1701", PLANNED),
        (("d", "ORO.FTL.205(b)(2)", 660, 661),),
        choice="{frm: false}",
        to="null",
    ),
    Case(
        "a third in 167:59",
        fly("a", "10 0501", "10 1850", PLANNED)
        + fly("b", "13 0500", "13 1850", PLANNED)
        + fly("c", "17 0500", "17 1850", PLANNED),
        (("c", "CS.FTL.1.205(b)", 2, 3),),
    ),
    Case(
        "a third after 168:00",
        fly("a", "10 0500", "10 1850", PLANNED)
        + fly("b", "13 0500", "13 1850", PLANNED)
        + fly("c", "17 0500", "17 1850", PLANNED),
    ),
    Case(
        "one that was not used does not count",
        fly("a", "11 0500", "11 1800", PLANNED)
        + fly("b", "13 0500", "13 1850", PLANNED)
        + fly("c", "17 0500", "17 1850", PLANNED),
    ),
    # b is on duty for fourteen hours, so the plain rest after it is 14:00
    Case("two hours more before and after", fly("b", "11 0500", "11 1830", PLANNED) + fly("c", "12 1100", "12 1900")),
    Case(
        "a minute less after",
        fly("b", "11 0500", "11 1830", PLANNED) + fly("c", "12 1059", "12 1900"),
        (("b", "CS.FTL.1.205(b)", 960, 959),),
    ),
    Case(
        "too little before, so four hours after: 18:00",
        fly("a", "10 0500", "10 1430") + fly("b", "11 0459", "11 1829", PLANNED) + fly("c", "12 1259", "12 1900"),
    ),
    Case(
        "17:59",
        fly("a", "10 0500", "10 1430") + fly("b", "11 0459", "11 1829", PLANNED) + fly("c", "12 1258", "12 1900"),
        (("b", "CS.FTL.1.205(b)", 1080, 1079),),
    ),
    Case(
        "enough before, so two hours after",
        fly("a", "10 0500", "10 1430") + fly("b", "11 0500", "11 1830", PLANNED) + fly("c", "12 1100", "12 1900"),
    ),
    Case(
        "between two extensions both add up: 18:00",
        fly("b", "11 0500", "11 1830", PLANNED)
        + fly("c", "12 1300", "13 0145", PLANNED)
        + fly("d", "13 1815", "14 0100"),
    ),
    Case(
        "a minute less between, so the second owes four hours after it",
        fly("b", "11 0500", "11 1830", PLANNED)
        + fly("c", "12 1259", "13 0144", PLANNED)
        + fly("d", "13 1814", "14 0100"),
        (("c", "CS.FTL.1.205(b)", 1035, 960),),
    ),
]


@pytest.mark.parametrize("case", [*TABLE, *DAY, *AWAY, *UNKNOWN, *EXTENDED], ids=lambda case: case.name)
def test_maxima(case: Case) -> None:
    found = judged(f"{head(case.to, case.choice)}events:\n{case.events}")
    about = [finding for finding in found.findings if finding.rule.startswith(ABOUT)]
    for verdict, wanted in ((Verdict.VIOLATION, case.broken), (Verdict.NEEDS_POLICY, case.policy)):
        said = [(f.event, f.rule, f.limit, f.actual) for f in about if f.verdict is verdict]
        assert said == list(wanted)
    assert all(finding.message.endswith(".") and finding.path[1] == "APPLIES_TO" for finding in about)
    assert found.unchecked == found.words_only


@pytest.mark.parametrize(
    ("name", "more", "last", "extended"),
    [
        ("the table, and two hours by the commander", "", 780, 900),
        ("rest in flight, and three with more pilots", AUGMENTED, 960, 1140),
        ("an extension that was planned is no part of the basic maximum", PLANNED, 825, 900),
    ],
)
def test_the_last_legal_end(name: str, more: str, last: int, extended: int) -> None:
    text = f"{head()}events:\n{fly('d', '10 0445', '10 1200', more)}"
    (end,) = judged(text).latest_ends
    start = read(text).events[0].start
    assert (end.end - start, end.extended - start) == (last, extended)


def test_positioning_alone_is_no_flight_duty() -> None:
    ride = f"{{from: FRA, to: JFK, out: {stamp('10 0500')}, in: {stamp('10 2300')}, deadhead: true}}"
    event = f"- {{kind: FDP, id: d, report: {stamp('10 0400')}, end: {stamp('10 2300')}, legs: [{ride}]}}\n"
    assert [f.rule for f in judged(f"{head()}events:\n{event}").findings] == []


def test_standby_at_the_airport_is_no_part_of_flight_duty() -> None:
    standby = f"- {{kind: AIRPORT_STANDBY, start: {stamp('10 0400')}, end: {stamp('10 0700')}}}\n"
    found = judged(f"{head()}events:\n{standby}{fly('d', '10 0700', '10 2000')}")
    assert [f.rule for f in found.findings if f.rule.startswith(ABOUT)] == []


def test_cabin_crew_keep_the_same_table() -> None:
    found = judged(f"{head(position='FLIGHT_ATTENDANT')}events:\n{fly('d', '10 0400', '10 1701')}")
    assert [(f.rule, f.excess) for f in found.findings] == [("ORO.FTL.205(b)", 1)]
