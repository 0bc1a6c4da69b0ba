"""Sums over sliding windows: edges, clocks, history, what counts, and the plain reading that looks at every minute."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clock import local_date, to_iso
from domain.crew import Position
from domain.judgement import Finding, Judgement, Verdict
from domain.rules.cumulative import CumulativeLimit, Quantity
from domain.rules.reserve import StandbyCounts
from domain.rules.rule import Phase
from domain.timelines.events import AirportStandby, Deadhead, Event, Fdp, Kind, Leg, ShortCall, Task, Work
from domain.timelines.timeline import Crew, History, Past, Timeline
from legality.judge import Judge, judge
from tests.legality.books import ANY_DUTY, NEW_YORK, book, duty, new_york, rule

START = new_york("2026-06-08", "0600")
FLIGHT, FDP, DUTY = Quantity.FLIGHT_TIME, Quantity.FDP, Quantity.DUTY
STANDBY = (rule("standby", StandbyCounts(kind="AIRPORT_STANDBY")), ANY_DUTY)


def timeline(events: Sequence[Event], history: History = History()) -> Timeline:
    return Timeline(Crew("c1", Position.CAPTAIN, "JFK", "JFK"), tuple(events), history=history)


def judged(
    limit: CumulativeLimit, events: Sequence[Event], history: History = History(), phase: Phase = Phase.BOTH
) -> Judgement:
    law = book((rule("sum", limit, phase=phase), ANY_DUTY), STANDBY, start=date(2023, 1, 1), end=date(2029, 1, 1))
    return judge(law, [timeline(events, history)])


def found(limit: CumulativeLimit, events: Sequence[Event], history: History = History()) -> list[tuple[str, int]]:
    return [(f.event, f.actual) for f in judged(limit, events, history).findings if f.rule == "sum"]


def flown(name: str, *spans: tuple[int, int]) -> Fdp:
    """A duty whose legs are flown at these UTC minutes; report and release are those of the first and the last."""
    legs = tuple(Leg("", f"XP{n}", "JFK", "JFK", out, into, out, into) for n, (out, into) in enumerate(spans))
    return Fdp(name, spans[0][0], spans[-1][1], legs)


# hours that slide


@pytest.mark.parametrize(
    ("name", "later", "expect"),
    [
        ("the first duty lies wholly in the window", 1000, 601),
        ("it lies in it to the minute", 1200, 601),
        ("its first minute has left", 1201, 600),
        ("half of it has left", 1350, 451),
        ("all but its last minute has left", 1499, 302),
        ("it has left", 1500, 301),
    ],
)
def test_a_duty_astride_the_edge_counts_in_part(name: str, later: int, expect: int) -> None:
    first, second = duty(START, 300), duty(START + later, 301)
    ended = START + later + 301
    limit = CumulativeLimit(quantity=FDP, limit=expect, window=1501)
    assert expect == 301 + max(0, min(300, START + 300 - (ended - 1501)))
    assert found(limit, [first, second]) == []
    short = limit.model_copy(update={"limit": expect - 1})
    assert (second.id, expect) in found(short, [first, second])


def test_the_fullest_window_may_end_before_the_last_flight_of_a_duty() -> None:
    early, late = (
        flown("d0", (START, START + 300)),
        flown("d1", (START + 600, START + 800), (START + 990, START + 1000)),
    )
    limit = CumulativeLimit(quantity=FLIGHT, limit=450, window=800)
    assert found(limit, [early, late]) == [("d1", 500)]
    assert found(limit.model_copy(update={"limit": 500}), [early, late]) == []


@pytest.mark.parametrize("day", ["2026-03-07", "2026-10-31"])
def test_hours_are_elapsed_time_when_clocks_change(day: str) -> None:
    first = duty(new_york(day, "2000"), 300)
    second = duty(first.release + 600, 300)
    limit = CumulativeLimit(quantity=FDP, limit=600, window=second.report + 300 - first.report)
    assert found(limit, [first, second]) == []
    assert found(limit.model_copy(update={"limit": 599}), [first, second]) == [(second.id, 600)]


# dates, months and years


class Dated(NamedTuple):
    """A window, two flights on the New York clock, and the fullest window that ends with the second."""

    name: str
    window: dict[str, int]
    first: tuple[str, str, int]
    second: tuple[str, str, int]
    fullest: int


DATES = [
    Dated("365 days by date: the day a year ago has gone", {"calendar_days": 365},
          ("2025-06-08", "2300", 59), ("2026-06-08", "0600", 100), 100),
    Dated("a day later it counts", {"calendar_days": 365},
          ("2025-06-09", "0000", 59), ("2026-06-08", "0600", 100), 159),
    Dated("a flight past midnight counts by its minutes", {"calendar_days": 365},
          ("2025-06-08", "2330", 59), ("2026-06-08", "0600", 100), 129),
    Dated("over a leap day 365 days are 365 days", {"calendar_days": 365},
          ("2023-06-09", "0600", 60), ("2024-06-08", "0600", 100), 100),
    Dated("and 366 dates reach back", {"calendar_days": 366},
          ("2023-06-09", "0600", 60), ("2024-06-08", "0600", 100), 160),
    Dated("a flight over New Year belongs to both years", {"calendar_years": 1},
          ("2025-12-31", "2200", 100), ("2025-12-31", "2350", 60), 110),
    Dated("what lies in the old year has gone", {"calendar_years": 1},
          ("2025-12-31", "2200", 100), ("2026-01-01", "0000", 60), 60),
    Dated("twelve months begin on the first", {"calendar_months": 12},
          ("2025-07-01", "0000", 100), ("2026-06-30", "2200", 60), 160),
    Dated("the last minute of June has gone", {"calendar_months": 12},
          ("2025-06-30", "2230", 90), ("2026-06-30", "2200", 60), 60),
    Dated("the hour that the clock skips is no minute", {"calendar_days": 1},
          ("2026-03-08", "0100", 100), ("2026-03-08", "2300", 100), 160),
    Dated("a day may have twenty-five hours", {"calendar_days": 1},
          ("2026-11-01", "0000", 100), ("2026-11-01", "2300", 60), 160),
]  # fmt: skip


@pytest.mark.parametrize("case", DATES, ids=lambda case: case.name)
def test_windows_of_dates_follow_the_clock_of_the_base(case: Dated) -> None:
    flights = [
        flown(f"d{n}", (new_york(day, clock), new_york(day, clock) + minutes))
        for n, (day, clock, minutes) in enumerate((case.first, case.second))
    ]
    limit = CumulativeLimit(quantity=FLIGHT, limit=case.fullest, **case.window)
    assert not [f for f in found(limit, flights) if f[0] == "d1"]
    less = limit.model_copy(update={"limit": case.fullest - 1})
    assert [f for f in found(less, flights) if f[0] == "d1"] == [("d1", case.fullest)]


# what counts


class Counted(NamedTuple):
    """One event, and its minutes of flight time, flight duty and duty."""

    name: str
    event: Event
    flight: int
    fdp: int
    duty: int


LEG = Leg("", "XP1", "JFK", "BOS", START + 60, START + 120)
RIDE = Leg("", "XP2", "BOS", "JFK", START + 150, START + 210, deadhead=True)
LATE = replace(LEG, out=START + 80, into=START + 145)
KINDS = [
    Counted("flight duty ends with the last flight, duty with the release",
            Fdp("d", START, START + 150, (LEG,)), 60, 120, 150),
    Counted("a deadhead is no flight time, and after the last flight no flight duty",
            Fdp("d", START, START + 225, (LEG, RIDE)), 60, 120, 225),
    Counted("as flown", Fdp("d", START, START + 160, (LATE,)), 65, 145, 160),
    Counted("flight time that is told without flights",
            Fdp("d", START, START + 500, end=START + 480, segments=2, flight_minutes=200), 200, 480, 500),
    Counted("standby at the airport is flight duty", AirportStandby("s", START, START + 90), 0, 90, 90),
    Counted("a deadhead alone is duty", Deadhead("r", START, START + 90, "JFK", "BOS"), 0, 0, 90),
    Counted("training is duty", Work("w", START, START + 90, Task.TRAINING), 0, 0, 90),
]  # fmt: skip


@pytest.mark.parametrize("case", KINDS, ids=lambda case: case.name)
@pytest.mark.parametrize("quantity", Quantity)
def test_what_counts(case: Counted, quantity: Quantity) -> None:
    counted = {FLIGHT: case.flight, FDP: case.fdp, DUTY: case.duty}[quantity]
    assert found(CumulativeLimit(quantity=quantity, limit=counted, window=10_000), [case.event]) == []
    if counted:
        limit = CumulativeLimit(quantity=quantity, limit=counted - 1, window=10_000)
        assert found(limit, [case.event]) == [(case.event.id, counted)]


def test_standby_that_runs_into_flight_duty_counts_once() -> None:
    events: list[Event] = [AirportStandby("s", START - 300, START - 60), duty(START, 400)]
    assert found(CumulativeLimit(quantity=FDP, limit=699, window=10_000), events) == [(events[1].id, 700)]
    assert found(CumulativeLimit(quantity=FDP, limit=700, window=10_000), events) == []


def test_how_much_of_a_standby_at_home_is_duty_is_not_guessed() -> None:
    events: list[Event] = [ShortCall("s", START, START + 300), Work("w", START + 2000, START + 2100, Task.ADMIN)]
    (one,) = judged(CumulativeLimit(quantity=DUTY, limit=399, window=10_000), events).findings
    assert (one.event, one.verdict, one.actual) == ("w", Verdict.NEEDS_POLICY, 400)
    assert found(CumulativeLimit(quantity=DUTY, limit=400, window=10_000), events) == []


SOMEWHERE = [
    ("late in the first period and early in the second they may all lie in the window", 1700, 400, []),
    ("a minute too many, if they do", 1700, 399, [(Verdict.NEEDS_POLICY, 400)]),
    ("not too many, if the first lie early", 1700, 300, [(Verdict.NEEDS_POLICY, 400)]),
    ("too many wherever they lie", 1700, 299, [(Verdict.VIOLATION, 300)]),
    ("the window is too short for all of them", 900, 300, []),
    ("but not for this many", 900, 299, [(Verdict.NEEDS_POLICY, 300)]),
]


@pytest.mark.parametrize(("name", "window", "most", "expect"), SOMEWHERE)
def test_flights_of_which_nobody_tells_when(
    name: str, window: int, most: int, expect: list[tuple[Verdict, int]]
) -> None:
    periods = [
        Fdp(f"d{at}", START + at, START + at + 600, end=START + at + 600, segments=1, flight_minutes=200)
        for at in (0, 1200)
    ]
    findings = judged(CumulativeLimit(quantity=FLIGHT, limit=most, window=window), periods).findings
    assert [(f.verdict, f.actual) for f in findings] == expect
    assert all("give the legs" in f.message for f in findings if f.verdict is Verdict.NEEDS_POLICY)


# what lies before the first event


LEDGER = (Past(Kind.FDP, START - 1000, START - 900, flight_minutes=100, carrier="ZZ"),)
TOLD = History(flight_672h=5000, flight_365d=50_000, fdp_168h=2000, fdp_672h=9000)
WEEK, MONTH = 10_080, 40_320
BEFORE = [
    ("flight time in 672 hours", FLIGHT, {"window": MONTH}, TOLD, 5000),
    ("flight time in 28 days", FLIGHT, {"calendar_days": 28}, TOLD, 5000),
    ("flight time in 365 days", FLIGHT, {"calendar_days": 365}, TOLD, 50_000),
    ("flight time in a year", FLIGHT, {"calendar_years": 1}, TOLD, 50_000),
    ("flight time in twelve months", FLIGHT, {"calendar_months": 12}, TOLD, 50_000),
    ("the longer window holds at least what the shorter one does", FLIGHT, {"calendar_days": 365},
     History(flight_672h=5000), 5000),
    ("flight duty in 168 hours", FDP, {"window": WEEK}, TOLD, 2000),
    ("flight duty in 672 hours", FDP, {"window": MONTH}, TOLD, 9000),
    ("a ledger wins over the totals, whoever it was flown for", FDP, {"window": WEEK},
     replace(TOLD, ledger=LEDGER), 100),
    ("and so does its flight time", FLIGHT, {"calendar_days": 365}, replace(TOLD, ledger=LEDGER), 100),
    ("standby at the airport in it counts", FDP, {"window": WEEK},
     History(ledger=(Past(Kind.AIRPORT_STANDBY, START - 1000, START - 910),)), 90),
    ("a deadhead in it does not", FDP, {"window": WEEK},
     History(ledger=(Past(Kind.DEADHEAD, START - 999, START - 900),)), 0),
    ("as duty it does", DUTY, {"window": WEEK}, History(ledger=(Past(Kind.DEADHEAD, START - 999, START - 900),)), 99),
]  # fmt: skip


@pytest.mark.parametrize(("name", "quantity", "window", "history", "past"), BEFORE)
def test_the_past_counts(name: str, quantity: Quantity, window: dict[str, int], history: History, past: int) -> None:
    event = flown("d", (START, START + 60))
    limit = CumulativeLimit(quantity=quantity, limit=past + 60, **window)
    assert found(limit, [event], history) == []
    assert found(limit.model_copy(update={"limit": past + 59}), [event], history) == [("d", past + 60)]


@pytest.mark.parametrize(("later", "reaches"), [(WEEK - 21, True), (WEEK - 20, False)])
def test_totals_lie_in_every_window_that_reaches_back_before_the_first_event(later: int, reaches: bool) -> None:
    events = [flown("d0", (START, START + 1)), flown("d1", (START + later, START + later + 60))]
    limit = CumulativeLimit(quantity=FDP, limit=500, window=WEEK)
    assert [event for event, _ in found(limit, events, History(fdp_168h=480)) if event == "d1"] == ["d1"] * reaches


YEARS = [
    ("all of 365 days may lie in the year", {"calendar_years": 1}, TOLD, 50_000, Verdict.NEEDS_POLICY),
    ("the last 28 days surely do", {"calendar_years": 1}, TOLD, 5000, Verdict.VIOLATION),
    ("of a year on its tenth day they need not", {"calendar_years": 1}, TOLD, 50_000, Verdict.NEEDS_POLICY),
    ("told by the year", {"calendar_years": 1}, replace(TOLD, flight_calendar_year=7000), 7000, Verdict.VIOLATION),
    ("all of 365 days may lie in the months", {"calendar_months": 12}, TOLD, 50_000, Verdict.NEEDS_POLICY),
    ("told by the months", {"calendar_months": 12}, replace(TOLD, flight_12_months=7000), 7000, Verdict.VIOLATION),
]


@pytest.mark.parametrize(("name", "window", "history", "past", "verdict"), YEARS)
def test_a_total_of_365_days_is_not_one_of_a_calendar_year(
    name: str, window: dict[str, int], history: History, past: int, verdict: Verdict
) -> None:
    start = new_york("2026-01-10", "0600") if "tenth" in name else START
    limit = CumulativeLimit(quantity=FLIGHT, limit=past + 60, **window)
    within = judged(limit, [flown("d", (start, start + 60))], history).findings
    assert verdict is Verdict.VIOLATION or [f.actual for f in within] == []
    broken = judged(limit, [flown("d", (start, start + 61))], history).findings
    assert [(f.verdict, f.limit) for f in broken] == [(verdict, past + 60)]


def test_twelve_months_told_are_those_of_the_first_event() -> None:
    """What of them lies in twelve later months is not told, and nothing of them in the month after."""
    limit = CumulativeLimit(quantity=FLIGHT, limit=7060, calendar_months=12)
    past = History(flight_12_months=7000)
    for day, expect in (("2026-06-30", "VIOLATION"), ("2026-07-02", "NEEDS_POLICY"), ("2027-06-02", "LEGAL")):
        later = new_york(day, "0600")
        events = [flown("d", (START, START + 1)), flown("e", (later, later + 60))]
        assert judged(limit, events, past).verdict == expect, day


# the plan


PLANNED = Fdp("d", START, START + 700, (LATE,), end=START + 700, scheduled_end=START + 500)


@pytest.mark.parametrize(
    ("name", "event", "phase", "limit", "expect"),
    [
        ("a rule of the plan takes the plan", PLANNED, Phase.PLAN, 500, []),
        ("and is broken by it", PLANNED, Phase.PLAN, 499, [500]),
        ("any other takes what was flown", PLANNED, Phase.BOTH, 699, [700]),
        ("a schedule may not exceed it either", replace(PLANNED, scheduled_end=START + 800), Phase.BOTH, 799, [800]),
    ],
)
def test_planned_and_flown(name: str, event: Fdp, phase: Phase, limit: int, expect: list[int]) -> None:
    limited = CumulativeLimit(quantity=FDP, limit=limit, window=10_000)
    assert [f.actual for f in judged(limited, [event], phase=phase).findings] == expect


def test_a_finding_says_what_and_since_when() -> None:
    (one,) = judged(CumulativeLimit(quantity=FDP, limit=399, window=WEEK), [duty(START, 400)]).findings
    since, until = to_iso(START + 400 - WEEK), to_iso(START + 400)
    assert one.message == (
        f"Flight duty adds up to 6:40 in the 168 consecutive hours from {since} to {until}, 0:01 over the 6:39 allowed"
        f"; {one.event} adds 6:40: shorten {one.event}."
    )
    assert one == Finding("c1", one.event, "sum", Verdict.VIOLATION, 399, 400, 1, one.message, path=one.path)


@pytest.mark.parametrize(
    ("name", "window", "past", "says"),
    [
        ("what else lies in the window", {"window": MONTH}, History(flight_672h=400),
         "; 6:40 of that lie before the first event, d adds 1:00: shorten d, or take other work out of this window."),
        ("a window of dates", {"calendar_days": 28}, History(flight_672h=400),
         "in the 28 consecutive calendar days from 2026-05-12 to 2026-06-08 (America/New_York), 0:01 over the 7:39"),
        ("what is too much without it", {"window": MONTH}, History(flight_672h=800), "13:20 of that lie before"),
        ("and then no cut is enough", {"window": MONTH}, History(flight_672h=800), "take d off, or take other work"),
        ("which total is missing", {"calendar_years": 1}, History(flight_365d=400),
         "Flight time may add up to 7:40 in the calendar year from 2026-01-01 to 2026-06-08 (America/New_York), 0:01"),
        ("and its key", {"calendar_years": 1}, History(flight_365d=400), "not told: give flight_calendar_year, or a"),
        ("the months' key", {"calendar_months": 12}, History(flight_365d=400), "give flight_12_months, or a ledger."),
    ],
)  # fmt: skip
def test_a_finding_says_what_to_do(name: str, window: dict[str, int], past: History, says: str) -> None:
    limit = CumulativeLimit(quantity=FLIGHT, limit=459, **window)
    (one,) = judged(limit, [flown("d", (START, START + 60))], past).findings
    assert says in one.message


# the plain reading


def made(gaps: Sequence[int], lengths: Sequence[int], start: int) -> list[Fdp]:
    events, report = list[Fdp](), start
    for place, length in enumerate(lengths[: len(gaps) + 1]):
        events.append(replace(duty(report, length, segments=1 + length % 3), id=f"d{place}"))
        report = events[-1].release + (gaps[place] if place < len(gaps) else 0)
    return events


def working(event: Fdp, quantity: Quantity) -> Iterator[int]:
    """Each minute of an event that counts."""
    if quantity is FLIGHT:
        for leg in event.legs:
            yield from range(leg.scheduled_out, leg.scheduled_in)
    elif quantity is FDP:
        yield from range(event.report, event.legs[-1].scheduled_in)
    else:
        yield from range(event.report, event.release)


def by_the_minute(events: Sequence[Fdp], quantity: Quantity, window: int, past: int = 0) -> dict[str, int]:
    """Of each event the fullest window of so many minutes that ends with one of its minutes, all counted one by one.

    ``past`` are the minutes of the history, in every window that holds a minute before the first event.
    """
    busy = {minute for event in events for minute in working(event, quantity)}
    fullest, total = dict[str, int](), 0
    owner = {minute: event.id for event in events for minute in working(event, quantity)}
    for minute in range(min(busy, default=0), max(busy, default=0) + 1):
        total += (minute in busy) - (minute - window in busy)
        if minute in owner:
            told = past if minute - window + 1 < events[0].report else 0
            fullest[owner[minute]] = max(fullest.get(owner[minute], 0), total + told)
    return fullest


def by_the_date(events: Sequence[Fdp], quantity: Quantity, days: int) -> dict[str, int]:
    """The same for windows of dates on the New York clock."""
    fullest, dates = dict[str, int](), Counter[date]()
    for event in events:
        for minute in working(event, quantity):
            today = local_date(minute, NEW_YORK)
            dates[today] += 1
            total = sum(dates[today - timedelta(days=back)] for back in range(days))
            fullest[event.id] = max(fullest.get(event.id, 0), total)
    return fullest


STARTS = [new_york(day, "1700") for day in ("2026-03-06", "2026-06-08", "2026-10-30", "2025-12-30", "2024-02-27")]
gaps = st.lists(st.one_of(st.integers(0, 1500), st.sampled_from([0, 600, 1440])), max_size=9)
lengths = st.lists(st.integers(220, 900), min_size=10, max_size=10)


@settings(max_examples=200, deadline=None)
@given(
    gaps,
    lengths,
    st.sampled_from(STARTS),
    st.sampled_from(Quantity),
    st.integers(1, 6000),
    st.integers(0, 1500),
    st.sampled_from([0, 200, 700]),
)
def test_sliding_hours_are_what_counting_minutes_gives(
    free: list[int], long: list[int], start: int, quantity: Quantity, window: int, most: int, past: int
) -> None:
    events, told = made(free, long, start), 0 if quantity is DUTY else past
    history = History(flight_672h=past, fdp_168h=past)
    expect = {event: sum_ for event, sum_ in by_the_minute(events, quantity, window, told).items() if sum_ > most}
    assert dict(found(CumulativeLimit(quantity=quantity, limit=most, window=window), events, history)) == expect


@settings(max_examples=100, deadline=None)
@given(gaps, lengths, st.sampled_from(STARTS), st.sampled_from(Quantity), st.integers(1, 5), st.integers(0, 1500))
def test_dates_are_what_counting_minutes_gives(
    free: list[int], long: list[int], start: int, quantity: Quantity, days: int, most: int
) -> None:
    events = made(free, long, start)
    expect = {event: total for event, total in by_the_date(events, quantity, days).items() if total > most}
    assert dict(found(CumulativeLimit(quantity=quantity, limit=most, calendar_days=days), events)) == expect


@settings(max_examples=100, deadline=None)
@given(gaps, lengths, st.integers(1, 6000), st.integers(0, 9))
def test_a_ledger_is_what_was_judged_before(free: list[int], long: list[int], window: int, cut: int) -> None:
    """Known work counts alike, whether it stands in the ledger or in the events."""
    events = made(free, long, START)
    past = tuple(Past(Kind.FDP, each.report, each.legs[-1].scheduled_in) for each in events[:cut])
    limit = CumulativeLimit(quantity=FDP, limit=700, window=window)
    later = {event.id for event in events[cut:]}
    whole = [each for each in found(limit, events) if each[0] in later]
    assert found(limit, events[cut:], History(ledger=past)) == whole


@settings(max_examples=100, deadline=None)
@given(gaps, lengths, st.integers(1, 4000), st.integers(300, 1500), st.sampled_from([0, 200]))
def test_up_to_the_last_legal_end_the_sum_is_kept(
    free: list[int], long: list[int], window: int, most: int, past: int
) -> None:
    """The end that the sum allows to the last event is the last one that it does not call a breach."""
    *before, last = made(free, long, START)
    limit = CumulativeLimit(quantity=FDP, limit=most, window=window)
    law, history = book((rule("sum", limit), ANY_DUTY)), History(fdp_168h=past)
    end = next(
        (
            each.end
            for each in Judge(law).answer(timeline([*before, last], history)).latest_ends
            if each.event == last.id
        ),
        None,
    )

    def broken(until: int) -> bool:
        leg = replace(last.legs[-1], scheduled_out=until - 30, scheduled_in=until)
        longer = replace(last, legs=(*last.legs[:-1], leg), release=until)
        return any(event == last.id for event, _ in found(limit, [*before, longer], history))

    if end is None:
        assert not broken(last.report + 5000)
    elif end > last.report + 220:
        assert not broken(end)
        assert broken(end + 1)
