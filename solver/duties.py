"""Forms duties out of flights: report and release by the manual, and no duty that breaks a limit."""

from collections.abc import Iterator
from datetime import date

from domain.crew import Position
from domain.errors import RefusedError
from domain.rules.limits import CrewComplement, MinimumRest, ReportRelease
from solver.draft import Draft, Facts
from solver.duty_limits import DUTY_LIMITS
from solver.problem import Committed, CrewMember, Flight, Problem
from solver.readings import Reading, readings
from solver.terms import Terms
from solver.wall_clock import WallClock


class Duties:
    """The drafting table: makes duties of flights and says whether crew may be planned on them."""

    def __init__(self, problem: Problem, terms: Terms) -> None:
        self.terms = terms
        self._period = problem.start, problem.end
        self._clocks: dict[str, WallClock] = {}
        self._known: dict[tuple[str, ...], Draft | None] = {}

    def legal(self, base: str, *flights: Flight) -> Draft | None:
        """The duty of these flights, or None where a limit of any position on board forbids it."""
        key = (base, *(flight.id for flight in flights))
        if key not in self._known:
            draft = self.draft(base, *flights)
            self._known[key] = draft if self._within_limits(draft) else None
        return self._known[key]

    def draft(self, base: str, *flights: Flight) -> Draft:
        """The duty of these flights, legal or not: report and release as the manual says on its date."""
        clock, leaves, arrives = self._clock(base), flights[0].scheduled_out, flights[-1].scheduled_in
        before, after, day = 0, 0, clock.day(leaves)
        while True:
            said = self._around(base, day, flights)
            before, after = max(before, said[0]), max(after, said[1])
            if clock.day(leaves - before) == day:
                return Draft(base, flights, leaves - before, arrives + after, day)
            day = clock.day(leaves - before)

    def complement(self, draft: Draft) -> dict[Position, int]:
        """Crew complement: every flight of the duty carries at least so many of each position."""
        needed: dict[Position, int] = {}
        for facts in self.facts(draft):
            for spec in self.terms.standing(CrewComplement, facts):
                for position, count in spec.positions.items():
                    needed[position] = max(needed.get(position, 0), count)
        if not needed:
            raise RefusedError(
                f"No crew_complement rule stands on {draft.day} for flight {draft.flights[0].number}: the solver "
                "cannot say who flies it. Load one of phase PLAN or BOTH."
            )
        return needed

    def rest(self, draft: Draft) -> int:
        """Minutes of rest that every position on board has had when the duty begins; 0 where no rule asks for any."""
        return max(rest_before(self.terms, facts) for facts in self.facts(draft))

    def facts(self, draft: Draft) -> Iterator[Facts]:
        """What conditions may ask of the duty, for each position on board."""
        return (self.facts_of(draft, position) for position in self.terms.positions)

    def facts_of(self, draft: Draft, position: Position) -> Facts:
        """The same for one position."""
        clock = self._clock(draft.base)
        return Facts(position, draft.base, draft.day, clock, draft.report, draft.release, draft.flights)

    def committed(self, member: CrewMember, duty: Committed) -> Facts:
        """The same for a duty that stands already, of which only the times are known."""
        clock = self._clock(member.base)
        return Facts(member.position, member.base, clock.day(duty.report), clock, duty.report, duty.release)

    def _within_limits(self, draft: Draft) -> bool:
        clocks = self._readings(draft)
        return all(
            keeps(spec, draft, clocks)
            for facts in self.facts(draft)
            for limit, keeps in DUTY_LIMITS.items()
            for spec in self.terms.standing(limit, facts)
        )

    def _readings(self, draft: Draft) -> tuple[Reading, ...]:
        place = draft.flights[0].origin
        home, local = (self._clock(where).minute_of_day(draft.report) for where in (draft.base, place))
        return readings(home, local, draft.base, place)

    def _clock(self, place: str) -> WallClock:
        if place not in self._clocks:
            self._clocks[place] = WallClock(place, *self._period)
        return self._clocks[place]

    def _around(self, base: str, day: date, flights: tuple[Flight, ...]) -> tuple[int, int]:
        """Report and release: the crew are there as long before and after as any position on board needs."""
        specs = [
            spec
            for position in self.terms.positions
            for spec in self.terms.standing(
                ReportRelease, Facts(position, base, day, self._clock(base), flights=flights)
            )
        ]
        if not specs:
            raise RefusedError(
                f"No report_release rule stands on {day} for flight {flights[0].number}: the solver cannot say when "
                "its crew report. Load one of phase PLAN or BOTH."
            )
        return max(spec.report_before for spec in specs), max(spec.release_after for spec in specs)


def rest_before(terms: Terms, facts: Facts) -> int:
    """The longest rest that a standing rule asks for before this duty, minutes; 0 without one."""
    return max((spec.minutes for spec in terms.standing(MinimumRest, facts)), default=0)
