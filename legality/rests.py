"""Free time between duties, indexed so that a window is one look and not a search."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from domain.timeline import Duty


class Span(NamedTuple):
    """Free time up to a report; ``start`` None: nothing is known before, so it is free as far back as one looks."""

    start: int | None
    end: int

    def within(self, since: int) -> int:
        """Minutes of the span from ``since`` on; 0 when there are none."""
        return max(0, self.end - since if self.start is None else self.end - max(self.start, since))


class Rests:
    """The free spans before each duty of one crew member, duties in order of report."""

    def __init__(self, duties: Sequence[Duty]) -> None:
        released = list(accumulate((duty.release for duty in duties), max))
        before: list[int | None] = [None, *released]
        self.spans = [Span(start, duty.report) for start, duty in zip(before, duties, strict=False)]
        self._ends: dict[int, list[int]] = {}

    def last_end(self, place: int, rest: int) -> int:
        """When the last span of at least ``rest`` minutes ended, of those up to the report at ``place``.

        Later spans end later, so if this one reaches too little into a window, no earlier one does better.
        """
        if rest not in self._ends:
            ends = [span.end if span.start is None or span.end - span.start >= rest else None for span in self.spans]
            self._ends[rest] = list(accumulate(ends, _later))  # type: ignore[arg-type]
        return self._ends[rest][place]

    def longest(self, place: int, since: int) -> int:
        """The longest free stretch from ``since`` to the report at ``place``, in minutes."""
        return max(span.within(since) for span in self.spans[: place + 1])


def _later(known: int | None, found: int | None) -> int | None:
    return known if found is None else found
