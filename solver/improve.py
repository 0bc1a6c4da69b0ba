"""Large-neighbourhood search: CP-SAT plans a few crew members anew at a time, everybody else stays put.

First everybody once, the most with the least loaded; then those around seats that are still open.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from solver.fits import clash
from solver.group import Group, Lines
from solver.model import EVEN_ENOUGH, Model

TOGETHER: Final = 6
"""How many crew members are planned at once: more take longer and find little more."""
OPEN_AT_ONCE: Final = 12
"""How many tasks with open seats are offered to them."""
IN_VAIN: Final = 12
"""Rounds of repair that find nothing before it is left at that."""
ROUND_EFFORT: Final = 150
"""Most effort of one round, in thousandths of a deterministic second."""
ROUND_COST: Final = 30
"""What building a model costs at least, in the same measure."""


@dataclass
class Improver:
    """Improves the lines of one group within an effort (thousandths of a deterministic second)."""

    group: Group
    lines: Lines
    random: Random
    effort: int

    def run(self, progress: Callable[[], None]) -> Lines:
        """The better lines; never more open seats than before. Calls ``progress`` once a round of the sweep."""
        for crew in self._sweep():
            if self.effort > 0 and self._worth_it(crew):
                self._plan_anew(crew)
            progress()
        self._repair()
        return self.lines

    def _sweep(self) -> Iterator[list[int]]:
        """Everybody once: in each round some with the highest and some with the lowest block."""
        ranked = sorted(range(len(self.lines)), key=lambda member: (self._block(member), member))
        while ranked:
            low, ranked = ranked[: TOGETHER // 2], ranked[TOGETHER // 2 :]
            high, ranked = ranked[-(TOGETHER // 2) :], ranked[: -(TOGETHER // 2)]
            yield low + high

    def _repair(self) -> None:
        vain = 0
        while self.effort > 0 and vain < IN_VAIN and self.lines and (left := sum(self.group.open(self.lines))):
            self._plan_anew(self._around_open_seat())
            vain = 0 if sum(self.group.open(self.lines)) < left else vain + 1

    def _around_open_seat(self) -> list[int]:
        """Those whom an open task disturbs least, and a few by lot."""
        open_tasks = [place for place, seats in enumerate(self.group.open(self.lines)) if seats]
        task = self.group.tasks[self.random.choice(open_tasks)]
        lot = [self.random.getrandbits(32) for _ in self.lines]
        disturbed = [sum(clash(task, self.group.tasks[place]) for place in line) for line in self.lines]
        ranked = sorted(range(len(self.lines)), key=lambda member: (disturbed[member], lot[member]))
        near, rest = ranked[: TOGETHER - 2], ranked[TOGETHER - 2 :]
        return near + self.random.sample(rest, min(2, len(rest)))

    def _worth_it(self, crew: list[int]) -> bool:
        blocks = [self._block(member) for member in crew]
        return max(blocks) - min(blocks) > EVEN_ENOUGH or any(self.group.open(self.lines))

    def _plan_anew(self, crew: list[int]) -> None:
        crew = sorted(crew)
        seats = self.group.open(self.lines)
        offered = [place for place, left in enumerate(seats) if left]
        offered = self.random.sample(offered, min(OPEN_AT_ONCE, len(offered)))
        mine = sorted({*offered, *(place for member in crew for place in self.lines[member])})
        held = [sum(place in self.lines[member] for member in crew) for place in mine]
        left = [seats[place] if place in offered else 0 for place in mine]
        part = self.group.part(crew, mine, [had + more for had, more in zip(held, left, strict=True)])
        where = {place: at for at, place in enumerate(mine)}
        hint = [[where[place] for place in self.lines[member]] for member in crew]
        solved = Model(part).solve(hint, self.random.randrange(1 << 30), min(ROUND_EFFORT, self.effort))
        for member, line in zip(crew, solved.lines, strict=True):
            self.lines[member] = [mine[at] for at in line]
        self.effort -= max(solved.effort, ROUND_COST)

    def _block(self, member: int) -> int:
        return sum(self.group.tasks[place].block for place in self.lines[member])
