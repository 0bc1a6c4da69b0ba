"""Free time between duty periods, indexed so that a window is one look and not a search."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from domain.clock import HOUR
from domain.timelines.events import Rest

KNOWN_REST: Final = 30 * HOUR
"""The length of the past rest that a history names (``last_30h_rest_ended``)."""


class Span(NamedTuple):
    """Free time up to ``end``; ``start`` None: nothing is known before, so it is free as far back as one looks."""

    start: int | None
    end: int

    def within(self, since: int) -> int:
        """Minutes of the span from ``since`` on; 0 when there are none."""
        return max(0, self.end - since if self.start is None else self.end - max(self.start, since))

    def lasts(self, minutes: int) -> bool:
        """Whether it is at least so long."""
        return self.start is None or self.end - self.start >= minutes


@dataclass(frozen=True, slots=True)
class Gap:
    """The time before a duty period. ``given``: the rests that the carrier gave in it, as they were given.

    ``spans`` are what of it is free from duty, in order. ``rest`` is the rest immediately before the duty period: the
    last one given, or else all of the gap.
    """

    start: int | None
    end: int
    given: tuple[Rest, ...]
    spans: tuple[Span, ...]
    rest: Span


def gap(start: int | None, end: int, given: tuple[Rest, ...] = (), past: int | None = None) -> Gap:
    """The gap up to ``end``. Before it lies duty up to ``start``, or nothing known (None).

    A duty to acknowledge an assignment inside a window ends the rest at the start of that window (117.3). ``past``:
    when the last rest of 30 hours ended that is known from before; nothing since was as long. Where it ended only with
    the gap, it is the gap.
    """
    known = start if past is None or start is not None or past >= end else max(past, end - KNOWN_REST + 1)
    spans, since = [] if known == start else [Span(None, past or 0)], known
    for window in (rest.contact_window for rest in given if rest.contact_window):
        spans.append(Span(since, window.start))
        since = window.end
    spans.append(Span(since, end))
    last = given[-1] if given else None
    rest = Span(since, end) if last is None else Span(last.start, _until(last))
    if last is not None and len(given) == 1 and start is None:
        rest = Span(known, rest.end)
    return Gap(start, end, given, tuple(spans), rest)


def _until(rest: Rest) -> int:
    return rest.end if rest.contact_window is None else rest.contact_window.start


class Gaps:
    """The gaps before each duty period of one crew member, in order."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        self.gaps = tuple(gaps)
        self._ends: dict[int, list[int | None]] = {}

    def last_end(self, period: int, rest: int) -> int | None:
        """When the last free span of at least ``rest`` minutes ended, of those up to the start of a period.

        Later spans end later, so if this one reaches too little into a window, no earlier one does better.
        """
        if rest not in self._ends:
            ends = [max((span.end for span in gap.spans if span.lasts(rest)), default=None) for gap in self.gaps]
            self._ends[rest] = list(accumulate(ends, _later))
        return self._ends[rest][period]

    def longest(self, period: int, since: int) -> int:
        """The longest free stretch from ``since`` to the start of a period, in minutes."""
        found = 0
        for place in range(period, -1, -1):
            if self.gaps[place].end <= since:  # and all before it end sooner
                break
            found = max(found, *(span.within(since) for span in self.gaps[place].spans))
        return found


def _later(known: int | None, found: int | None) -> int | None:
    return known if found is None else found
