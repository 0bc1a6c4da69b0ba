"""The facts that conditions read, worked out by the judge."""

from collections import Counter

import pytest

from domain.timelines.reading import read
from legality.moment import Moment
from tests.legality.written import PILOT, bench, fdp, leg, stamp, timed

AUGMENTED = "segments: 1, flight_minutes: 600, augmented: {pilots: 4, rest_facility: 1}"
RIDES = (
    f"legs: [{leg('JFK', '10 1100', 'MCO', '10 1400', ', deadhead: true')}, {leg('MCO', '10 1500', 'JFK', '10 1800')}]"
)
BREAK = (
    f"{{arrive: {stamp('11 0330')}, leave: {stamp('11 0800')}, scheduled_arrive: {stamp('11 0300')}, "
    f"scheduled_leave: {stamp('11 0800')}, suitable: true, planned_before_fdp: true}}"
)
SPLIT = (
    f"segments: 2, flight_minutes: 200, accommodation: [{BREAK}, {BREAK.replace('suitable: true', 'suitable: false')}]"
)
LATE = f"segments: 4, flight_minutes: 400, extension: {{phase: AFTER_TAKEOFF}}, release: {stamp('10 2300')}"
INTERRUPTED = f", interrupted: {{at: {stamp('10 0200')}, until: {stamp('10 0230')}, by: COMPANY}}"
EASA = PILOT.replace("FAA_117", "EASA_FTL")
CABIN = PILOT.replace("FAA_117", "FAA_121_467").replace("CAPTAIN", "FLIGHT_ATTENDANT")

CASES: list[tuple[str, str, str, dict[str, object]]] = [
    (
        "a plain duty of two pilots",
        PILOT,
        fdp("d", "10 1000", "10 1800", more=f"segments: 2, flight_minutes: 240, release: {stamp('10 1815')}"),
        {
            "crew_position": "CAPTAIN",
            "base": "JFK",
            "duty_kind": "FDP",
            "report_local_min": 360,
            "release_local_min": 855,
            "duty_minutes": 495,
            "segments": 2,
            "deadheads": 0,
            "augmented": False,
            "pilots": 2,
            "acclimated": True,
            "begins_at_base": True,
            "after_short_call": False,
            "split_rest_minutes": 0,
            "wocl_minutes": 0,
            "theater_degrees": 0,
            "away_minutes": 0,
            "extension_minutes": 0,
            "extension_phase": "",
            "emergency": "",
            "rest_interrupted_by": "",
            "rest_reduced": False,
            "extra_cabin_crew": 0,
            "outside_48_states": False,
        },
    ),
    ("augmented", PILOT, fdp("d", "10 1000", "10 2300", more=AUGMENTED), {"augmented": True, "pilots": 4}),
    (
        "deadheads are no segments",
        PILOT,
        fdp("d", "10 1000", "10 1800", more=RIDES),
        {"segments": 1, "deadheads": 1, "longest_deadhead_minutes": 180},
    ),
    (
        "a deadhead by itself",
        PILOT,
        timed("DEADHEAD", "10 1000", "10 2000", ", from: JFK, to: HNL"),
        {"duty_kind": "DEADHEAD", "deadheads": 1, "longest_deadhead_minutes": 600, "segments": 0, "augmented": False},
    ),
    ("training", PILOT, timed("DUTY", "10 1000", "10 2000", ", task: TRAINING"), {"duty_kind": "TRAINING"}),
    (
        "reserve",
        PILOT,
        timed("SHORT_CALL", "10 1000", "10 2000"),
        {"duty_kind": "SHORT_CALL", "after_short_call": False},
    ),
    (
        "called out",
        PILOT,
        timed("SHORT_CALL", "10 0800", "10 1000") + fdp("d", "10 1000", "10 1800"),
        {"after_short_call": True},
    ),
    (
        "a planned break in a suitable accommodation, as scheduled",
        PILOT,
        fdp("d", "11 0000", "11 1200", more=SPLIT),
        {"split_rest_minutes": 300},
    ),
    (
        "two hours to six in New York are six to ten",
        PILOT,
        fdp("d", "10 0700", "10 0930", more="segments: 1, flight_minutes: 100"),
        {"wocl_minutes": 150},
    ),
    (
        "a delay into the night was not planned",
        PILOT,
        fdp("d", "10 2200", "11 0700", more=f"segments: 1, flight_minutes: 100, scheduled_end: {stamp('11 0600')}"),
        {"wocl_minutes": 0},
    ),
    (
        "an extension is what passes the table",
        PILOT,
        fdp("d", "10 1000", "10 2215", more=LATE),
        {"extension_minutes": 15, "extension_phase": "AFTER_TAKEOFF"},
    ),
    (
        "a deadhead that leads in makes it longer",
        PILOT,
        timed("DUTY", "10 0900", "10 1000", ", task: SIMULATOR") + fdp("d", "10 1000", "10 2215", more=LATE),
        {"extension_minutes": 75, "duty_minutes": 840},
    ),
    (
        "not acclimated in Honolulu, away since leaving",
        PILOT,
        fdp("c", "10 0000", "10 1200", more="segments: 1, flight_minutes: 600")
        + fdp("d", "11 1200", "11 2000", at="HNL"),
        {"acclimated": False, "theater_degrees": 85, "away_minutes": 36 * 60, "begins_at_base": False},
    ),
    (
        "the carrier woke the crew member",
        PILOT,
        timed("REST", "09 2000", "10 1000", INTERRUPTED) + fdp("d", "10 1000", "10 1800"),
        {"rest_interrupted_by": "COMPANY"},
    ),
    (
        "the schedule counts for flight attendants",
        CABIN,
        fdp(
            "d",
            "10 1000",
            "11 0040",
            more=f"scheduled_end: {stamp('10 2330')}, cabin_crew_above_minimum: 2, outside_48_states: true",
        ),
        {"duty_minutes": 810, "extra_cabin_crew": 2, "outside_48_states": True},
    ),
    ("acclimatised at home", EASA, fdp("d", "10 1000", "10 1800"), {"acclimatisation": "B"}),
    (
        "six hours away after a day: unknown only after 48 hours",
        EASA,
        fdp("c", "10 0000", "10 0900", more="segments: 1, flight_minutes: 500")
        + fdp("d", "11 1200", "11 2000", at="FRA"),
        {"acclimatisation": "B"},
    ),
    (
        "and so after 48 hours",
        EASA,
        fdp("c", "10 0000", "10 0900", more="segments: 1, flight_minutes: 500")
        + fdp("d", "12 0000", "12 0800", at="FRA"),
        {"acclimatisation": "X"},
    ),
    (
        "acclimatised there after 72",
        EASA,
        fdp("c", "10 0000", "10 0900", more="segments: 1, flight_minutes: 500")
        + fdp("d", "13 0000", "13 0800", at="FRA"),
        {"acclimatisation": "D"},
    ),
    (
        "fatigue risk management",
        EASA + "policy: {frm: true}\n",
        fdp("d", "10 1000", "10 1800"),
        {"risk_management": True},
    ),
]
ABSENT = ("years_of_service", "fit_for_duty", "delay_code", "cancelled")


def last(head: str, events: str) -> Moment:
    """The last event under the law of the packs."""
    timeline = read(f"{head}events:\n{events}")
    scene = bench().judge_of(timeline).scene(timeline, Counter())
    return scene.moment(len(scene.line.served) - 1)


@pytest.mark.parametrize(("name", "head", "events", "expect"), CASES, ids=[case[0] for case in CASES])
def test_facts(name: str, head: str, events: str, expect: dict[str, object]) -> None:
    facts = last(head, events).facts
    assert {fact: facts[fact] for fact in expect} == expect


@pytest.mark.parametrize("fact", [*ABSENT, "risk_management", "acclimatisation"])
def test_what_nobody_has_said_is_absent(fact: str) -> None:
    facts = last(PILOT, fdp("d", "10 1000", "10 1800")).facts
    assert fact not in facts
    assert facts.get(fact) is None
    assert fact not in set(facts)


def test_every_fact_of_an_event_is_published_with_its_type() -> None:
    from domain.facts import FACTS, FactType

    types = {FactType.INTEGER: int, FactType.TEXT: str, FactType.BOOLEAN: bool}
    facts = last(PILOT, fdp("d", "10 1000", "10 1800")).facts
    for fact, value in facts.items():
        if fact != "duty_date":
            assert type(value) is types[FACTS[fact].type], fact
