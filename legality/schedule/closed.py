"""Stretches of time in which nothing may be, asked in logarithmic time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Closed:
    """Stretches of UTC minutes, half-open; those that touch are one."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif start < end:
                self._starts.append(start)
                self._ends.append(end)
        lengths = (end - start for start, end in zip(self._starts, self._ends, strict=True))
        self._before = [0, *accumulate(lengths)]

    def inside(self, start: int, end: int) -> int:
        """How many minutes from ``start`` up to ``end`` are closed."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if first >= last:
            return 0
        early, late = max(0, start - self._starts[first]), max(0, self._ends[last - 1] - end)
        return self._before[last] - self._before[first] - early - late
