"""Free time between duty periods, indexed so that a window is one look and not a search."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from domain.clock import HOUR
from domain.timelines.events import Rest
from legality.rows import ALWAYS, Cut, Row

KNOWN_REST: Final = 30 * HOUR
"""The length of the past rest that a history names (``last_30h_rest_ended``)."""


class Span(NamedTuple):
    """Free time up to ``end``; ``start`` None: nothing is known before, so it is free as far back as one looks."""

    start: int | None
    end: int

    def inside(self, since: int, until: int) -> int:
        """Minutes of the span from ``since`` up to ``until``; 0 when there are none."""
        return max(0, min(self.end, until) - (since if self.start is None else max(self.start, since)))

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
        self._lasting: dict[int, tuple[tuple[int, Span], ...]] = {}
        self._times: dict[int, list[int]] = {}

    @cached_property
    def _spans(self) -> tuple[Span, ...]:
        return tuple(span for gap in self.gaps for span in gap.spans)

    @cached_property
    def _upto(self) -> list[int]:
        """How many spans there are before each gap, and in all."""
        return [0, *accumulate(len(gap.spans) for gap in self.gaps)]

    @cached_property
    def _row(self) -> Row:
        return Row([(-ALWAYS if span.start is None else span.start, span.end) for span in self._spans])

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
        first = bisect_right(self.gaps, since, hi=period + 1, key=lambda gap: gap.end)
        return self._longest(self._cut(first, period, since, ALWAYS), since, ALWAYS)

    def longest_inside(self, period: int, start: int, end: int) -> int:
        """The longest free stretch of a window before a period, in minutes."""
        return self._longest(self._cut(self._opened(period, start), period, start, end), start, end)

    def times_inside(self, period: int, start: int, end: int, minutes: int) -> int:
        """How many times so many minutes fit into the free stretches of a window before a period."""
        if minutes not in self._times:
            lengths = (0 if span.start is None else max(0, span.end - span.start) for span in self._spans)
            self._times[minutes] = [0, *accumulate(length // minutes for length in lengths)]
        cut, times = self._cut(self._opened(period, start), period, start, end), self._times[minutes]
        parts = sum(self._spans[part].inside(start, end) // minutes for part in cut.parts)
        return times[cut.after] - times[cut.whole] + parts

    def lasting(self, minutes: int) -> tuple[tuple[int, Span], ...]:
        """The spans of at least so many minutes, each with the number of its gap."""
        if minutes not in self._lasting:
            spans = ((number, span) for number, gap in enumerate(self.gaps) for span in gap.spans)
            self._lasting[minutes] = tuple((number, span) for number, span in spans if span.lasts(minutes))
        return self._lasting[minutes]

    def _opened(self, period: int, start: int) -> int:
        """The last gap up to that of a period which had begun at an instant."""
        begun = bisect_right(
            self.gaps, start, hi=period + 1, key=lambda gap: -ALWAYS if gap.start is None else gap.start
        )
        return max(0, begun - 1)

    def _cut(self, first: int, period: int, since: int, until: int) -> Cut:
        return self._row.cut(since, until, self._upto[first], self._upto[period + 1])

    def _longest(self, cut: Cut, since: int, until: int) -> int:
        parts = (self._spans[part].inside(since, until) for part in cut.parts)
        return max(self._row.peak(cut.whole, cut.after), max(parts, default=0))


def _later(known: int | None, found: int | None) -> int | None:
    return known if found is None else found
