"""From events to what the rules speak of: duty periods, flight duty periods, rests, whereabouts."""

from typing import NamedTuple

import pytest

from domain.clock import to_iso
from legality.gaps import Span
from legality.line import Line
from tests.legality.written import PILOT, fdp, leg, line, stamp, timed


def shown(minute: int) -> str:
    """The other way round."""
    return to_iso(minute)[8:16].replace("T", " ").replace(":", "")


class Case(NamedTuple):
    """Events, the duty periods they make, and of the last flight duty period start, end, planned end and segments."""

    name: str
    events: str
    periods: list[tuple[str, str]]
    flying: tuple[str, str, str, int] | None
    called_out: str | None = None


FLIGHTS = f"legs: [{leg('JFK', '10 1100', 'MCO', '10 1400')}, {leg('MCO', '10 1500', 'JFK', '10 1800')}]"
RIDE_HOME = (
    f"legs: [{leg('JFK', '10 1100', 'MCO', '10 1400')}, {leg('MCO', '10 1500', 'JFK', '10 1800', ', deadhead: true')}]"
)
DIVERTED = (
    f"legs: [{leg('JFK', '10 1100', 'TPA', '10 1400', ', diversion: true')}, {leg('TPA', '10 1500', 'MCO', '10 1600')}]"
)
CASES = [
    Case(
        "a flight duty period starts with the report and ends parked; the release comes after",
        fdp("d", "10 1000", "10 1815", more=f"release: {stamp('10 1845')}, {FLIGHTS}"),
        [("10 1000", "10 1845")],
        ("10 1000", "10 1815", "10 1815", 2),
    ),
    Case(
        "what was planned",
        fdp("d", "10 1000", "10 1815", more=f"scheduled_end: {stamp('10 1800')}, {FLIGHTS}"),
        [("10 1000", "10 1815")],
        ("10 1000", "10 1815", "10 1800", 2),
    ),
    Case(
        "a deadhead after the last flight is duty, not flight duty",
        fdp("d", "10 1000", "10 1800", more=RIDE_HOME),
        [("10 1000", "10 1800")],
        ("10 1000", "10 1400", "10 1400", 1),
    ),
    Case(
        "waiting for a flight that is cancelled counts: the end that was told stands",
        fdp("d", "10 1000", "10 2000", more=FLIGHTS),
        [("10 1000", "10 2000")],
        ("10 1000", "10 2000", "10 2000", 2),
    ),
    Case(
        "a diversion and its continuation are one segment",
        fdp("d", "10 1000", "10 1600", more=DIVERTED),
        [("10 1000", "10 1600")],
        ("10 1000", "10 1600", "10 1600", 1),
    ),
    Case(
        "standby at the airport before a flight is inside",
        timed("AIRPORT_STANDBY", "10 0800", "10 1000") + fdp("d", "10 1000", "10 1800"),
        [("10 0800", "10 1800")],
        ("10 0800", "10 1800", "10 1800", 2),
    ),
    Case(
        "so are a deadhead and a simulator with no required rest between",
        timed("DEADHEAD", "10 0600", "10 0800", ", from: MCO, to: JFK")
        + timed("DUTY", "10 0900", "10 1000", ", task: SIMULATOR")
        + fdp("d", "10 1200", "10 1800"),
        [("10 0600", "10 1800")],
        ("10 0600", "10 1800", "10 1800", 2),
    ),
    Case(
        "a minute less than the required rest does not part them",
        timed("DEADHEAD", "10 0000", "10 0200", ", from: MCO, to: JFK") + fdp("d", "10 1159", "10 1800"),
        [("10 0000", "10 1800")],
        ("10 0000", "10 1800", "10 1800", 2),
    ),
    Case(
        "the required rest does",
        timed("DEADHEAD", "10 0000", "10 0200", ", from: MCO, to: JFK") + fdp("d", "10 1200", "10 1800"),
        [("10 0000", "10 0200"), ("10 1200", "10 1800")],
        ("10 1200", "10 1800", "10 1800", 2),
    ),
    Case(
        "a deadhead afterwards belongs to the duty period",
        fdp("d", "10 1000", "10 1800") + timed("DEADHEAD", "10 1900", "10 2100", ", from: JFK, to: MCO"),
        [("10 1000", "10 2100")],
        ("10 1000", "10 1800", "10 1800", 2),
    ),
    Case(
        "called out of a short call: one duty period, the short call no part of the flight duty",
        timed("SHORT_CALL", "10 0800", "10 1100") + fdp("d", "10 1100", "10 1800"),
        [("10 0800", "10 1800")],
        ("10 1100", "10 1800", "10 1800", 2),
        "10 0800",
    ),
    Case(
        "called out to ride first",
        timed("SHORT_CALL", "10 0800", "10 0900")
        + timed("DEADHEAD", "10 0900", "10 1100", ", from: MCO, to: JFK")
        + fdp("d", "10 1200", "10 1800"),
        [("10 0800", "10 1800")],
        ("10 0900", "10 1800", "10 1800", 2),
        "10 0800",
    ),
    Case(
        "two flight duty periods are two, however short the rest; the duty between leads into the second",
        fdp("c", "09 1000", "09 2000")
        + timed("DUTY", "09 2200", "09 2300", ", task: SIMULATOR")
        + fdp("d", "10 0100", "10 0600"),
        [("09 1000", "09 2000"), ("09 2200", "10 0600")],
        ("09 2200", "10 0600", "10 0600", 2),
    ),
    Case(
        "rest is due before a short call: it begins a duty period",
        fdp("c", "09 1000", "09 2000") + timed("SHORT_CALL", "09 2300", "10 0300"),
        [("09 1000", "09 2000"), ("09 2300", "10 0300")],
        ("09 1000", "09 2000", "09 2000", 2),
    ),
    Case(
        "a long call and a rest are no duty",
        timed("LONG_CALL", "08 1000", "09 1000") + timed("REST", "09 1000", "10 1000") + fdp("d", "10 1000", "10 1800"),
        [("10 1000", "10 1800")],
        ("10 1000", "10 1800", "10 1800", 2),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_periods_and_flight_duty(case: Case) -> None:
    found = line(case.events)
    assert [(shown(period.start), shown(period.end)) for period in found.periods] == case.periods
    flights = [served.flying for served in found.served if served.flying]
    times = [(shown(f.start), shown(f.end), shown(f.planned_end), f.segments) for f in flights]
    assert times[-1:] == ([case.flying] if case.flying else [])
    calls = [None if f.called_out is None else shown(f.called_out) for f in flights]
    assert calls[-1] == case.called_out


def test_under_easa_standby_at_the_airport_does_not_lead_in() -> None:
    events = timed("AIRPORT_STANDBY", "10 0800", "10 1000") + fdp("d", "10 1000", "10 1800")
    found = line(events, PILOT.replace("FAA_117", "EASA_FTL"))
    assert [shown(served.flying.start) for served in found.served if served.flying] == ["10 1000"]


WINDOW = f", contact_window: {{start: {stamp('10 0200')}, end: {stamp('10 0300')}}}"
REST_CASES = [
    ("nothing is known before", fdp("d", "10 1000", "10 1800"), "", (None, "10 1000"), [(None, "10 1000")]),
    (
        "a gap is rest unless rests are given",
        fdp("c", "09 0600", "09 1800") + fdp("d", "10 1000", "10 1800"),
        "",
        ("09 1800", "10 1000"),
        [("09 1800", "10 1000")],
    ),
    (
        "a rest that is given is the rest; the rest of the gap is still free of duty",
        fdp("c", "09 0600", "09 1800") + timed("REST", "09 2000", "10 0700") + fdp("d", "10 1000", "10 1800"),
        "",
        ("09 2000", "10 0700"),
        [("09 1800", "10 1000")],
    ),
    (
        "a window to acknowledge ends the rest where it begins, and parts the free time",
        fdp("c", "09 0600", "09 1800")
        + timed(
            "REST", "09 1800", "10 1000", f", contact_window: {{start: {stamp('10 0200')}, end: {stamp('10 0300')}}}"
        )
        + fdp("d", "10 1000", "10 1800"),
        "",
        ("09 1800", "10 0200"),
        [("09 1800", "10 0200"), ("10 0300", "10 1000")],
    ),
    (
        "a rest before the first event reaches back as far as one looks",
        timed("REST", "09 2000", "10 1000") + fdp("d", "10 1000", "10 1800"),
        "",
        (None, "10 1000"),
        [(None, "10 1000")],
    ),
    (
        "the past names its last rest of 30 hours: nothing since was as long",
        fdp("d", "10 1000", "10 1800"),
        f"history: {{last_30h_rest_ended: {stamp('07 1000')}}}\n",
        ("09 0401", "10 1000"),
        [(None, "07 1000"), ("09 0401", "10 1000")],
    ),
    (
        "a ledger is exact",
        fdp("d", "10 1000", "10 1800"),
        f"history: {{ledger: [{{kind: FDP, start: {stamp('08 1000')}, end: {stamp('08 2000')}}}]}}\n",
        ("08 2000", "10 1000"),
        [("08 2000", "10 1000")],
    ),
]


@pytest.mark.parametrize(("name", "events", "past", "rest", "free"), REST_CASES, ids=[c[0] for c in REST_CASES])
def test_the_time_before_a_duty_period(
    name: str, events: str, past: str, rest: tuple[str | None, str], free: list[tuple[str | None, str]]
) -> None:
    gap = line(events, PILOT + past).gaps.gaps[-1]
    assert spanned(gap.rest) == rest
    assert [spanned(span) for span in gap.spans] == free


def spanned(span: Span) -> tuple[str | None, str]:
    return (None if span.start is None else shown(span.start), shown(span.end))


def test_rest_is_due_before_the_first_reserve_or_flight_of_a_period() -> None:
    events = (
        timed("SHORT_CALL", "10 0800", "10 1100")
        + fdp("d", "10 1100", "10 1800")
        + timed("DEADHEAD", "12 0000", "12 0200", ", from: JFK, to: MCO")
        + fdp("e", "12 0300", "12 1000", at="MCO")
        + timed("LONG_CALL", "13 0000", "14 0000")
    )
    found = line(events)
    assert [served.event.id for served in found.served if found.opens(served)] == ["events[0]", "e"]


HONOLULU = "segments: 1, flight_minutes: 600"
BODIES = [
    ("at base", fdp("d", "10 1000", "10 1800"), PILOT, ("JFK", "JFK", True)),
    (
        "the flight was to Honolulu: another theater, not acclimated after 35:59 free",
        fdp("c", "10 0000", "10 1200", more=HONOLULU) + fdp("d", "11 2359", "12 0800", at="HNL"),
        PILOT,
        ("HNL", "JFK", False),
    ),
    (
        "acclimated after 36 hours free",
        fdp("c", "10 0000", "10 1200", more=HONOLULU) + fdp("d", "12 0000", "12 0800", at="HNL"),
        PILOT,
        ("HNL", "HNL", True),
    ),
    (
        "a long call does not break the 36 hours",
        fdp("c", "10 0000", "10 1200", more=HONOLULU)
        + timed("LONG_CALL", "10 2000", "11 2000")
        + fdp("d", "12 0000", "12 0800", at="HNL"),
        PILOT,
        ("HNL", "HNL", True),
    ),
    (
        "training does: not acclimated before 72 hours in the theater",
        fdp("c", "10 0000", "10 1200", more=HONOLULU)
        + timed("DUTY", "11 0800", "11 1000", ", task: TRAINING")
        + timed("DUTY", "12 0800", "12 1000", ", task: TRAINING")
        + fdp("d", "13 1159", "13 1800", at="HNL"),
        PILOT,
        ("HNL", "JFK", False),
    ),
    (
        "but then",
        fdp("c", "10 0000", "10 1200", more=HONOLULU)
        + timed("DUTY", "11 0800", "11 1000", ", task: TRAINING")
        + timed("DUTY", "12 0800", "12 1000", ", task: TRAINING")
        + timed("DUTY", "13 0800", "13 1000", ", task: TRAINING")
        + fdp("d", "13 2001", "14 0200", at="HNL"),
        PILOT,
        ("HNL", "HNL", True),
    ),
    (
        "not acclimated to begin with",
        fdp("d", "10 1000", "10 1800"),
        PILOT.replace("acclimated_to: JFK", "acclimated_to: null, last_acclimated_to: HNL"),
        ("JFK", "HNL", False),
    ),
    (
        "acclimated elsewhere",
        fdp("d", "10 1000", "10 1800", at="HNL"),
        PILOT.replace("acclimated_to: JFK", "acclimated_to: OGG"),
        ("HNL", "OGG", True),
    ),
    (
        "somewhere else than acclimated",
        fdp("d", "10 1000", "10 1800", at="JFK"),
        PILOT.replace("acclimated_to: JFK", "acclimated_to: HNL"),
        ("JFK", "HNL", False),
    ),
    (
        "a deadhead to a far place leads in: the clock is that of where the flight duty period starts",
        timed("DEADHEAD", "10 0000", "10 1100", ", from: JFK, to: HNL") + fdp("d", "10 1200", "10 1800", at="HNL"),
        PILOT,
        ("JFK", "JFK", True),
    ),
]


@pytest.mark.parametrize(("name", "events", "head", "expect"), BODIES, ids=[case[0] for case in BODIES])
def test_where_the_body_clock_is(name: str, events: str, head: str, expect: tuple[str, str, bool]) -> None:
    body = line(events, head).served[-1].body
    assert (body.at, body.anchor, body.acclimated) == expect


def test_a_trip_ends_with_the_return_to_base() -> None:
    events = (
        fdp("out", "01 0000", "01 1200", more=HONOLULU)
        + fdp("back", "09 0000", "09 1100", at="HNL", more=HONOLULU)
        + timed("LONG_CALL", "09 1200", "10 1200")
        + fdp("next", "11 0000", "11 0800")
        + fdp("after", "12 0000", "12 0800")
    )
    out, back, call, after, last = line(events).served
    assert back.body.left == out.event.start
    assert call.body.trip == after.body.trip
    assert after.body.trip is not None
    assert (after.body.trip.left, after.body.trip.back) == (out.event.start, back.event.finish)
    assert after.body.trip.farthest == 84_141
    assert (out.body.trip, last.body.trip) == (None, None)


def test_no_event_is_no_line() -> None:
    found: Line = line(" []")
    assert (found.served, found.periods, found.gaps.gaps) == ((), (), ())
