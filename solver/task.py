"""Work as one crew member meets it: a trip or a committed duty, with the rest it needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.crew import Position
from domain.rules.limits import RestInWindow
from solver.draft import Draft, Facts
from solver.duties import Duties, rest_before
from solver.pairing import Pairing
from solver.problem import Committed, CrewMember
from solver.terms import Terms

_EVER: Final = 1 << 40
"""Minutes, further away than any duty lies."""


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
    A trip that starts or ends away is their first or last: no duty that is known brings them there or back.
    """

    id: str
    begins: int
    ends: int
    rest: int
    stints: tuple[Stint, ...]
    block: int = 0

    @property
    def report(self) -> int:
        """The first report, UTC minutes."""
        return self.stints[0].report

    @property
    def asks(self) -> tuple[tuple[int, FreeTime], ...]:
        """The reports of its duties with each free time that is asked for before them."""
        return tuple((stint.report, free) for stint in self.stints for free in stint.free)

    @property
    def rested_from(self) -> int:
        """The minute by which earlier work must have ended."""
        return min(self.begins, self.report - self.rest)


def of_trip(name: str, trip: Pairing, position: Position, duties: Duties) -> Task:
    """The task that a trip is for one position."""
    facts = [duties.facts_of(duty, position) for duty in trip.duties]
    stints = _stints(trip.duties, facts, duties.terms)
    return Task(
        name,
        -_EVER if trip.starts_away else stints[0].report,
        _EVER if trip.ends_away else stints[-1].release,
        rest_before(duties.terms, facts[0]),
        stints,
        sum(duty.block for duty in trip.duties),
    )


def of_committed(member: CrewMember, trip: Sequence[Committed], duties: Duties) -> Task:
    """The task that the duties of a trip are which stand already, in time order."""
    facts = [duties.committed(member, duty) for duty in trip]
    stints = _stints(trip, facts, duties.terms)
    name = f"committed {stints[0].report}"
    return Task(name, stints[0].report, stints[-1].release, rest_before(duties.terms, facts[0]), stints)


def _stints(trip: Sequence[Draft | Committed], facts: Sequence[Facts], terms: Terms) -> tuple[Stint, ...]:
    return tuple(Stint(duty.report, duty.release, _free_times(terms, on)) for duty, on in zip(trip, facts, strict=True))


def _free_times(terms: Terms, facts: Facts) -> tuple[FreeTime, ...]:
    """What each standing rest-in-window rule asks for before this duty."""
    return tuple(FreeTime(spec.rest, spec.window) for spec in terms.standing(RestInWindow, facts))
