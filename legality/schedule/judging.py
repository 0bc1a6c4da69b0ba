"""The judge of a schedule: each family over its flights, duties and months, and every timeline as it stands alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from domain.judgement import Finding, Judgement
from domain.rulebook import Rulebook
from domain.schedules.schedule import Flight, Member, Schedule
from legality.judge import worst
from legality.moment import Moment
from legality.schedule.earned import told_otherwise
from legality.schedule.families import FAMILIES
from legality.schedule.locks import lock_findings
from legality.schedule.moments import DutyMoment, FlightMoment, MonthMoment, Person, Whole, by_time, day_of
from legality.schedule.parts import Part
from legality.schedule.registry import Of
from legality.schedule.succession import Steps, aircraft_findings, timetable, unassigned
from legality.settling import finding
from legality.situations import Situation


def judge_schedule(rulebook: Rulebook, schedule: Schedule, *later: Rulebook) -> Judgement:
    """Judges what lies in the Rulebook's period; what lies around it counts for what comes before and after.

    ``later`` are the Rulebooks of the days after it, in their order: each thing is judged by that of its own day. A
    flight has the date of its departure at its origin, a duty that of its report at the base, a month that of its first
    day in the schedule's period. Findings come by flights and aircraft, crew members (each one's duties, then months)
    and locks. ``unchecked`` names each hard rule of no known family, of no scenario, or of flights and for some bases
    only.
    """
    return _Judging((rulebook, *later), schedule).judgement()


class _Judging:
    """One schedule under its Rulebooks."""

    def __init__(self, rulebooks: tuple[Rulebook, ...], schedule: Schedule) -> None:
        self._parts = tuple(map(Part, rulebooks))
        self._schedule = schedule
        self._whole = Whole(schedule)
        self._persons = {member.id: Person(member) for member in schedule.crew}
        self._steps = {member.id: Steps(member) for member in schedule.crew}

    def judgement(self) -> Judgement:
        """Findings of everything, in order."""
        timelines = [member.timeline for member in self._schedule.crew]
        alone = [part.judge.judge(timelines, self._duty) for part in self._parts]
        findings = (*self._flights(), *self._crew(_by_crew(alone)), *lock_findings(self._whole))
        return Judgement(
            verdict=worst(findings),
            findings=findings,
            checked=tuple(sorted({code for part in self._parts for code in part.checked()})),
            unchecked=tuple(sorted({code for part in self._parts for code in part.unchecked()})),
            words_only=tuple(sorted({code for each in alone for code in each.words_only})),
            rulebook=" ".join(part.rulebook.hash for part in self._parts),
            duties=sum(each.duties for each in alone),
            reports_due=tuple(due for each in alone for due in each.reports_due),
        )

    def _on(self, day: date) -> Part | None:
        """The rules that a day is judged by; None outside of the period."""
        return next((part for part in self._parts if part.holds(day)), None)

    def _flights(self) -> Iterator[Finding]:
        flights = timetable(self._schedule.flights)
        before = _parked_before(flights)
        impossible = self._impossible(flights)
        for flight in sorted(self._schedule.flights, key=by_time):
            day = day_of(flight.out, flight.origin)
            part = self._on(day)
            if part is None:
                continue
            if flight.ours:
                aircraft = self._whole.aircraft.get(flight.aircraft or "")
                yield from self._flight(part, FlightMoment(self._whole, flight, day, aircraft, before.get(flight.id)))
            yield from impossible.pop(flight.id, ())
        for aircraft in self._schedule.aircraft:
            for booked in aircraft.maintenance:
                yield from impossible.get(booked.id, ())

    def _flight(self, part: Part, moment: FlightMoment) -> Iterator[Finding]:
        facts = moment.facts
        plan = part.flights.plan(moment.day, Situation(facts, lambda: (facts,)))
        yield from unassigned(
            moment.flight, self._whole.operators(moment.flight.id).total(), bool(plan.get("crew_complement"))
        )
        for family in part.flights.families:
            for stands in plan.get(family, ()):
                for breach in FAMILIES[family].check(stands.spec, moment):
                    yield finding("", moment.flight.id, stands, breach)

    def _impossible(self, flights: Mapping[str, list[Flight]]) -> dict[str, list[Finding]]:
        """What an aircraft cannot do, by flight or maintenance."""
        found: dict[str, list[Finding]] = {}
        for aircraft in self._schedule.aircraft:
            for each in aircraft_findings(aircraft, flights.get(aircraft.id, [])):
                found.setdefault(each.event, []).append(each)
        return found

    def _duty(self, moment: Moment) -> Iterator[Finding]:
        crew = moment.line.timeline.crew.id
        seen = DutyMoment(self._whole, self._persons[crew], moment)
        for family, scheduled in FAMILIES.items():
            if scheduled.of is Of.DUTY:
                for stands in moment.standing(family):
                    for breach in scheduled.check(stands.spec, seen):
                        yield finding(crew, moment.event.id, stands, breach)

    def _crew(self, alone: Mapping[str, list[Finding]]) -> Iterator[Finding]:
        """The findings of each crew member together."""
        for member in self._schedule.crew:
            yield from alone.get(member.id, ())
            yield from self._member(member)
            yield from self._months(member)

    def _member(self, member: Member) -> Iterator[Finding]:
        steps = self._steps[member.id]
        for event in member.timeline.events:
            found = steps.of(event)
            kept = self._on(day_of(event.start, member.timeline.crew.base)) is not None
            yield from (each for each in found if kept)

    def _months(self, member: Member) -> Iterator[Finding]:
        begin = max(self._schedule.first, self._parts[0].rulebook.start)
        for first in _months(begin, self._schedule.last):
            part = self._on(max(first, begin))
            if part is not None:
                yield from told_otherwise(member, first)
                yield from _month(part, MonthMoment(member, first), max(first, begin))


def _month(part: Part, moment: MonthMoment, day: date) -> Iterator[Finding]:
    crew = moment.member.timeline.crew
    scope = part.judge.bindings.scope(crew.position, crew.base)
    for family, scheduled in FAMILIES.items():
        if scheduled.of is Of.MONTH:
            for stands in scope.standing(family, day, Situation(moment.facts, lambda: ())):
                for breach in scheduled.check(stands.spec, moment):
                    yield finding(crew.id, f"{moment.first:%Y-%m}", stands, breach)


def _by_crew(alone: list[Judgement]) -> Mapping[str, list[Finding]]:
    """What was found on each timeline, once: an overlap is found by the rules of every day."""
    found: dict[str, list[Finding]] = defaultdict(list)
    seen: set[Finding] = set()
    for judgement in alone:
        for each in judgement.findings:
            if each not in seen:
                found[each.crew_id].append(each)
        seen.update(judgement.findings)
    return found


def _parked_before(flights: Mapping[str, list[Flight]]) -> dict[str, Flight]:
    """Of each flight, the earlier one of its aircraft that arrives last."""
    found: dict[str, Flight] = {}
    for turns in flights.values():
        last: Flight | None = None
        for flight in turns:
            if last is not None:
                found[flight.id] = last
            last = flight if last is None or flight.into >= last.into else last
    return found


def _months(first: date, last: date) -> Iterator[date]:
    """The first days of the calendar months that a period touches."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)
