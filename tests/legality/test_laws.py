"""What is true of every judgement, whatever the timeline; and what is not, with the example that the docs tell.

That windows slide is held against a reading minute by minute beside the sums.
"""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from domain.clock import DAY, HOUR
from domain.judgement import Judgement, Verdict
from domain.timelines.events import Deadhead, Event, Fdp, Kind, Rest
from domain.timelines.reading import read
from domain.timelines.timeline import History, Law, Timeline
from legality.moment import Scene
from legality.theater import one_theater
from tests.legality.generated import moved, timelines
from tests.legality.written import PILOT, bench, fdp, timed

FAA = (Law.FAA_117, Law.FAA_121_467)
WEEK = 7 * DAY
MANY = settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
SHORT = "segments: 1, flight_minutes: 60"
Said = list[tuple[str, str, Verdict, int, int]]


def said(judgement: Judgement) -> Said:
    return [(f.event, f.rule, f.verdict, f.limit, f.actual) for f in judgement.findings]


def judged(timeline: Timeline) -> Judgement:
    return bench().judge(timeline)


def scene(timeline: Timeline) -> Scene:
    """The timeline as the judge reads it."""
    return bench().judge_of(timeline).scene(timeline, Counter())


def clocks(timeline: Timeline) -> dict[str, list[tuple[str, str, int, bool]]]:
    """On which clocks each event is read, and at which minute of their day."""
    found = ((served.event.id, served.readings) for served in scene(timeline).line.served)
    return {name: [(each.whose, each.zone, each.minute, each.acclimated) for each in every] for name, every in found}


@pytest.mark.parametrize("law", FAA)
@given(st.data())
@MANY
def test_whole_weeks_later_in_the_same_season_the_verdict_is_the_same(law: Law, data: st.DataObject) -> None:
    timeline, weeks = data.draw(timelines(law)), data.draw(st.integers(1, 15))
    later = replace(timeline, events=tuple(moved(event, weeks * WEEK) for event in timeline.events))
    one, other = judged(timeline), judged(later)
    assert (said(one), one.verdict) == (said(other), other.verdict)


@pytest.mark.parametrize("law", Law)
@given(st.data())
@MANY
def test_a_duty_less_makes_nothing_illegal(law: Law, data: st.DataObject) -> None:
    """One that starts and ends at one place, and without which all others are read on the same clocks.

    All lie in the theater of the base. Under Part 117 no flight duty of the day parts two of the night (see below), and
    what a history tells of goes on to lie before the same event.
    """
    timeline = data.draw(timelines(law))
    assume(_in_one_theater(timeline) and judged(timeline).verdict is Verdict.LEGAL)
    place = data.draw(st.sampled_from(range(len(timeline.events))))
    assume(place > 0 or timeline.history == History())
    gone, less = timeline.events[place], without(timeline, place)
    assume(less.events and _stays(gone) and not _parts_nights(timeline, gone))
    assume(clocks(timeline) | clocks(less) == clocks(timeline))
    assert said(judged(less)) == []


def without(timeline: Timeline, place: int) -> Timeline:
    """A timeline less an event, and less the rests that were told beside it: without it they are parts of one."""
    beside = [timeline.events[near] for near in (place - 1, place + 1) if 0 <= near < len(timeline.events)]
    gone = {timeline.events[place].id, *(event.id for event in beside if isinstance(event, Rest))}
    return replace(timeline, events=tuple(event for event in timeline.events if event.id not in gone))


def _stays(event: Event) -> bool:
    if isinstance(event, Fdp):
        return event.legs[0].origin == event.legs[-1].destination
    return event.kind not in (Kind.DEADHEAD, Kind.REST)


def _parts_nights(timeline: Timeline, event: Event) -> bool:
    """Whether a flight duty outside the window of circadian low has such inside it on both sides."""
    drawn = scene(timeline)
    flights = [drawn.moment(served.place) for served in drawn.line.served if served.flying is not None]
    low = [bool(moment.facts["wocl_minutes"]) for moment in flights]
    place = next((n for n, moment in enumerate(flights) if moment.event is event), None)
    if place is None or low[place]:
        return False
    return any((timeline.history.consecutive_wocl_fdps, *low[:place])) and any(low[place + 1 :])


@pytest.mark.parametrize("law", Law)
@given(st.data())
@MANY
def test_days_more_of_rest_make_nothing_illegal(law: Law, data: st.DataObject) -> None:
    """A rest between two duty periods, so many whole days longer; all duties are read on the same clocks as before.

    All lie in the theater of the base. Under EASA the rest becomes long enough to be a recovery rest (see below).
    """
    timeline = data.draw(timelines(law))
    assume(_in_one_theater(timeline) and judged(timeline).verdict is Verdict.LEGAL)
    starts = [place for place in range(1, len(timeline.events)) if _opens(timeline, place)]
    assume(starts)
    days = data.draw(st.integers(3 if law is Law.EASA_FTL else 1, 4))
    longer = stretched(timeline, data.draw(st.sampled_from(starts)), days)
    assume(clocks(longer) == clocks(timeline))
    assert said(judged(longer)) == []


def stretched(timeline: Timeline, place: int, days: int) -> Timeline:
    """An event and all after it so many days later, and a rest that is told before it as much longer."""
    kept = timeline.events[:place]
    if isinstance(last := kept[-1], Rest):
        kept = (*kept[:-1], replace(last, end=last.end + days * DAY))
    return replace(timeline, events=(*kept, *(moved(event, days * DAY) for event in timeline.events[place:])))


def _in_one_theater(timeline: Timeline) -> bool:
    hops = [leg.destination for event in timeline.events if isinstance(event, Fdp) for leg in event.legs]
    rides = [event.destination for event in timeline.events if isinstance(event, Deadhead)]
    return all(one_theater(timeline.crew.base, place) for place in hops + rides)


def _opens(timeline: Timeline, place: int) -> bool:
    """Whether a duty period begins with an event."""
    event = timeline.events[place]
    return any(period.items[0].source is event for period in scene(timeline).line.periods)


@pytest.mark.parametrize("law", Law)
@given(st.data())
@MANY
def test_a_breach_found_early_stays(law: Law, data: st.DataObject) -> None:
    timeline = data.draw(timelines(law))
    first = replace(timeline, events=timeline.events[: data.draw(st.integers(1, len(timeline.events)))])
    early = {(f.event, f.rule) for f in judged(first).findings if f.verdict is Verdict.VIOLATION}
    whole = {(f.event, f.rule) for f in judged(timeline).findings if f.verdict is Verdict.VIOLATION}
    assert early <= whole


# laws that do not hold, each with its example


def test_a_day_duty_less_may_leave_too_many_nights_in_a_row() -> None:
    nights = [fdp(f"night{day}", f"{day} 0600", f"{day} 0800", more=SHORT) for day in (10, 11, 12)]
    later = [fdp("day", "12 1800", "12 2100", more=SHORT), fdp("night13", "13 0700", "13 0900", more=SHORT)]
    events = "".join(nights + later)
    timeline = read(f"{PILOT}policy: {{acclimated_clock: home_base}}\nevents:\n{events}")
    assert judged(timeline).verdict is Verdict.LEGAL
    assert [(event, rule) for event, rule, *_ in said(judged(without(timeline, 3)))] == [("night13", "14CFR117.27")]


def test_the_first_duty_less_brings_the_history_nearer() -> None:
    rest = fdp("night", "11 0600", "11 0800", more=SHORT) + fdp("night12", "12 0600", "12 0800", more=SHORT)
    head = f"{PILOT}policy: {{acclimated_clock: home_base}}\nhistory: {{consecutive_wocl_fdps: 2}}\n"
    timeline = read(f"{head}events:\n{timed('SHORT_CALL', '09 1200', '09 1400')}{rest}")
    assert judged(timeline).verdict is Verdict.LEGAL
    assert [(event, rule) for event, rule, *_ in said(judged(without(timeline, 0)))] == [("night12", "14CFR117.27")]


def test_a_day_more_of_rest_may_put_off_a_recovery_rest() -> None:
    crew = "regime: EASA_FTL\ncrew: {id: X1, position: CAPTAIN, base: FRA, acclimated_to: FRA}\n"
    nights = [(f"{day:02} 2200", f"{day + 1:02} 0400") for day in range(9, 16)]
    events = "".join(fdp(f"d{n}", *night, at="FRA") for n, night in enumerate(nights))
    timeline = read(f"{crew}events:\n{events}")
    assert judged(timeline).verdict is Verdict.LEGAL
    broken = said(judged(stretched(timeline, 3, 1)))
    assert [(event, rule, limit) for event, rule, _, limit, _ in broken] == [("d6", "ORO.FTL.235(d)", 168 * HOUR)]
