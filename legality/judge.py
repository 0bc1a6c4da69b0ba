"""The judge: what is not legal in the duties of a crew, exact to the minute, and what it could not check."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from domain.clock import hours
from domain.errors import InputError
from domain.judgement import Assumption, Finding, Judgement, ReportDue, Verdict
from domain.rulebook import Rulebook
from domain.timelines.events import Event, Fdp
from domain.timelines.timeline import Timeline
from legality.bindings import Bindings
from legality.drawing import draw
from legality.facts import crews
from legality.families import FAMILIES
from legality.latest import latest_end
from legality.line import Line
from legality.moment import Moment, Scene
from legality.registry import Families
from legality.settling import settle

OVERLAP: Final = "overlap"
"""The finding of a duty that begins before an earlier one ended: no rule allows or forbids it, it cannot be."""


def judge(rulebook: Rulebook, timelines: Sequence[Timeline]) -> Judgement:
    """Judges every event that starts in the Rulebook's period (base clock) by the values of its own date.

    Events before and after the period count for rest and windows, and are not judged themselves. Times are as flown
    where flown, else as scheduled. Findings are in the order of the timelines and of their events. ``unchecked`` names
    each hard rule the judge has no check for, or that applies to no scenario. A crew member given twice, or a duty that
    cannot be read, is an ``InputError``.
    """
    _one_each(timelines)
    return Judge(rulebook).judge(timelines)


class Judge:
    """One Rulebook, ready to judge by."""

    def __init__(self, rulebook: Rulebook, families: Families = FAMILIES) -> None:
        self._rulebook = rulebook
        self._bindings = Bindings(rulebook, families)

    @property
    def rulebook(self) -> Rulebook:
        """What it judges by."""
        return self._rulebook

    @property
    def bindings(self) -> Bindings:
        """The rules it judges by."""
        return self._bindings

    def judge(
        self, timelines: Sequence[Timeline], more: Callable[[Moment], Iterable[Finding]] = lambda moment: ()
    ) -> Judgement:
        """The judgement over many timelines: findings and reports. ``more`` is found of each event beside them."""
        seen, findings, reports, count = crews(timelines), list[Finding](), dict[ReportDue, None](), 0
        for timeline in timelines:
            scene = self.scene(timeline, seen)
            findings += _overlaps(scene.line)
            for moment in self._moments(scene):
                count += 1
                _judge(moment, findings, reports)
                findings += more(moment)
        return Judgement(
            verdict=worst(findings),
            findings=tuple(findings),
            checked=self._bindings.checked(),
            unchecked=self._bindings.unchecked(),
            words_only=self._bindings.words_only(),
            rulebook=self._rulebook.hash,
            duties=count,
            reports_due=tuple(reports),
        )

    def answer(self, timeline: Timeline) -> Judgement:
        """The judgement of one timeline, with what it assumed and the last legal end of each flight duty period."""
        scene = self.scene(timeline, Counter())
        findings, reports = list(_overlaps(scene.line)), dict[ReportDue, None]()
        moments = list(self._moments(scene))
        for moment in moments:
            _judge(moment, findings, reports)
        flights = [moment for moment in moments if moment.flying is not None]
        position = timeline.crew.position
        return Judgement(
            verdict=worst(findings),
            findings=tuple(findings),
            checked=self._bindings.checked(position),
            unchecked=self._bindings.unchecked(position),
            words_only=self._bindings.words_only(position),
            rulebook=self._rulebook.hash,
            duties=len(moments),
            reports_due=tuple(reports),
            assumptions=tuple(_assumed(moment) for moment in flights),
            latest_ends=tuple(end for moment in flights if (end := latest_end(moment)) is not None),
        )

    def scene(self, timeline: Timeline, seen: Counter[str]) -> Scene:
        """A timeline under these rules; ``seen``: how many pilots operate each flight, as far as it is known."""
        scope = self._bindings.scope(timeline.crew.position, timeline.crew.base)
        line = draw(timeline, scope.required_rest, scope.acclimating_rest)
        return Scene(line, scope, seen, self._rulebook.start, self._rulebook.end)

    def _moments(self, scene: Scene) -> Iterator[Moment]:
        for served in scene.line.served:
            if scene.judges(served):
                yield scene.moment(served.place)


def _judge(moment: Moment, findings: list[Finding], reports: dict[ReportDue, None]) -> None:
    for stands in moment.checking():
        check, repeats = stands.bound.family.check, stands.bound.family.repeats
        for breach in check(stands.spec, moment, stands.planned) if check else ():
            if repeats is not None and repeats(breach, moment):
                continue
            settled = settle(moment, stands, breach)
            findings += [settled.finding] if settled.finding else []
            reports.update(dict.fromkeys(settled.reports))


def _one_each(timelines: Sequence[Timeline]) -> None:
    twice = [crew for crew, times in Counter(timeline.crew.id for timeline in timelines).items() if times > 1]
    if twice:
        raise InputError(f"Crew member {twice[0]} has two timelines: join their duties in one.")


def worst(findings: Sequence[Finding]) -> Verdict:
    """The verdict over several findings; LEGAL without one."""
    found = {finding.verdict for finding in findings}
    ranked = (Verdict.VIOLATION, Verdict.NEEDS_POLICY)
    return next((verdict for verdict in ranked if verdict in found), Verdict.LEGAL)


def _overlaps(line: Line) -> Iterator[Finding]:
    """Duties that begin before an earlier one has ended."""
    released: int | None = None
    for served in line.served:
        if served.period is None:
            continue
        event = served.event
        if released is not None and released > event.start:
            both = released - event.start
            message = f"The duty begins {hours(both)} before an earlier one is released."
            yield Finding(line.timeline.crew.id, event.id, OVERLAP, Verdict.VIOLATION, 0, both, both, message)
        released = event.finish if released is None else max(released, event.finish)


def _assumed(moment: Moment) -> Assumption:
    body = moment.served.body
    state = moment.facts.get("acclimatisation")
    clocks = dict.fromkeys(reading.zone for reading in moment.served.readings)
    return Assumption(
        event=moment.event.id,
        theater=body.anchor,
        acclimated=body.acclimated,
        clocks=tuple(clocks),
        state=None if state is None else str(state),
        transfers=tuple(_transfers(moment.event)),
    )


def _transfers(event: Event) -> Iterator[str]:
    """Where a leg leaves from another airport than the one before it arrived at."""
    for one, other in pairwise(event.legs if isinstance(event, Fdp) else ()):
        if one.destination != other.origin and not one.diversion:
            yield f"{one.destination}-{other.origin}"
