"""The judge of a schedule: each family over its flights, duties and months, and every timeline as it stands alone."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from domain.judgement import Finding, Judgement
from domain.rulebook import Rulebook
from domain.schedules.schedule import Flight, Member, Schedule
from legality.bindings import Scope
from legality.families import FAMILIES as OF_TIMELINES
from legality.judge import Judge, worst
from legality.moment import Moment
from legality.registry import Families, Family
from legality.schedule.families import FAMILIES
from legality.schedule.locks import lock_findings
from legality.schedule.moments import DutyMoment, FlightMoment, MonthMoment, Person, Whole, by_time, day_of
from legality.schedule.registry import Of
from legality.schedule.succession import Steps, aircraft_findings, timetable, unassigned
from legality.settling import finding
from legality.situations import Situation

_KNOWN: Final[Families] = {**OF_TIMELINES, **{name: Family() for name in FAMILIES}}


def judge_schedule(rulebook: Rulebook, schedule: Schedule) -> Judgement:
    """Judges what lies in the Rulebook's period; what lies around it counts for what comes before and after.

    A flight has the date of its departure at its origin, a duty that of its report at the base. Findings come by
    flights and aircraft, crew members (each one's duties, then months) and locks. ``unchecked`` names each hard rule
    of no known family, of no scenario, or of flights and for some bases only.
    """
    return _Judging(rulebook, schedule).judgement()


class _Judging:
    """One schedule under one Rulebook."""

    def __init__(self, rulebook: Rulebook, schedule: Schedule) -> None:
        self._rulebook = rulebook
        self._schedule = schedule
        self._whole = Whole(schedule)
        self._judge = Judge(rulebook, _KNOWN)
        self._persons = {member.id: Person(member) for member in schedule.crew}
        self._steps = {member.id: Steps(member) for member in schedule.crew}

    def judgement(self) -> Judgement:
        """Findings of everything, in order."""
        alone = self._judge.judge([member.timeline for member in self._schedule.crew], self._duty)
        bindings = self._judge.bindings
        blind = self._blind()
        findings = (*self._flights(), *self._crew(alone.findings), *lock_findings(self._whole))
        return Judgement(
            verdict=worst(findings),
            findings=findings,
            checked=tuple(code for code in bindings.checked() if code not in blind),
            unchecked=tuple(sorted({*bindings.unchecked(), *blind})),
            words_only=bindings.words_only(),
            rulebook=self._rulebook.hash,
            duties=alone.duties,
            reports_due=alone.reports_due,
        )

    def _blind(self) -> frozenset[str]:
        """Hard rules of flights that are for some bases only: a flight has none."""
        of_flights = {name for name, scheduled in FAMILIES.items() if scheduled.of is Of.FLIGHT}
        hard = (chosen.rule for chosen in self._rulebook.chosen if chosen.rule.hard and chosen.rule.bases)
        return frozenset(rule.code for rule in hard if rule.family in of_flights)

    def _in_period(self, day: date) -> bool:
        return self._rulebook.start <= day < self._rulebook.end

    def _flights(self) -> Iterator[Finding]:
        families = tuple(name for name, scheduled in FAMILIES.items() if scheduled.of is Of.FLIGHT)
        scope = self._judge.bindings.everywhere(families)
        flights = timetable(self._schedule.flights)
        before = _parked_before(flights)
        impossible = self._impossible(flights)
        for flight in sorted(self._schedule.flights, key=by_time):
            day = day_of(flight.out, flight.origin)
            if flight.ours and self._in_period(day):
                aircraft = self._whole.aircraft.get(flight.aircraft or "")
                yield from self._flight(scope, FlightMoment(self._whole, flight, day, aircraft, before.get(flight.id)))
            if self._in_period(day):
                yield from impossible.pop(flight.id, ())
        for aircraft in self._schedule.aircraft:
            for booked in aircraft.maintenance:
                yield from impossible.get(booked.id, ())

    def _flight(self, scope: Scope, moment: FlightMoment) -> Iterator[Finding]:
        facts = moment.facts
        plan = scope.plan(moment.day, Situation(facts, lambda: (facts,)))
        yield from unassigned(
            moment.flight, self._whole.operators(moment.flight.id).total(), bool(plan.get("crew_complement"))
        )
        for family in scope.families:
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

    def _crew(self, alone: tuple[Finding, ...]) -> Iterator[Finding]:
        """The findings of each crew member together."""
        of: dict[str, list[Finding]] = {}
        for each in alone:
            of.setdefault(each.crew_id, []).append(each)
        for member in self._schedule.crew:
            yield from of.get(member.id, ())
            yield from self._member(member)
            yield from self._months(member)

    def _member(self, member: Member) -> Iterator[Finding]:
        steps = self._steps[member.id]
        for event in member.timeline.events:
            found = steps.of(event)
            kept = self._in_period(day_of(event.start, member.timeline.crew.base))
            yield from (each for each in found if kept)

    def _months(self, member: Member) -> Iterator[Finding]:
        crew = member.timeline.crew
        scope = self._judge.bindings.scope(crew.position, crew.base)
        for first in _months(self._rulebook.start, self._rulebook.end):
            moment, day = MonthMoment(member, first), max(first, self._rulebook.start)
            for family, scheduled in FAMILIES.items():
                if scheduled.of is Of.MONTH:
                    for stands in scope.standing(family, day, Situation(moment.facts, lambda: ())):
                        for breach in scheduled.check(stands.spec, moment):
                            yield finding(crew.id, f"{first:%Y-%m}", stands, breach)


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


def _months(start: date, end: date) -> Iterator[date]:
    """The first days of the calendar months that a period touches."""
    first = start.replace(day=1)
    while first < end:
        yield first
        first = (first + timedelta(days=31)).replace(day=1)
