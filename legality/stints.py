"""Minutes of work inside a window: prefix sums over stretches of time, so that a window is two looks."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


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
        self.most, self.least = Tally(), Tally()
        self.taken = 0  # how many events of a line are in it

    def add(self, stints: Iterable[Stint]) -> None:
        """Takes the stints of what comes next."""
        for stint in stints:
            self.most.add(stint.end - stint.most, stint.end)
            self.least.add(stint.start, stint.start + stint.least)
