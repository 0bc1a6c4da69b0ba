"""Duty and rest of flight attendants (14 CFR 121.467(b)), a minute on both sides. New York; June 2026 in UTC."""

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

import pytest

from domain.judgement import Judgement, Verdict
from domain.timelines.events import Fdp
from domain.timelines.reading import read
from tests.legality.written import PILOT, bench, fdp, judged, stamp, timed

CABIN = PILOT.replace("FAA_117", "FAA_121_467").replace("CAPTAIN", "FLIGHT_ATTENDANT")
Broken = tuple[str, str, int, int]
"""Event, paragraph after ``14CFR121.467``, limit, actual."""


class Case(NamedTuple):
    """All that a flight attendant's timeline breaks."""

    name: str
    events: str
    broken: tuple[Broken, ...] = ()


def duty(name: str, report: str, end: str, scheduled: str = "", crew: int = 0, outside: bool = False) -> str:
    """A duty with two flights, released when it ends; ``scheduled``: its scheduled end, if it is another one."""
    more = f"segments: 2, cabin_crew_above_minimum: {crew}, outside_48_states: {str(outside).lower()}"
    return fdp(name, report, end, more=more + (f", scheduled_end: {stamp(scheduled)}" if scheduled else ""))


LONG = duty("long", "10 1000", "11 0100", crew=1)
"""Fifteen hours, with one flight attendant more; the rest begins at 01:00 on the eleventh."""

BANDS = [
    Case("fourteen hours", duty("d", "10 1000", "11 0000")),
    Case("a minute more", duty("d", "10 1000", "11 0001"), (("d", "(b)(4)", 840, 841),)),
    Case("sixteen with one more", duty("d", "10 1000", "11 0200", crew=1)),
    Case("sixteen and a minute with one", duty("d", "10 1000", "11 0201", crew=1), (("d", "(b)(5)", 960, 961),)),
    Case("eighteen with two more", duty("d", "10 1000", "11 0400", crew=2)),
    Case("and a minute", duty("d", "10 1000", "11 0401", crew=2, outside=True), (("d", "(b)(6)", 1080, 1081),)),
    Case("eighteen and a minute with three", duty("d", "10 1000", "11 0401", crew=3, outside=True)),
    Case("inside the 48 states", duty("d", "10 1000", "11 0401", crew=3), (("d", "(b)(6)", 1080, 1081),)),
    Case("twenty", duty("d", "10 1000", "11 0600", crew=3, outside=True)),
    Case("and a minute", duty("d", "10 1000", "11 0601", crew=9, outside=True), (("d", "(b)(1)", 1200, 1201),)),
    Case("more crew than are asked", duty("d", "10 1000", "11 0100", crew=3)),
    Case("an overrun of fourteen", duty("d", "10 1000", "11 0400", scheduled="11 0000")),
    Case(
        "scheduled too long and done sooner", duty("d", "10 1000", "10 2300", "11 0001"), (("d", "(b)(4)", 840, 841),)
    ),
    Case(
        "the schedule ends with the release",
        fdp("d", "10 1000", "10 2330", more=f"segments: 2, release: {stamp('11 0001')}"),
        (("d", "(b)(4)", 840, 841),),
    ),
    Case("training is no duty period", timed("DUTY", "10 1000", "11 0300", ", task: TRAINING")),
]

RESTS = [
    Case("ten hours", duty("a", "10 1000", "10 2200") + duty("b", "11 0800", "11 1600")),
    Case(
        "a minute less", duty("a", "10 1000", "10 2200") + duty("b", "11 0759", "11 1600"), (("b", "(b)(2)", 600, 599),)
    ),
    Case(
        "nine hours were law once",
        duty("a", "10 1000", "10 2200") + duty("b", "11 0700", "11 1600"),
        (("b", "(b)(2)", 600, 540),),
    ),
    Case(
        "scheduled for ten hours and reduced to less",
        duty("a", "10 1000", "10 2201", scheduled="10 2200") + duty("b", "11 0800", "11 1600"),
        (("a", "(b)(3)", 600, 599),),
    ),
    Case("twelve after fifteen", LONG + duty("b", "11 1300", "11 2300") + duty("c", "12 0900", "12 1900")),
    Case(
        "reduced, and fourteen hours begin after 23:59",
        LONG + duty("b", "11 1259", "12 0059") + duty("c", "12 1459", "12 1900"),
    ),
    Case(
        "they begin after 24:00",
        LONG + duty("b", "11 1100", "12 0100") + duty("c", "12 1500", "12 1900"),
    ),
    Case(
        "they begin after 24:01",
        LONG + duty("b", "11 1101", "12 0101") + duty("c", "12 1501", "12 1900"),
        (("long", "(b)(8)", 1440, 1441),),
    ),
    Case(
        "they were scheduled to begin after 24:00",
        LONG + duty("b", "11 1101", "12 0130", scheduled="12 0100") + duty("c", "12 1530", "12 1900"),
    ),
    Case(
        "13:59 make nothing good, and the next duty begins without the rest due",
        LONG + duty("b", "11 1200", "12 0000") + duty("c", "12 1359", "12 1900"),
        (("long", "(b)(8)", 840, 839), ("c", "(b)(10)", 840, 839)),
    ),
    Case("nothing follows the reduced rest yet", LONG + duty("b", "11 1100", "12 0000")),
    Case(
        "reduced below ten",
        LONG + duty("b", "11 1059", "11 2000"),
        (("long", "(b)(7)", 720, 599),),
    ),
    Case(
        "reduced on the day: 11:30 of twelve",
        duty("long", "10 1000", "11 0130", scheduled="11 0100", crew=1)
        + duty("b", "11 1300", "11 2300")
        + duty("c", "12 1259", "12 1900"),
        (("long", "(b)(8)", 840, 839), ("c", "(b)(10)", 840, 839)),
    ),
    Case(
        "scheduled for less than twelve and had more",
        duty("long", "10 1000", "11 0000", scheduled="11 0100", crew=1)
        + duty("b", "11 1230", "11 2300")
        + duty("c", "12 1000", "12 1900"),
        (("long", "(b)(8)", 840, 660), ("c", "(b)(10)", 840, 660)),
    ),
    Case("fourteen hours of duty after a reduced rest", LONG + duty("b", "11 1100", "12 0100", crew=1)),
    Case(
        "a minute more",
        LONG + duty("b", "11 1100", "12 0101", crew=1),
        (("long", "(b)(8)", 1440, 1441), ("b", "(b)(9)", 840, 841)),
    ),
    Case("more than that after a whole rest", LONG + duty("b", "11 1300", "12 0400", crew=1)),
    Case(
        "training in the rest leaves no ten hours",
        duty("a", "10 1000", "10 2000")
        + timed("DUTY", "11 0300", "11 0400", ", task: TRAINING, id: t")
        + duty("b", "11 1000", "11 1300"),
        (("t", "(b)(11)", 600, 420),),
    ),
    Case(
        "training after the rest",
        duty("a", "10 1000", "10 2000")
        + timed("DUTY", "11 0600", "11 0700", ", task: TRAINING, id: t")
        + duty("b", "11 0900", "11 1300"),
    ),
    Case(
        "a deadhead is no rest",
        duty("a", "10 1000", "10 2000")
        + timed("DEADHEAD", "11 0300", "11 0530", ", from: JFK, to: JFK, id: ride")
        + duty("b", "11 0800", "11 1300"),
        (("ride", "(b)(12)", 600, 420),),
    ),
    Case(
        "ten hours after a deadhead",
        duty("a", "10 1000", "10 2000")
        + timed("DEADHEAD", "10 2200", "11 0030", ", from: JFK, to: JFK, id: ride")
        + duty("b", "11 1030", "11 1300"),
    ),
]


def week(*hours: str) -> str:
    """A duty on each of some days in June: day, report and end."""
    return "".join(duty(f"d{day}", f"{day} {report}", f"{day} {end}") for day, report, end in map(str.split, hours))


SIX = tuple(f"{day:02} 1200 2000" for day in range(1, 7))
DAYS = [
    Case("six days on", week(*SIX, "08 1200 2000")),
    Case("seven days on", week(*SIX, "07 1200 2000"), (("d07", "(b)(13)", 1440, 960),)),
    Case("after twenty-four hours", week(*SIX[:5], "06 1000 1200", "07 1200 2000")),
    Case(
        "after a minute less",
        week(*SIX[:5], "06 1000 1201", "07 1200 2000"),
        (("d07", "(b)(13)", 1440, 1439),),
    ),
    Case(
        "another seven days later",
        week(*SIX, "08 1200 2000", *(f"{day:02} 1200 2000" for day in range(9, 14))),
    ),
    Case(
        "and one on the seventh",
        week(*SIX, "08 1200 2000", *(f"{day:02} 1200 2000" for day in range(9, 15))),
        (("d14", "(b)(13)", 1440, 960),),
    ),
    Case(
        "calendar days are those of the base: of the whole day of UTC before it four hours lie a day sooner",
        week("04 0000 0200", *(f"{day:02} 1200 2000" for day in range(4, 10))).replace("d04", "first", 1),
        (("d09", "(b)(13)", 1440, 1200),),
    ),
]


def said(judgement: Judgement, verdict: Verdict) -> list[Broken]:
    """The findings of one verdict, shortened."""
    found = [finding for finding in judgement.findings if finding.verdict is verdict]
    return [(f.event, f.rule.removeprefix("14CFR121.467"), f.limit, f.actual) for f in found]


@pytest.mark.parametrize("case", [*BANDS, *RESTS, *DAYS], ids=lambda case: case.name)
def test_flight_attendants(case: Case) -> None:
    found = judged(f"{CABIN}events:\n{case.events}")
    assert said(found, Verdict.VIOLATION) == list(case.broken)
    assert said(found, Verdict.NEEDS_POLICY) == []
    assert all(finding.message.endswith(".") and finding.path[1] == "APPLIES_TO" for finding in found.findings)
    assert found.unchecked == ()


@pytest.mark.parametrize(
    ("name", "first_ends", "reports", "broken"),
    [
        ("the day before the rule", "2022-11-13T01:00Z", "2022-11-13T10:00Z", []),
        ("the rule holds from the report of that day on", "2022-11-13T22:00Z", "2022-11-14T07:59Z", [599]),
        ("ten hours on that day", "2022-11-13T22:00Z", "2022-11-14T08:00Z", []),
        ("before carriers had to comply it held as well", "2023-01-09T22:00Z", "2023-01-10T07:00Z", [540]),
        ("over the end of a year", "2023-12-31T20:00Z", "2024-01-01T05:59Z", [599]),
        ("over a leap day", "2024-02-28T20:00Z", "2024-03-01T05:59Z", []),
        ("a night of eleven hours on the clock and ten in truth", "2026-03-08T02:00Z", "2026-03-08T12:00Z", []),
        ("a night of nine hours on the clock and ten in truth", "2026-11-01T02:00Z", "2026-11-01T12:00Z", []),
    ],
)
def test_ten_hours_since_2022_in_elapsed_time(name: str, first_ends: str, reports: str, broken: list[int]) -> None:
    day, later = first_ends[:10], reports[:10]
    events = [
        f"- {{kind: FDP, id: a, at: JFK, report: {day}T00:00Z, end: {first_ends}, segments: 1}}\n",
        f"- {{kind: FDP, id: b, at: JFK, report: {reports}, end: {later}T13:00Z, segments: 1}}\n",
    ]
    found = judged(f"{CABIN}events:\n{''.join(events)}")
    assert [f.actual for f in found.findings if f.rule.endswith(("(b)(2)", "(b)(7)"))] == broken


@pytest.mark.parametrize(
    ("name", "begins", "periods"),
    [
        ("until 2022 eight hours could be a rest", "2022-11-13T07:00Z", 2),
        ("a minute less could not", "2022-11-13T06:59Z", 1),
        ("on the day of the change it takes ten", "2022-11-14T09:00Z", 2),
        ("and a minute less is none", "2022-11-14T08:59Z", 1),
    ],
)
def test_what_parts_two_duty_periods_follows_the_rules_of_the_day(name: str, begins: str, periods: int) -> None:
    """Released at 23:00 UTC of the day before; then training, of which no minimum rest is asked."""
    day = int(begins[8:10])
    first = (
        f"{{kind: FDP, id: a, at: JFK, report: 2022-11-{day - 1}T15:00Z, end: 2022-11-{day - 1}T23:00Z, segments: 1}}"
    )
    training = f"{{kind: DUTY, task: TRAINING, start: {begins}, end: 2022-11-{day}T12:00Z}}"
    timeline = read(f"{CABIN}events:\n- {first}\n- {training}\n")
    assert len(bench().judge_of(timeline).scene(timeline, Counter()).line.periods) == periods


def test_of_a_crew_that_nobody_knows_policy_must_say() -> None:
    """On record nobody has said how many flight attendants were above the minimum."""
    asked = read(f"{CABIN}events:\n{duty('d', '10 1000', '11 0100')}")
    (event,) = asked.events
    assert isinstance(event, Fdp)
    unsaid = replace(asked, events=(replace(event, cabin_crew_above_minimum=None, outside_48_states=None),))
    found = bench().judge(unsaid)
    assert said(found, Verdict.NEEDS_POLICY) == [("d", "(b)(4)", 840, 900)]
    longer = replace(event, cabin_crew_above_minimum=None, release=event.release + 301)
    assert said(bench().judge(replace(asked, events=(longer,))), Verdict.VIOLATION) == [("d", "(b)(1)", 1080, 1201)]


@pytest.mark.parametrize(
    ("crew", "outside", "last"), [(0, False, 840), (1, False, 960), (3, False, 1080), (3, True, 1200)]
)
def test_the_last_legal_end(crew: int, outside: bool, last: int) -> None:
    """Half an hour of duty follows the flight."""
    more = f"segments: 2, cabin_crew_above_minimum: {crew}, outside_48_states: {str(outside).lower()}"
    event = fdp("d", "10 1000", "10 1800", more=f"{more}, release: {stamp('10 1830')}")
    text = f"{CABIN}events:\n{event}"
    (end,) = judged(text).latest_ends
    assert end.end == read(text).events[0].start + last - 30
