"""A timeline as the judge reads it: duty periods, flight duty periods, rests and whereabouts, worked out once."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, pairwise

from domain.timelines.events import Event, Fdp
from domain.timelines.timeline import Timeline
from legality.clocks import Reading
from legality.flying import Flying
from legality.gaps import Gap, Gaps
from legality.periods import Stretch
from legality.theater import Body


@dataclass(frozen=True, slots=True)
class Served:
    """One event as the judge reads it. ``day`` is the date of its start on the base clock.

    ``place`` is its number among all that is judged, ``period`` that of its duty period; None for a long call, which
    is no duty. ``body`` and ``readings`` are those at the start of its flight duty period, if it has one.
    """

    event: Event
    day: date
    place: int
    period: int | None
    body: Body
    readings: tuple[Reading, ...]
    flying: Flying | None

    @property
    def start(self) -> int:
        """When its duty starts: the report, or the start of the duty that leads into its flight duty period."""
        return self.event.start if self.flying is None else self.flying.start

    @property
    def planned_finish(self) -> int:
        """When duty was planned to end: told, or as much after the planned end as it was after the end."""
        event = self.event
        if not isinstance(event, Fdp):
            return event.finish
        if event.scheduled_release is not None or self.flying is None:
            return event.finish if event.scheduled_release is None else event.scheduled_release
        late = 0 if event.scheduled_end is None else self.flying.end - event.scheduled_end
        return event.release - late


@dataclass(frozen=True)
class Line:
    """One crew member's timeline, worked out: its ``served`` events by start (rests are in ``gaps``).

    ``gaps`` holds the free time before each of ``periods``, those of the known past included.
    """

    timeline: Timeline
    served: tuple[Served, ...]
    periods: tuple[Stretch, ...]
    gaps: Gaps
    zone: str

    @cached_property
    def first(self) -> int:
        """When the first event starts."""
        return min((event.start for event in self.timeline.events), default=0)

    @cached_property
    def flights_before(self) -> tuple[int | None, ...]:
        """For each event, the place of the last flight duty before it."""
        flights = [served.place if isinstance(served.event, Fdp) else None for served in self.served]
        return tuple(accumulate([None, *flights], _latest))

    @cached_property
    def heads_after(self) -> tuple[int | None, ...]:
        """For each event, the place of the next one that rest is due before."""
        heads = [served.place if self.opens(served) else None for served in reversed(self.served)]
        return tuple(accumulate([None, *heads], _latest))[-2::-1]

    @cached_property
    def strangers_before(self) -> tuple[int | None, ...]:
        """For each event, the place of the last one before it that is not of its duty period."""
        found: list[int | None] = [None]
        for before, served in pairwise(self.served):
            found.append(found[-1] if before.period == served.period else before.place)
        return tuple(found)

    def gap(self, served: Served) -> Gap | None:
        """The free time before the duty period of an event; None for a long call."""
        return None if served.period is None else self.gaps.gaps[served.period]

    def opens(self, served: Served) -> bool:
        """Whether rest is due before this event: it is the first in its duty period to be reserve or flight duty."""
        if served.period is None:
            return False
        head = self.periods[served.period].head
        return head is not None and head.source is served.event


def _latest(known: int | None, found: int | None) -> int | None:
    return known if found is None else found
