"""The problem read once under a Rulebook: its trips, their seats and its groups."""

from dataclasses import dataclass
from typing import Final

from domain.crew import Position
from domain.rulebook import Rulebook
from domain.rules.rule import Rule
from solver.duties import Duties
from solver.duty_limits import DUTY_LIMITS
from solver.group import Group, groups
from solver.pairing import Pairing
from solver.problem import Problem
from solver.terms import Terms, refuse_unless_built
from solver.trips import Trips, form
from solver.unenforced import unenforced, without

IN_A_DUTY: Final = frozenset(limit.model_fields["family"].default for limit in DUTY_LIMITS)
BUILT: Final = IN_A_DUTY | {"report_release", "crew_complement", "minimum_rest", "rest_in_window"}
"""The families that something here enforces: ``Duties`` those of one duty, ``Constraints`` those of a month."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be rostered. ``demand``: the seats of each trip, by position."""

    duties: Duties
    trips: Trips
    demand: tuple[dict[Position, int], ...]
    groups: tuple[Group, ...]


def plan(problem: Problem, rulebook: Rulebook, *, demonstration: bool = False) -> Plan:
    """Forms the trips. Raises ``RefusedError`` naming a hard rule of the planning phase that nothing enforces.

    A demonstration goes on without those rules (``left_out``).
    """
    if demonstration:
        rulebook = without(rulebook, left_out(rulebook))
    refuse_unless_built(rulebook, BUILT)
    duties = Duties(problem, Terms(rulebook))
    trips = form(problem, duties)
    demand = tuple(_seats(duties, trip) for trip in trips.pairings)
    return Plan(duties, trips, demand, tuple(groups(problem, duties, trips, demand)))


def left_out(rulebook: Rulebook) -> tuple[Rule, ...]:
    """The hard rules of the planning phase that nothing here enforces, in order of evaluation."""
    return unenforced(rulebook, BUILT)


def _seats(duties: Duties, trip: Pairing) -> dict[Position, int]:
    """The most that any duty of the trip carries: the same crew flies all of it."""
    each = [duties.complement(duty) for duty in trip.duties]
    return {position: max(seats.get(position, 0) for seats in each) for position in {p for s in each for p in s}}
