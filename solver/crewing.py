"""How many crew a month needs: enough for the hours, and enough that the greedy start fills every seat."""

from dataclasses import replace
from typing import Final

from domain.clock import DAY
from domain.crew import Position
from domain.rulebook import Rulebook
from solver.fits import fits
from solver.greedy import start
from solver.group import Group
from solver.plan import plan
from solver.problem import Problem

PLANNED_BLOCK: Final = 75 * 60
"""Block minutes that a crew member is planned to fly in 30 days: a staffing target, no limit."""


def needed(problem: Problem, rulebook: Rulebook, *, demonstration: bool = False) -> dict[tuple[str, Position], int]:
    """Crew needed by base and position, whoever is employed now. Raises ``RefusedError`` as ``roster`` does."""
    nobody = replace(problem, crew=(), committed=())
    days = max(-(-(problem.end - problem.start) // DAY), 1)
    groups = plan(nobody, rulebook, demonstration=demonstration).groups
    return {(group.base, group.position): _count(group, days) for group in groups if group.tasks}


def _count(group: Group, days: int) -> int:
    """From the target upwards, a twentieth at a time, until nothing is left open that anybody could do."""
    doable = [place for place, task in enumerate(group.tasks) if fits((), task)]
    group = group.part((), doable, [group.seats[place] for place in doable])
    count = max(-(-group.block * 30 // (PLANNED_BLOCK * days)), 1)
    while count < sum(group.seats) and any(_staffed(group, count).open(start(_staffed(group, count)))):
        count += 1 + count // 20
    return count


def _staffed(group: Group, count: int) -> Group:
    crew = tuple(f"{member:05}" for member in range(count))
    return replace(group, crew=crew, committed=((),) * count)
