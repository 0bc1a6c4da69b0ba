"""Trips, and the flights they are made of: each way out from a base with a way back."""

from collections import defaultdict
from dataclasses import dataclass

from solver.draft import Draft
from solver.problem import Flight, Problem


@dataclass(frozen=True, slots=True)
class Pairing:
    """The duties of one trip, in time order."""

    base: str
    duties: tuple[Draft, ...]
    starts_away: bool = False
    ends_away: bool = False

    @property
    def flights(self) -> tuple[Flight, ...]:
        """Those of all its duties, in time order."""
        return tuple(flight for duty in self.duties for flight in duty.flights)

    @property
    def turn(self) -> bool:
        """Whether it is out and back in one duty."""
        return len(self.duties) == 1 and not self.starts_away and not self.ends_away


@dataclass(frozen=True, slots=True)
class Ways:
    """The flights between one base and one station, by departure."""

    base: str
    station: str
    out: tuple[Flight, ...]
    back: tuple[Flight, ...]

    @property
    def turned(self) -> "Ways":
        """The same as the station sees them, where that is a base too."""
        return Ways(self.station, self.base, self.back, self.out)


def ways(problem: Problem) -> list[Ways]:
    """The flights by base and station, between two bases once; those that touch none, or go nowhere, are in none."""
    between: dict[tuple[str, str], list[Flight]] = defaultdict(list)
    for flight in sorted(problem.flights, key=lambda flight: (flight.scheduled_out, flight.id)):
        between[flight.origin, flight.destination].append(flight)
    pairs = {_base_first(problem, *pair) for pair in between if pair[0] != pair[1]}
    return [
        Ways(base, station, tuple(between.get((base, station), ())), tuple(between.get((station, base), ())))
        for base, station in sorted(pairs)
        if base in problem.bases
    ]


def _base_first(problem: Problem, one: str, other: str) -> tuple[str, str]:
    first, second = sorted((one, other), key=lambda place: (place not in problem.bases, place))
    return first, second
