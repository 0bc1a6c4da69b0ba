"""The CP-SAT model of a few crew members' month. Search effort is the only thing in the room counted in floats."""

from dataclasses import dataclass
from typing import Final

from ortools.sat.python import cp_model

from solver.constraints import Constraints
from solver.group import Group, Lines
from solver.objective import Objective
from solver.variables import Variables

EVEN_ENOUGH: Final = 90
"""Minutes of block between the most and the least loaded that are not worth a search."""
_MILLI: Final = 1000


@dataclass(frozen=True, slots=True)
class Solved:
    """The lines found (the hint's where nothing better was) and the deterministic effort spent, in thousandths."""

    lines: Lines
    effort: int


class Model:
    """Variables, constraints and objective of one group."""

    def __init__(self, group: Group) -> None:
        self._group = group
        self.cp = cp_model.CpModel()
        self.variables = Variables(self.cp, group)
        Constraints(self.cp, group, self.variables).add_all()
        Objective(self.cp, group, self.variables)

    def solve(self, hint: Lines, seed: int, effort: int) -> Solved:
        """Searches from a complete hint; one worker, one seed and a deterministic limit: the same answer each time."""
        self._hint(hint)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.symmetry_level = 0  # detecting it makes the presolve lose complete hints (measured)
        solver.parameters.max_deterministic_time = effort / _MILLI
        solver.parameters.absolute_gap_limit = EVEN_ENOUGH
        status = solver.solve(self.cp)
        spent = round(solver.response_proto.deterministic_time * _MILLI)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Solved(hint, spent)
        return Solved(min(hint, self._lines(solver), key=self._cost), spent)

    def _cost(self, lines: Lines) -> tuple[int, int]:
        blocks = [sum(self._group.tasks[place].block for place in line) for line in lines]
        return sum(self._group.open(lines)), max(blocks) - min(blocks)

    def _lines(self, solver: cp_model.CpSolver) -> Lines:
        return [
            [place for place, variable in enumerate(does) if solver.boolean_value(variable)]
            for does in self.variables.does
        ]

    def _hint(self, lines: Lines) -> None:
        """Gives every variable its value in the plan so far: a complete hint is a first solution."""
        blocks = [sum(self._group.tasks[place].block for place in line) for line in lines]
        self.cp.add_hint(self.variables.least, min(blocks))
        self.cp.add_hint(self.variables.most, max(blocks))
        for variable, left in zip(self.variables.open, self._group.open(lines), strict=True):
            self.cp.add_hint(variable, left)
        for member, line in enumerate(lines):
            held = set(line)
            for place, variable in enumerate(self.variables.does[member]):
                self.cp.add_hint(variable, place in held)
            self._hint_free(member, line)

    def _hint_free(self, member: int, line: list[int]) -> None:
        stints = [stint for place in line for stint in self._group.tasks[place].stints]
        for (start, minutes), variable in self.variables.free[member].items():
            busy = any(stint.report < start + minutes and stint.release > start for stint in stints)
            self.cp.add_hint(variable, not busy)
