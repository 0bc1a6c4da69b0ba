"""Looking forward: the earliest legal report after the last event, the latest end then, what is left in each window.

The judge itself is asked: flight duty of a minute is put behind the last event, and moved until no rule of rest is
broken that was not broken before.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from domain.ahead import Ahead, Left
from domain.clock import DAY
from domain.judgement import Finding
from domain.rules.cumulative import CumulativeLimit
from domain.timelines.events import Event, Fdp, Rest
from domain.timelines.timeline import Timeline
from legality.breach import Breach
from legality.families import sums
from legality.judge import Judge
from legality.latest import latest_end
from legality.moment import Moment, Scene
from legality.settling import settle

NEXT: Final = "next"
"""The name of the duty that is put behind the last event."""
HORIZON: Final = 60 * DAY
"""So far ahead is looked: longer than any rest or window of days."""
NOT_REST: Final = ("cumulative_limit", "consecutive_nights", "reserve_notice")
"""Families that may forbid a report for want of something else than rest."""


class Fault(NamedTuple):
    """A breach of rest, known by the event and rule it is found at, and what both sides are counted in."""

    event: str
    rule: str
    unit: str


Faults = dict[Fault, Finding]


def ahead(judge: Judge, timeline: Timeline) -> Ahead | None:
    """What may come after the last event; None where nothing is known, or where no report in 60 days is legal.

    The judge's Rulebook has to reach so far. What only policy can settle is taken to be broken.
    """
    found = earliest_legal_report(judge, timeline)
    if found is None:
        return None
    report, binding = found
    moment = _moment(judge, timeline, report)
    return Ahead(report, binding, latest_end(moment), tuple(_windows(moment)))


def earliest_legal_report(judge: Judge, timeline: Timeline) -> tuple[int, str] | None:
    """The first minute from the end of the last event on at which rest allows flight duty, and the rule that binds.

    A rest that is told last goes on until the report. None without events, and where 60 days are not enough.
    """
    if not timeline.events:
        return None
    report, binding = _last(timeline), ""
    latest, known = report + HORIZON, _faults(judge, timeline)
    while found := _new(judge, timeline, report, known):
        if report >= latest:
            return None
        fault = min(found, key=lambda each: (each.event != NEXT, each))
        binding, report = fault.rule, _cured(judge, timeline, report, fault)
    return report, binding


def _last(timeline: Timeline) -> int:
    """When the last event ends that is no rest; where there are only rests, when the first one starts."""
    ends = [event.finish for event in timeline.events if not isinstance(event, Rest)]
    return max(ends, default=timeline.events[0].start)


def _new(judge: Judge, timeline: Timeline, report: int, known: Faults) -> Faults:
    """What is broken with a report at a minute, and is not without it."""
    found = _faults(judge, followed(timeline, report))
    return {fault: finding for fault, finding in found.items() if fault not in known}


def _cured(judge: Judge, timeline: Timeline, report: int, fault: Fault) -> int:
    """The first later minute at which a fault is no more: rest never shrinks, so the fault stays until then.

    What is missing of a rest is tried as one step; all else is looked for in steps that double, and then by halves.
    """

    def broken(at: int) -> Finding | None:
        return _faults(judge, followed(timeline, at)).get(fault)

    low, at, step = report, report, 1
    while (finding := broken(at)) is not None and at < report + HORIZON:
        short = finding.limit - finding.actual if fault.unit == "min" else 0
        low, at, step = at, at + max(short, step), step * 2
    return at if broken(at - 1) else _first(lambda minute: broken(minute) is None, low + 1, at - 1)


def _first(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The first minute that holds, from ``low`` to ``high``, which does."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def followed(timeline: Timeline, report: int) -> Timeline:
    """A timeline with flight duty of a minute behind it; the rest that is told last ends with its report."""
    kept = [event for event in timeline.events if not isinstance(event, Rest) or event.start < report]
    if kept and isinstance(last := kept[-1], Rest):
        kept[-1] = _until(last, report)
    probe = Fdp(NEXT, report, report + 1, end=report + 1, segments=1, flight_minutes=0)
    return replace(timeline, events=(*kept, probe))


def _until(rest: Rest, report: int) -> Event:
    more = max(0, report - rest.end)
    sleep = None if rest.sleep_opportunity is None else rest.sleep_opportunity + more
    return replace(rest, end=report, sleep_opportunity=sleep)


def _faults(judge: Judge, timeline: Timeline) -> Faults:
    """What is broken of the rules of rest, by where and which."""
    scene = judge.scene(timeline, Counter())
    found = (finding for served in scene.line.served for finding in _broken(scene, served.place))
    return {Fault(finding.event, finding.rule, finding.unit): finding for finding in found}


def _broken(scene: Scene, place: int) -> Iterator[Finding]:
    moment = scene.moment(place)
    for family in scene.scope.checking:
        for stands in moment.standing(family) if family not in NOT_REST else ():
            check = stands.bound.family.check
            breaches: Iterator[Breach] = check(stands.spec, moment, stands.planned) if check else iter(())
            for breach in breaches:
                if (finding := settle(moment, stands, breach).finding) is not None:
                    yield finding


def _moment(judge: Judge, timeline: Timeline, report: int) -> Moment:
    scene = judge.scene(followed(timeline, report), Counter())
    return scene.moment(next(each.place for each in scene.line.served if each.event.id == NEXT))


def _windows(moment: Moment) -> Iterator[Left]:
    """The cumulative limits at the start of an event, by rule."""
    for stands in sorted(moment.standing("cumulative_limit"), key=lambda each: each.code):
        spec: CumulativeLimit = stands.spec
        known = sums.known(spec, moment)
        yield Left(stands.code, spec.quantity.value, spec.limit, known.most, known.since)
