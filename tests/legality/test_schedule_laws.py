"""The sweeps over a schedule against slow ones written out here, and laws that any schedule keeps."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clock import to_iso, to_minutes
from domain.schedules.reading import read_value
from domain.schedules.schedule import Aircraft, Flight, Paper
from legality.schedule.closed import Closed
from legality.schedule.papers import Papers
from legality.schedule.succession import OVERLAP, aircraft_findings
from tests.legality.schedules import changed, judge, legal

FIRST = date(2026, 6, 1)
spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda span: (min(span), max(span)))
days = st.integers(0, 30).map(lambda number: FIRST + timedelta(days=number))


@given(st.lists(spans, max_size=8), spans)
def test_what_is_closed_is_counted_minute_by_minute(stretches: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    closed = {minute for start, end in stretches for minute in range(start, end)}
    assert Closed(stretches).inside(*asked) == len(closed & set(range(*asked)))


@given(st.lists(st.tuples(days, days), max_size=6), days)
def test_a_paper_is_followed_day_by_day(stretches: list[tuple[date, date]], day: date) -> None:
    papers = Papers(Paper("MEDICAL", through, since) for since, through in stretches)
    valid = {at for since, through in stretches for at in _days(since, through)}
    last: date | None = max((at for at in valid if at <= day), default=None)
    while last is not None and last + timedelta(days=1) in valid:
        last += timedelta(days=1)
    assert papers.through("MEDICAL", None, day) == last


def _days(since: date, through: date) -> list[date]:
    return [since + timedelta(days=number) for number in range((through - since).days + 1)]


@given(st.lists(spans.filter(lambda span: span[0] < span[1]), max_size=7))
def test_an_aircraft_that_flies_twice_at_once_is_found_by_comparing_all_pairs(flown: list[tuple[int, int]]) -> None:
    flights = [Flight(f"f{n}", f"f{n}", "HVN", "HVN", *span, aircraft="n") for n, span in enumerate(flown)]
    found = {each.event for each in aircraft_findings(Aircraft("n", "B738", "HVN"), flights)}
    order = sorted(flights, key=lambda each: (each.out, each.into, each.id))
    assert found == {
        late.id for place, late in enumerate(order) if any(early.into > late.out for early in order[:place])
    }
    assert all(each.rule == OVERLAP for each in aircraft_findings(Aircraft("n", "B738", "HVN"), flights))


@settings(max_examples=100, deadline=None)
@given(
    weeks=st.integers(0, 2),
    ready=st.integers(-30, 30),
    parked=st.integers(-30, 30),
    kept=st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_a_schedule_that_moves_by_whole_weeks_is_found_fault_with_alike(
    weeks: int, ready: int, parked: int, kept: list[bool]
) -> None:
    value = changed({f"crew.c{n}.events": [] for n, stays in enumerate(kept, start=1) if not stays})
    value["flights"][1]["out"] = _moved(value["flights"][1]["out"], ready)
    value["flights"][2]["in"] = _moved(value["flights"][2]["in"], parked)
    before, after = (
        [(each.crew_id, each.event, each.rule, each.excess) for each in judge(read_value(each)).findings]
        for each in (value, _later(value, weeks * 7 * 1440))
    )
    assert before == after


def _moved(text: str, minutes: int) -> str:
    return to_iso(_minute(text) + minutes)


def _minute(text: str) -> int:
    return to_minutes(datetime.fromisoformat(text.replace("Z", "+00:00")))


def _later(value: Any, minutes: int) -> Any:
    """Every instant so much later; days of papers are far off."""
    if isinstance(value, dict):
        return {key: _later(each, minutes) for key, each in value.items()}
    if isinstance(value, list):
        return [_later(each, minutes) for each in value]
    return _moved(value, minutes) if isinstance(value, str) and value[-1:] == "Z" and value[:2] == "20" else value


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), spans, st.sets(st.integers(0, 5), max_size=5)), max_size=5))
def test_whatever_is_assigned_is_judged(duties: list[tuple[int, tuple[int, int], set[int]]]) -> None:
    """However duties and flights overlap, there is a verdict, and what is nobody's duty is no finding of theirs."""
    value = legal() | {"flights": legal()["flights"] + [_extra(n) for n in range(3)], "locks": []}
    names = [flight["id"] for flight in value["flights"]]
    for member in value["crew"]:
        member["events"] = []
    for place, (who, (start, end), flown) in enumerate(duties):
        times = {"report": to_iso(BASE + 10 * start), "release": to_iso(BASE + 10 * end)}
        if flown:
            event = {"kind": "FDP", "id": f"d{place}", "flights": [names[each] for each in sorted(flown)], **times}
        else:
            event = {
                "kind": "DUTY",
                "task": "OTHER",
                "id": f"d{place}",
                "start": times["report"],
                "end": times["release"],
            }
        value["crew"][who]["events"].append(event)
    schedule = read_value(value)
    known = {member.id: {event.id for event in member.timeline.events} for member in schedule.crew}
    for each in judge(schedule).findings:
        assert not each.crew_id or each.event in known[each.crew_id]
        assert each.excess > 0


BASE = _minute("2026-06-10T11:00Z")


def _extra(number: int) -> dict[str, Any]:
    out = BASE + 97 * number
    return {"id": f"x{number}", "from": "MCO", "to": "HVN", "out": to_iso(out), "in": to_iso(out + 170)}
