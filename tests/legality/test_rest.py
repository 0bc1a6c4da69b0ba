"""Rest before a report and in the window: edges, clock changes, and the plain minute-by-minute reading."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.crew import Position
from domain.judgement import Verdict
from domain.rules.cabin import ReducedRest
from domain.rules.limits import MinimumRest, RestInWindow
from domain.rules.resting import NoDutyInRest
from domain.rules.rule import RuleKind
from domain.timelines.events import Fdp, Task, Work
from legality.judge import OVERLAP, judge
from tests.legality.books import ANY_DUTY, LAW, REST, WINDOW, book, duty, new_york, pilot, rule, timeline
from tests.legality.plain import longest_free, rest_before

REST_ONLY = book((rule("rest", REST), ANY_DUTY))
WINDOW_ONLY = book((rule("window", WINDOW), ANY_DUTY))
REDUCED = ReducedRest(reducible_to=480, compensating=600, begins_within=1440)
MORNING = new_york("2026-06-08", "0600")


@pytest.mark.parametrize(("free", "short"), [(601, None), (600, None), (599, 1), (0, 600)])
def test_ten_hours_from_release_to_the_next_report(free: int, short: int | None) -> None:
    first = duty(MORNING, 400)
    found = judge(REST_ONLY, [pilot(first, duty(first.release + free, 400))]).findings
    assert [(f.limit, f.actual, f.excess) for f in found] == ([] if short is None else [(600, free, short)])


def test_the_first_known_duty_is_rested() -> None:
    assert judge(LAW, [pilot(duty(MORNING, 400))]).findings == ()


@pytest.mark.parametrize(
    ("name", "release", "report", "legal"),
    [
        ("the clock skips an hour: 22:00 to 08:00 is nine hours", "2026-03-07 2200", "2026-03-08 0800", False),
        ("22:00 to 09:00 is ten", "2026-03-07 2200", "2026-03-08 0900", True),
        ("the clock goes back: 22:00 to 07:00 is ten hours", "2026-10-31 2200", "2026-11-01 0700", True),
        ("22:00 to 06:59 is a minute short", "2026-10-31 2200", "2026-11-01 0659", False),
    ],
)
def test_rest_is_elapsed_time_on_nights_when_clocks_change(name: str, release: str, report: str, legal: bool) -> None:
    until, since = new_york(*release.split()), new_york(*report.split())
    first = replace(duty(until - 500, 400), release=until)
    assert (judge(REST_ONLY, [pilot(first, duty(since, 300))]).verdict is Verdict.LEGAL) is legal


def test_each_position_has_its_own_rule() -> None:
    attendants = rule("121", MinimumRest(minutes=660), positions=(Position.FLIGHT_ATTENDANT,))
    both = book((rule("117", REST), ANY_DUTY), (attendants, ANY_DUTY))
    first = duty(MORNING, 400)
    duties = (first, duty(first.release + 599, 300))
    crew = [timeline(p, p, "JFK", duties) for p in (Position.CAPTAIN, Position.FLIGHT_ATTENDANT)]
    assert [(f.crew_id, f.rule) for f in judge(both, crew).findings] == [
        ("CAPTAIN", "117"),
        ("FLIGHT_ATTENDANT", "121"),
    ]


@pytest.mark.parametrize(
    ("free", "then", "broken"),
    [
        (540, 540, []),
        (539, 600, []),
        (480, 600, []),
        (480, 599, ["reduced"]),
        (479, 600, ["rest"]),
    ],
)
def test_a_rest_that_may_be_reduced_and_is_made_good(free: int, then: int, broken: list[str]) -> None:
    nine, less = rule("rest", MinimumRest(minutes=540)), rule("reduced", REDUCED)
    first = duty(MORNING, 400)
    second = duty(first.release + free, 400)
    third = duty(second.release + then, 400)
    law = book((nine, ANY_DUTY), (less, ANY_DUTY))
    assert [found.rule for found in judge(law, [pilot(first, second, third)]).findings] == broken


@pytest.mark.parametrize(("free", "broken"), [(600, []), (599, ["agreed"]), (539, ["agreed"])])
def test_the_law_reduces_no_rest_that_an_agreement_gives(free: int, broken: list[str]) -> None:
    agreed = rule("agreed", REST).model_copy(update={"kind": RuleKind.CONTRACT})
    law = (rule("rest", MinimumRest(minutes=540)), rule("reduced", REDUCED))
    first = duty(MORNING, 400)
    second = duty(first.release + free, 400)
    both = book(*((each, ANY_DUTY) for each in (agreed, *law)))
    third = duty(second.release + 600, 400)
    assert [found.rule for found in judge(both, [pilot(first, second, third)]).findings] == broken


def days(free: list[int], length: int = 600) -> list[Fdp]:
    """Duties with these free minutes between them."""
    found = [duty(MORNING, length)]
    for gap in free:
        found.append(duty(found[-1].release + gap, length))
    return found


@pytest.mark.parametrize(
    ("name", "free", "events"),
    [
        ("short nights only: from the seventh report on no 30 hours are in reach", [825] * 7, [6, 7]),
        ("the day before the first duty counts: the sixth report is still fine", [825] * 5, []),
        ("30 hours just inside", [1800, *[825] * 5], []),
        ("a minute short of 30 hours helps nobody", [1799, *[825] * 6], [6, 7]),
    ],
)
def test_thirty_hours_in_every_168(name: str, free: list[int], events: list[int]) -> None:
    duties = days(free)
    found = judge(WINDOW_ONLY, [pilot(*duties)]).findings
    assert [f.event for f in found] == [duties[place].id for place in events]


def test_the_window_ends_with_the_report_to_the_minute() -> None:
    """The 30 hours may be cut by the window's start: exactly 30 hours inside are enough."""
    early = duty(MORNING, 300)
    rest_end = early.release + 5000
    reports = [rest_end + n * 1000 for n in range(8)]
    duties = [early, *(duty(report, 300) for report in reports)]
    last = rest_end + WINDOW.window - WINDOW.rest
    duties = [d for d in duties if d.release < last - 100]
    assert judge(WINDOW_ONLY, [pilot(*duties, duty(last, 300))]).findings == ()
    (found,) = judge(WINDOW_ONLY, [pilot(*duties, duty(last + 1, 300))]).findings
    assert (found.limit, found.actual, found.excess) == (1800, 1799, 1)


def test_a_duty_before_the_period_counts_as_duty_and_is_not_judged() -> None:
    from datetime import date

    june = book((rule("rest", REST), ANY_DUTY), start=date(2026, 6, 8), end=date(2026, 7, 1))
    before, last = duty(MORNING - 1000, 300), duty(MORNING - 600, 500)
    found = judge(june, [pilot(before, last, duty(MORNING, 300))])
    assert [f.event for f in found.findings] == [f"d{MORNING}"]
    assert found.duties == 1


def test_overlap_is_found_without_any_rule() -> None:
    long = duty(MORNING, 400)
    inside = duty(MORNING + 100, 100)
    after = duty(long.release, 100)
    found = judge(book(), [pilot(long, inside, after)])
    assert [(f.rule, f.event, f.actual, f.path) for f in found.findings] == [
        (OVERLAP, inside.id, long.release - inside.report, ())
    ]
    assert found.verdict is Verdict.VIOLATION


gaps = st.lists(st.integers(-200, 2500), max_size=12)
lengths = st.lists(st.integers(61, 900), min_size=13, max_size=13)


def made(free: list[int], long: list[int]) -> list[Fdp]:
    report, found = MORNING, list[Fdp]()
    for number, length in enumerate(long[: len(free) + 1]):
        found.append(replace(duty(report, length), id=f"d{number}"))
        report = max(report + 1, found[-1].release + (free[number] if number < len(free) else 0))
    return found


@settings(max_examples=80)
@given(gaps, lengths, st.sampled_from([60, 600, 720]))
def test_rest_is_what_counting_minutes_gives(free: list[int], long: list[int], least: int) -> None:
    duties = made(free, long)
    found = judge(book((rule("rest", MinimumRest(minutes=least)), ANY_DUTY)), [pilot(*duties)]).findings
    short = {d.id: count for d in duties if (count := rest_before(duties, d, least)) < least}
    assert {f.event: f.actual for f in found if f.rule == "rest"} == short


@settings(max_examples=40)
@given(gaps, lengths, st.sampled_from([(1800, 10080), (600, 2880), (2160, 2160)]))
def test_windows_are_what_counting_minutes_gives(free: list[int], long: list[int], limit: tuple[int, int]) -> None:
    rest, window = limit
    duties = made(free, long)
    spec = RestInWindow(rest=rest, window=window)
    found = judge(book((rule("window", spec), ANY_DUTY)), [pilot(*duties)]).findings
    short = {d.id: count for d in duties if (count := longest_free(duties, d, window)) < rest}
    assert {f.event: f.actual for f in found if f.rule == "window"} == short


@settings(max_examples=80)
@given(gaps, lengths, st.data())
def test_a_later_release_never_heals(free: list[int], long: list[int], data: st.DataObject) -> None:
    duties = made(free, long)
    place = data.draw(st.integers(0, len(duties) - 1))
    later = data.draw(st.integers(1, 1500))
    longer = [replace(d, release=d.release + later) if n == place else d for n, d in enumerate(duties)]
    before = {(f.event, f.rule): f.excess for f in judge(LAW, [pilot(*duties)]).findings}
    after = {(f.event, f.rule): f.excess for f in judge(LAW, [pilot(*longer)]).findings}
    assert all(after.get(broken, -1) >= excess for broken, excess in before.items())


@settings(max_examples=50)
@given(gaps, lengths, st.data())
def test_one_duty_less_never_adds_a_finding_to_the_others(
    free: list[int], long: list[int], data: st.DataObject
) -> None:
    duties = made(free, long)
    gone = data.draw(st.sampled_from(duties))
    before = {(f.event, f.rule) for f in judge(LAW, [pilot(*duties)]).findings}
    after = {(f.event, f.rule) for f in judge(LAW, [pilot(*(d for d in duties if d is not gone))]).findings}
    assert after <= before


@given(gaps, lengths, st.randoms())
@settings(max_examples=40)
def test_the_order_of_duties_and_crew_changes_nothing_but_order(
    free: list[int], long: list[int], chance: object
) -> None:
    duties = made(free, long)
    shuffled = list(duties)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert judge(LAW, [pilot(*shuffled)]) == judge(LAW, [pilot(*duties)])


@pytest.mark.parametrize(("start", "broken"), [(date(2026, 1, 1), ["in rest"]), (date(2026, 6, 10), ["rest"])])
def test_a_short_rest_is_told_once_and_never_not_at_all(start: date, broken: list[str]) -> None:
    """Training on the ninth lies in the rest; where the judged days begin with the tenth, only the report is judged."""
    law = book((rule("rest", REST), ANY_DUTY), (rule("in rest", NoDutyInRest()), ANY_DUTY), start=start)
    training = Work("t", new_york("2026-06-09", "2100"), new_york("2026-06-09", "2200"), Task.TRAINING)
    first, second = duty(new_york("2026-06-09", "0600"), 600), duty(new_york("2026-06-10", "0600"), 300)
    events = (first, training, second)
    person = timeline("c1", Position.CAPTAIN, "JFK", ())
    assert [found.rule for found in judge(law, [replace(person, events=events)]).findings] == broken
