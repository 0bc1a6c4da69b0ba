"""Stretches of time in a row, cut to windows: a window is a few looks, however many stretches there are."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

ALWAYS: Final = 1 << 40
"""Later than any minute; with a minus, before any."""


class Cut(NamedTuple):
    """What of a row a window touches: from ``whole`` up to ``after`` all lies inside it; ``parts`` are to be looked at.

    What is in neither does not reach into the window.
    """

    whole: int
    after: int
    parts: tuple[int, ...]


class Row:
    """Stretches (UTC minutes, half-open) by start. They may overlap, and none is taken to be in order."""

    def __init__(self, stretches: Sequence[tuple[int, int]]) -> None:
        self._ended = list(accumulate((end for _, end in stretches), max))  # by then it and all before it end
        self._begun = list(accumulate((start for start, _ in reversed(stretches)), min))[::-1]  # so soon it or a later
        self._lengths = [max(0, end - start) for start, end in stretches]
        self._peaks: list[list[int]] = []

    def cut(self, since: int, until: int, first: int = 0, last: int | None = None) -> Cut:
        """How a window cuts the stretches from number ``first`` up to ``last``."""
        low = max(first, bisect_right(self._ended, since))
        high = min(len(self._begun) if last is None else last, bisect_left(self._begun, until))
        whole = max(low, bisect_left(self._begun, since))
        after = max(whole, min(high, bisect_right(self._ended, until)))
        return Cut(whole, after, (*range(low, min(whole, high)), *range(after, high)))

    def peak(self, first: int, after: int) -> int:
        """The longest of the stretches from one number up to another; 0 where there is none."""
        if first >= after:
            return 0
        level = (after - first).bit_length() - 1
        while level >= len(self._peaks):
            self._peaks.append(list(self._doubled()))
        return max(self._peaks[level][first], self._peaks[level][after - (1 << level)])

    def _doubled(self) -> Iterator[int]:
        """The longest of twice as many stretches as on the level before, from each of them on."""
        if not self._peaks:
            return iter(self._lengths)
        half = self._peaks[-1]
        return map(max, half, half[1 << (len(self._peaks) - 1) :])
