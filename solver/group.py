"""Crew of one position at one base and the tasks only they can do: groups are rostered one by one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from domain.crew import Position
from solver.duties import Duties
from solver.problem import Committed, CrewMember, Problem
from solver.task import Task, of_committed, of_trip
from solver.trips import Trips

Lines = list[list[int]]
"""Of each crew member of a group, the places of the tasks they hold, ascending."""


@dataclass(frozen=True, slots=True)
class Group:
    """Position and base: nobody is planned on a trip of another base or in a seat of another position.

    ``committed``: of each crew member, the tasks that stand already. ``seats``: how many each task needs.
    """

    base: str
    position: Position
    crew: tuple[str, ...]
    committed: tuple[tuple[Task, ...], ...]
    tasks: tuple[Task, ...]
    seats: tuple[int, ...]

    @property
    def block(self) -> int:
        """Block of all seats, minutes."""
        return sum(task.block * seats for task, seats in zip(self.tasks, self.seats, strict=True))

    def open(self, lines: Lines) -> list[int]:
        """How many seats of each task nobody holds."""
        left = list(self.seats)
        for line in lines:
            for place in line:
                left[place] -= 1
        return left

    def part(self, crew: Sequence[int], tasks: Sequence[int], seats: Sequence[int]) -> "Group":
        """Some of the crew, with some of the tasks and as many seats of each."""
        return Group(
            self.base,
            self.position,
            tuple(self.crew[member] for member in crew),
            tuple(self.committed[member] for member in crew),
            tuple(self.tasks[place] for place in tasks),
            tuple(seats),
        )


def groups(problem: Problem, duties: Duties, trips: Trips, demand: Sequence[dict[Position, int]]) -> list[Group]:
    """The groups of a problem, by base and position; ``demand``: seats of each trip, by position."""
    standing = _standing(problem)
    found = []
    for base in sorted(problem.bases):
        for position in duties.terms.positions:
            crew = sorted((one for one in problem.crew if (one.base, one.position) == (base, position)), key=_name)
            committed = tuple(
                tuple(of_committed(member, trip, duties) for trip in standing[member.id]) for member in crew
            )
            tasks, seats = _tasks(duties, trips, demand, base, position)
            found.append(Group(base, position, tuple(member.id for member in crew), committed, tasks, seats))
    return found


def trip_id(place: int) -> str:
    """What the trip at this place is called: ``T0001`` for the first."""
    return f"T{place + 1:04}"


def _tasks(
    duties: Duties, trips: Trips, demand: Sequence[dict[Position, int]], base: str, position: Position
) -> tuple[tuple[Task, ...], tuple[int, ...]]:
    """The trips of a base as tasks of one position, and how many seats each has."""
    seats = {
        place: demand[place][position]
        for place, trip in enumerate(trips.pairings)
        if trip.base == base and demand[place].get(position, 0) > 0
    }
    tasks = tuple(of_trip(trip_id(place), trips.pairings[place], position, duties) for place in seats)
    return tasks, tuple(seats.values())


def _standing(problem: Problem) -> dict[str, list[list[Committed]]]:
    """Of each crew member, the trips that stand already: their duties in time order."""
    trips: dict[str, dict[object, list[Committed]]] = {member.id: defaultdict(list) for member in problem.crew}
    for place, duty in enumerate(sorted(problem.committed, key=lambda duty: (duty.report, duty.release))):
        trips[duty.crew_id][duty.trip or place].append(duty)
    return {member: list(mine.values()) for member, mine in trips.items()}


def _name(member: CrewMember) -> str:
    return member.id
