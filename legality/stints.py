"""Minutes of work inside a window: prefix sums over stretches of time, so that a window is two looks."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from legality.rows import Row

FEW: Final = 8
"""So many stints are sooner looked at one by one."""


class Stint(NamedTuple):
    """``least`` to ``most`` minutes of work, in one stretch somewhere between ``start`` and ``end`` (UTC minutes).

    What is known to the minute fills all of it: ``exactly``.
    """

    start: int
    end: int
    least: int
    most: int

    def most_within(self, since: int, until: int) -> int:
        """The most of its minutes that can lie between two instants."""
        return max(0, min(self.most, min(self.end, until) - max(self.start, since)))

    def least_within(self, since: int, until: int) -> int:
        """The least of its minutes that must lie between two instants."""
        inside = max(0, min(self.end, until) - max(self.start, since))
        return max(0, self.least - (self.end - self.start - inside))


def exactly(start: int, end: int) -> Stint:
    """Work all the time from ``start`` to ``end``."""
    return Stint(start, end, end - start, end - start)


class Own:
    """The stints of one event, and what of them lies in a window."""

    def __init__(self, stints: Sequence[Stint]) -> None:
        self.start = stints[0].start
        self._stints = stints

    @cached_property
    def _row(self) -> Row:
        return Row([(stint.start, stint.end) for stint in self._stints])

    @cached_property
    def _least(self) -> list[int]:
        return [0, *accumulate(stint.least for stint in self._stints)]

    @cached_property
    def _most(self) -> list[int]:
        return [0, *accumulate(stint.most for stint in self._stints)]

    def least(self, since: int, until: int) -> int:
        """The least of their minutes between two instants."""
        if len(self._stints) <= FEW:
            return sum([stint.least_within(since, until) for stint in self._stints])
        whole, after, parts = self._row.cut(since, until)
        sure = self._least[after] - self._least[whole]
        return sure + sum(self._stints[part].least_within(since, until) for part in parts)

    def most(self, since: int, until: int) -> int:
        """The most of their minutes between two instants."""
        if len(self._stints) <= FEW:
            return sum([stint.most_within(since, until) for stint in self._stints])
        whole, after, parts = self._row.cut(since, until)
        may = self._most[after] - self._most[whole]
        return may + sum(self._stints[part].most_within(since, until) for part in parts)


class Tally:
    """Stretches added up, given in order of their start; a minute in two of them counts once."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._before: list[int] = []
        self.total = 0

    def add(self, start: int, end: int) -> None:
        """Takes a stretch, as far as it lies after those before it."""
        begin = max(start, self._ends[-1]) if self._ends else start
        if end > begin:
            self._starts.append(begin)
            self._ends.append(end)
            self._before.append(self.total)
            self.total += end - begin

    def until(self, at: int) -> int:
        """All minutes before an instant."""
        place = bisect_right(self._starts, at) - 1
        return 0 if place < 0 else self._before[place] + min(at, self._ends[place]) - self._starts[place]

    def between(self, since: int, until: int) -> int:
        """The minutes from one instant up to another; none where the second is no later."""
        return max(0, self.until(until) - self.until(since))


class Totals:
    """Stints added up as they come, where each makes later windows fullest (``most``) and emptiest (``least``)."""

    def __init__(self) -> None:
        self.at_most = 0  # no less than all minutes: what lies in two stints counts twice
        self.taken = 0  # how many events of a line are in it
        self._most, self._least = Tally(), Tally()
        self._fullest: list[Stint] = []
        self._emptiest: list[Stint] = []

    def add(self, stints: Sequence[Stint]) -> None:
        """Takes the stints of what comes next; they are counted when a window is asked for."""
        self._fullest += stints
        self._emptiest += stints
        self.at_most += sum([stint.most for stint in stints])

    @property
    def most(self) -> Tally:
        """All of them, each as late as it may be."""
        for stint in self._fullest:
            self._most.add(stint.end - stint.most, stint.end)
        self._fullest.clear()
        return self._most

    @property
    def least(self) -> Tally:
        """All of them, each as early as it may be, and no longer than it must be."""
        for stint in self._emptiest:
            self._least.add(stint.start, stint.start + stint.least)
        self._emptiest.clear()
        return self._least
