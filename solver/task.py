"""Work as one crew member meets it: a trip or a committed duty, with the rest it needs."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.rules.limits import RestInWindow
from solver.draft import Facts
from solver.duties import Duties, rest_before
from solver.pairing import Pairing
from solver.problem import Committed, CrewMember, Problem
from solver.terms import Terms


@dataclass(frozen=True, slots=True)
class FreeTime:
    """So many minutes without duty within the window before a report."""

    rest: int
    window: int


@dataclass(frozen=True, slots=True)
class Stint:
    """One duty of a task: report to release (UTC minutes) and the free times it asks for before it."""

    report: int
    release: int
    free: tuple[FreeTime, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """Something one crew member does in one piece.

    It keeps them from ``begins`` up to ``ends``; they are rested by ``rest`` minutes before they report.
    A trip that starts or ends away keeps them to the edge of the month.
    """

    id: str
    begins: int
    ends: int
    rest: int
    stints: tuple[Stint, ...]
    block: int = 0
    fixed: bool = field(default=False)

    @property
    def report(self) -> int:
        """The first report, UTC minutes."""
        return self.stints[0].report

    @property
    def rested_from(self) -> int:
        """The minute by which earlier work must have ended."""
        return min(self.begins, self.report - self.rest)


def of_trip(name: str, trip: Pairing, facts: Iterable[Facts], problem: Problem, terms: Terms) -> Task:
    """The task that a trip is for one position (``facts``: one of its duties each, in order)."""
    asked = tuple(facts)
    stints = tuple(
        Stint(duty.report, duty.release, free_times(terms, on)) for duty, on in zip(trip.duties, asked, strict=True)
    )
    first, last = stints[0].report, stints[-1].release
    return Task(
        name,
        min(first, problem.start) if trip.starts_away else first,
        max(last, problem.end) if trip.ends_away else last,
        rest_before(terms, asked[0]),
        stints,
        sum(duty.block for duty in trip.duties),
    )


def of_committed(member: CrewMember, duty: Committed, duties: Duties) -> Task:
    """The task that a duty is which stands already."""
    facts = duties.committed(member, duty)
    stint = Stint(duty.report, duty.release, free_times(duties.terms, facts))
    name = f"committed {duty.report}"
    return Task(name, duty.report, duty.release, rest_before(duties.terms, facts), (stint,), fixed=True)


def free_times(terms: Terms, facts: Facts) -> tuple[FreeTime, ...]:
    """What each standing rest-in-window rule asks for before this duty."""
    return tuple(FreeTime(spec.rest, spec.window) for spec in terms.standing(RestInWindow, facts))
