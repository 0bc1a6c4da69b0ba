"""Rows of stretches, and what stands on them, against a plain look at each stretch; and timelines of many events."""

from collections.abc import Callable, Sequence
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import DAY, HOUR
from domain.crew import Position
from domain.timelines.events import Event, Extension, Fdp, Task, Work
from domain.timelines.timeline import AcclimatedClock, Crew, Law, Policy, Timeline
from legality.gaps import Gap, Gaps, Span
from legality.rows import Row
from legality.stints import FEW, Own, Stint
from tests.legality.generated import MONDAY
from tests.legality.written import bench

instants = st.integers(0, 60)
windows = st.tuples(instants, instants).filter(lambda window: window[0] < window[1])
lengths = st.lists(st.integers(0, 9), min_size=2, max_size=24)


@given(st.lists(st.tuples(instants, instants), min_size=1, max_size=12).map(sorted), windows)
def test_a_row_says_what_lies_inside_a_window_and_what_is_to_be_looked_at(
    stretches: list[tuple[int, int]], window: tuple[int, int]
) -> None:
    """Whether or not the stretches are in order, and even where some end before they start."""
    since, until = window
    row = Row(stretches)
    whole, after, parts = row.cut(since, until)
    assert all(since <= start and end <= until for start, end in stretches[whole:after])
    looked_at = [*range(whole, after), *parts]
    assert len({*looked_at}) == len(looked_at)
    rest = [stretches[number] for number in range(len(stretches)) if number not in looked_at]
    assert all(min(end, until) <= max(start, since) for start, end in rest)
    assert row.peak(whole, after) == max((max(0, end - start) for start, end in stretches[whole:after]), default=0)


def _gaps(steps: Sequence[int]) -> tuple[Gaps, list[Span]]:
    """Gaps of one or two spans each: duty and free time by turns, in minutes; the first is free since ever."""
    ends = list(accumulate(steps))
    spans = [Span(ends[n], ends[n + 1]) for n in range(0, len(ends) - 1, 2)]
    first = Gap(None, steps[0], (), (Span(None, steps[0]),), Span(None, steps[0]))
    later = [Gap(span.start, span.end, (), (span,), span) for span in spans]
    return Gaps([first, *later]), [Span(None, steps[0]), *spans]


@given(lengths, windows, st.integers(1, 6), st.data())
def test_free_time_in_a_window_is_that_of_each_span(
    steps: list[int], window: tuple[int, int], minutes: int, data: st.DataObject
) -> None:
    gaps, spans = _gaps(steps)
    period = data.draw(st.integers(0, len(spans) - 1))
    start, end = window
    inside = [span.inside(start, end) for span in spans[: period + 1]]
    assert gaps.longest_inside(period, start, end) == max(inside)
    assert gaps.times_inside(period, start, end, minutes) == sum(length // minutes for length in inside)
    assert gaps.longest(period, start) == max(span.inside(start, 1000) for span in spans[: period + 1])
    lasting = [(number, span) for number, span in enumerate(spans) if span.lasts(minutes)]
    assert gaps.lasting(minutes) == tuple(lasting)


stints = st.tuples(instants, st.integers(0, 20), st.integers(0, 20), st.integers(0, 20)).map(
    lambda drawn: Stint(drawn[0], drawn[0] + sum(drawn[1:]), drawn[1], drawn[1] + drawn[2])
)


@given(st.lists(stints, min_size=1, max_size=3 * FEW).map(sorted), windows)
def test_many_stints_add_up_as_one_by_one(own: list[Stint], window: tuple[int, int]) -> None:
    assert Own(own).most(*window) == sum(stint.most_within(*window) for stint in own)
    assert Own(own).least(*window) == sum(stint.least_within(*window) for stint in own)


MANY = 1500


def _flight(name: str, at: int, length: int = 8 * HOUR, extension: Extension | None = None) -> Fdp:
    end = at + length
    return Fdp(name, at, end, at="JFK", end=end, segments=2, flight_minutes=240, extension=extension)


def _works(number: int) -> Event:
    return Work(f"e{number}", MONDAY + number * HOUR, MONDAY + number * HOUR + 30, Task.ADMIN)


def _between_flights(number: int) -> Event:
    at = MONDAY + number * DAY
    return _flight(f"e{number}", at) if number in (0, MANY - 1) else Work(f"e{number}", at, at + 30, Task.ADMIN)


def _long_extension(number: int) -> Event:
    at = MONDAY + number * DAY
    return _flight(f"e{number}", at, 13 * HOUR, Extension("BEFORE_TAKEOFF", pic_concurs=True, unforeseen=True))


@pytest.mark.parametrize("law", [Law.FAA_117, Law.FAA_121_467, Law.EASA_FTL])
@pytest.mark.parametrize("made", [_works, _between_flights, _long_extension])
def test_a_timeline_of_many_events_is_judged(made: Callable[[int], Event], law: Law) -> None:
    """However far an event looks back: neither too deep, nor again and again over all that lies before it."""
    position = Position.FLIGHT_ATTENDANT if law is Law.FAA_121_467 else Position.CAPTAIN
    events = tuple(made(number) for number in range(MANY))
    policy = Policy(AcclimatedClock.HOME_BASE, frm=False)
    judgement = bench().judge(Timeline(Crew("X1", position, "JFK", "JFK"), events, law, policy))
    assert judgement.duties == MANY
