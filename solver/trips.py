"""All trips of a problem, numbered in time order, and the flights that no legal trip covers."""

from collections import defaultdict
from dataclasses import dataclass

from solver.chaining import chained
from solver.draft import Draft
from solver.duties import Duties
from solver.matching import matched
from solver.pairing import Pairing, ways
from solver.problem import Flight, Problem


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A flight in no trip, as the duty it would be on its own (legal or not), and why."""

    alone: Draft
    reason: str


@dataclass(frozen=True, slots=True)
class Trips:
    """The pairings of a month, in time order."""

    pairings: tuple[Pairing, ...]
    uncovered: tuple[Uncovered, ...]


def form(problem: Problem, duties: Duties) -> Trips:
    """Every flight in at most one trip, every duty of every trip within the limits."""
    found: list[Pairing] = []
    for between in ways(problem):
        found += matched(problem, duties, between)
    pairings = sorted(_joined(duties, found), key=lambda trip: (trip.duties[0].report, trip.duties[0].flights[0].id))
    flown = {flight.id for trip in pairings for flight in trip.flights}
    left = sorted(
        (flight for flight in problem.flights if flight.id not in flown),
        key=lambda flight: (flight.scheduled_out, flight.id),
    )
    return Trips(tuple(pairings), tuple(_uncovered(problem, duties, flight) for flight in left))


def _joined(duties: Duties, found: list[Pairing]) -> list[Pairing]:
    turns: dict[str, list[Draft]] = defaultdict(list)
    for trip in found:
        if trip.turn:
            turns[trip.base].append(trip.duties[0])
    longer = [Pairing(base, (duty,)) for base, drafts in turns.items() for duty in chained(duties, drafts)]
    return longer + [trip for trip in found if not trip.turn]


def _uncovered(problem: Problem, duties: Duties, flight: Flight) -> Uncovered:
    touched = [end for end in (flight.origin, flight.destination) if end in problem.bases]
    alone = duties.draft(touched[0] if touched else min(problem.bases), flight)
    if not touched:
        return Uncovered(alone, "it touches no base")
    if duties.legal(alone.base, flight) is None:
        return Uncovered(alone, "a duty with this flight alone is over a limit")
    other = "back" if flight.origin == alone.base else "out"
    return Uncovered(alone, f"no legal way {other} is left to make a trip of it")
