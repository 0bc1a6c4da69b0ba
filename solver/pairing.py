"""Forms trips: each way out from a base is matched with a way back, in one duty or over a layover.

Matching is exact for each pair of base and station (a minimum-cost flow over whole minutes): as many flights as
possible get their other way, those first that the month's edge does not excuse, then as few layovers as possible,
then as little waiting as possible.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from domain.clock import DAY
from solver.draft import Draft
from solver.duties import Duties
from solver.problem import Flight, Problem

TURN_CHOICES: Final = 6
"""How many of the next flights back are tried in the same duty: waiting for later ones is no use."""
LAYOVER_CHOICES: Final = 8
"""How many flights back are tried after a legal rest."""
LAYOVER_LONGEST: Final = 4 * DAY
"""No crew is planned to wait longer than this away from base: a preference, no limit."""
EDGE: Final = 2 * DAY
"""This near the period's edge a trip may be cut: its other way is taken to lie outside."""
LAYOVER_COST: Final = 100 * DAY
"""A night away costs more than any wait in a duty."""
EXCUSED_COST: Final = 10_000 * DAY
"""Flights at the month's edge are matched last: alone they can begin or end a month away."""
_SOURCE, _SINK = 0, 1


@dataclass(frozen=True, slots=True)
class Pairing:
    """The duties of one trip, in time order."""

    base: str
    duties: tuple[Draft, ...]
    starts_away: bool = False
    ends_away: bool = False

    @property
    def turn(self) -> bool:
        """Whether it is out and back in one duty."""
        return len(self.duties) == 1 and not self.starts_away and not self.ends_away


@dataclass(frozen=True, slots=True)
class Ways:
    """The flights between one base and one station, by departure."""

    base: str
    out: tuple[Flight, ...]
    back: tuple[Flight, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One way out with one way back, by their places, and what waiting it costs."""

    out: int
    back: int
    cost: int
    trip: Pairing


def ways(problem: Problem) -> list[Ways]:
    """The flights by base and station; flights that touch no base are in none."""
    out: dict[tuple[str, str], list[Flight]] = defaultdict(list)
    back: dict[tuple[str, str], list[Flight]] = defaultdict(list)
    for flight in sorted(problem.flights, key=lambda flight: (flight.scheduled_out, flight.id)):
        if flight.origin in problem.bases:
            out[flight.origin, flight.destination].append(flight)
        elif flight.destination in problem.bases:
            back[flight.destination, flight.origin].append(flight)
    return [Ways(pair[0], tuple(out[pair]), tuple(back[pair])) for pair in sorted({*out, *back})]


class Pairer:
    """Finds the trips between one base and one station."""

    def __init__(self, problem: Problem, duties: Duties, between: Ways) -> None:
        self._problem = problem
        self._duties = duties
        self._ways = between
        self._leaves = [flight.scheduled_out for flight in between.back]

    def pairings(self) -> list[Pairing]:
        """Out and back, matched; then, near the month's edges, flights whose other way lies outside the month."""
        matched = self._matched()
        flown = {flight.id for trip in matched for duty in trip.duties for flight in duty.flights}
        return matched + [trip for trip in self._one_way.values() if trip.duties[0].flights[0].id not in flown]

    def _matched(self) -> list[Pairing]:
        options = [option for place in range(len(self._ways.out)) for option in self._options(place)]
        flow, first_back = SimpleMinCostFlow(), 2 + len(self._ways.out)
        for place, out in enumerate(self._ways.out):
            flow.add_arc_with_capacity_and_unit_cost(_SOURCE, 2 + place, 1, self._excused(out))
        for other, back in enumerate(self._ways.back):
            flow.add_arc_with_capacity_and_unit_cost(first_back + other, _SINK, 1, self._excused(back))
        arcs = [
            flow.add_arc_with_capacity_and_unit_cost(2 + option.out, first_back + option.back, 1, option.cost)
            for option in options
        ]
        flow.set_node_supply(_SOURCE, len(self._ways.out))
        flow.set_node_supply(_SINK, -len(self._ways.out))
        flow.solve_max_flow_with_min_cost()
        return [option.trip for option, arc in zip(options, arcs, strict=True) if flow.flow(arc)]

    def _excused(self, flight: Flight) -> int:
        return EXCUSED_COST if flight.id in self._one_way else 0

    @cached_property
    def _one_way(self) -> dict[str, Pairing]:
        """The flights that may be a trip alone, near the month's edges: crew begin or end the month away."""
        base, start, end = self._ways.base, self._problem.start, self._problem.end
        late = [flight for flight in self._ways.out if flight.scheduled_in + EDGE > end]
        early = [flight for flight in self._ways.back if flight.scheduled_out - EDGE < start]
        alone = [(flight, self._duties.legal(base, flight)) for flight in (*late, *early)]
        return {
            flight.id: Pairing(base, (duty,), starts_away=flight in early, ends_away=flight in late)
            for flight, duty in alone
            if duty is not None
        }

    def _options(self, place: int) -> Iterator[Option]:
        yield from self._turns(place)
        yield from islice(self._layovers(place), LAYOVER_CHOICES)

    def _turns(self, place: int) -> Iterator[Option]:
        """Out and back in one duty."""
        out = self._ways.out[place]
        first = bisect_left(self._leaves, out.scheduled_in)
        for other in range(first, min(first + TURN_CHOICES, len(self._leaves))):
            duty = self._duties.legal(self._ways.base, out, self._ways.back[other])
            if duty is not None:
                cost = self._wait(out, self._ways.back[other])
                yield Option(place, other, cost, Pairing(self._ways.base, (duty,)))

    def _layovers(self, place: int) -> Iterator[Option]:
        """Out, a legal rest away, and back in a second duty."""
        out = self._duties.legal(self._ways.base, self._ways.out[place])
        if out is None:
            return
        last = bisect_left(self._leaves, out.release + LAYOVER_LONGEST)
        for other in range(bisect_left(self._leaves, out.release), last):
            back = self._duties.legal(self._ways.base, self._ways.back[other])
            if back is not None and back.report - out.release >= self._duties.rest(back):
                cost = LAYOVER_COST + self._wait(self._ways.out[place], self._ways.back[other])
                yield Option(place, other, cost, Pairing(self._ways.base, (out, back)))

    def _wait(self, out: Flight, back: Flight) -> int:
        """Twice the minutes between; of equal waits, staying with the aircraft is the cheaper."""
        return 2 * (back.scheduled_out - out.scheduled_in) + (out.registration != back.registration)
