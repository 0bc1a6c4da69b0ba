"""The roster of a month: trips formed, a legal start, and CP-SAT over a few crew members at a time."""

from collections.abc import Callable, Iterator, Sequence
from random import Random

from domain.crew import Kind
from domain.rulebook import Rulebook
from solver.fingerprint import model_hash
from solver.greedy import start
from solver.group import Group, Lines, trip_id
from solver.improve import TOGETHER, Improver
from solver.pairing import Pairing
from solver.plan import Plan, left_out, plan
from solver.problem import Problem
from solver.result import Assignment, OpenSeat, PlannedDuty, Roster, Trip

Progress = Callable[[int, int], None]
"""Called with (done, total) as the search goes on."""

_MILLI = 1000


def roster(
    problem: Problem,
    rulebook: Rulebook,
    *,
    seed: int = 0,
    seconds: int = 6,
    progress: Progress | None = None,
    demonstration: bool = False,
) -> Roster:
    """Puts the crew on the flights, within every hard rule of phase PLAN or BOTH.

    ``seconds`` are CP-SAT's deterministic ones: the same problem, Rulebook, seed and seconds give the same roster.
    Raises ``RefusedError`` naming a rule it cannot enforce; a demonstration goes on without such rules and lists them
    in ``unenforced``. What cannot be covered legally is in ``open_seats``.
    """
    planned = plan(problem, rulebook, demonstration=demonstration)
    steps = _Steps(progress, 1 + sum(-(-len(group.crew) // TOGETHER) for group in planned.groups))
    steps.done()
    lines = [_lines(group, planned, seed, seconds, steps) for group in planned.groups]
    trips = tuple(_trip(place, pairing) for place, pairing in enumerate(planned.trips.pairings))
    return Roster(
        trips,
        tuple(_assignments(planned, trips, lines)),
        tuple(_open_seats(planned, trips, lines)),
        model_hash(problem, rulebook, demonstration=demonstration),
        rulebook.hash,
        seed,
        tuple(sorted(rule.code for rule in left_out(rulebook))) if demonstration else (),
    )


class _Steps:
    """Counts what is done and tells whoever asked."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._done, self._total = progress, 0, total

    def done(self) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._total)


def _lines(group: Group, planned: Plan, seed: int, seconds: int, steps: _Steps) -> Lines:
    """The group's share of the effort goes by its crew."""
    crew = sum(len(one.crew) for one in planned.groups)
    effort = seconds * _MILLI * len(group.crew) // max(crew, 1)
    random = Random(f"{seed} {group.base} {group.position}")  # noqa: S311  # a search, no secret
    return Improver(group, start(group), random, effort).run(steps.done)


def _trip(place: int, pairing: Pairing) -> Trip:
    name = trip_id(place)
    duties = tuple(
        PlannedDuty(f"{name}-{at}", name, duty.report, duty.release, tuple(flight.id for flight in duty.flights))
        for at, duty in enumerate(pairing.duties, start=1)
    )
    return Trip(name, pairing.base, duties, pairing.starts_away, pairing.ends_away)


def _assignments(planned: Plan, trips: Sequence[Trip], lines: Sequence[Lines]) -> Iterator[Assignment]:
    by_id = {trip.id: trip for trip in trips}
    for group, held in zip(planned.groups, lines, strict=True):
        for member, line in zip(group.crew, held, strict=True):
            for place in line:
                trip = by_id[group.tasks[place].id]
                for duty in trip.duties:
                    for flight in duty.flight_ids:
                        yield Assignment(member, trip.id, duty.id, flight, Kind.OPERATING)


def _open_seats(planned: Plan, trips: Sequence[Trip], lines: Sequence[Lines]) -> Iterator[OpenSeat]:
    by_id = {trip.id: trip for trip in trips}
    for group, held in zip(planned.groups, lines, strict=True):
        for task, seats in zip(group.tasks, group.open(held), strict=True):
            for duty in by_id[task.id].duties if seats else ():
                for flight in duty.flight_ids:
                    yield OpenSeat(flight, duty.id, group.position, seats, "no legal crew member is left")
    for left in planned.trips.uncovered:
        for position, seats in planned.duties.complement(left.alone).items():
            yield OpenSeat(left.alone.flights[0].id, None, position, seats, left.reason)
