"""A flight duty period as 117.3 bounds it, out of an event and the duty that leads into it."""

from dataclasses import dataclass
from functools import cached_property

from domain.timelines.events import Fdp, Leg
from legality.blocks import arrival, block, departure


@dataclass(frozen=True)
class Flying:
    """From ``start`` (the report, or the start of duty that runs into it) to parked after the last operated flight.

    A deadhead after that flight is duty and no flight duty period. ``segments`` are those of the tables: operated
    flights, a diverted one and its continuation counted once. Without a flight ``end`` is ``start``.
    ``called_out``: the start of the reserve availability period it follows with no rest between.
    """

    event: Fdp
    start: int
    end: int
    planned_end: int
    operated: tuple[Leg, ...]
    segments: int
    called_out: int | None = None

    def length(self, planned: bool) -> int:
        """Minutes of the flight duty period (as flown, or as planned)."""
        return (self.planned_end if planned else self.end) - self.start

    def flight_time(self, planned: bool) -> int | None:
        """Flight minutes (as flown, or as planned); None where nobody has said."""
        if not self.event.legs:
            return self.event.flight_minutes
        return self._scheduled_blocks if planned else self._blocks

    @cached_property
    def _blocks(self) -> int:
        return sum([block(leg) for leg in self.operated])

    @cached_property
    def _scheduled_blocks(self) -> int:
        return sum([leg.scheduled_in - leg.scheduled_out for leg in self.operated])

    def most_flight_time(self, planned: bool) -> int:
        """The most that flight time can be, where nobody has said it: from the report to parked; 0 without a flight."""
        return max(0, (self.planned_end if planned else self.end) - self.event.report) if self.segments else 0


def flying(event: Fdp, start: int, called_out: int | None) -> Flying:
    """The flight duty period of an event whose duty leads in from ``start``."""
    operated = tuple(leg for leg in event.legs if not leg.deadhead)
    segments = _segments(event.legs) if event.legs else event.segments or 0
    if event.legs and not operated:
        return Flying(event, start, start, start, operated, 0, called_out)
    end = _end(event, operated)
    return Flying(event, start, end, _planned_end(event, operated, end), operated, segments, called_out)


def _segments(legs: tuple[Leg, ...]) -> int:
    """Operated legs, but for those that carry on after a diversion."""
    diverted = (False, *(leg.diversion and not leg.deadhead for leg in legs))
    return sum(not leg.deadhead and not carried for leg, carried in zip(legs, diverted, strict=False))


def _end(event: Fdp, operated: tuple[Leg, ...]) -> int:
    """As told, unless it lies in a deadhead after the last operated flight."""
    if not operated:
        return event.release if event.end is None else event.end
    landed, last = max(arrival(leg) for leg in operated), event.legs[-1]
    if event.end is None:
        return landed
    ride = event.legs[event.legs.index(operated[-1]) + 1] if last.deadhead else None
    return landed if ride is not None and event.end > departure(ride) else event.end


def _planned_end(event: Fdp, operated: tuple[Leg, ...], end: int) -> int:
    if event.scheduled_end is not None:
        return event.scheduled_end
    if not operated:
        return end
    return max(leg.scheduled_in for leg in operated) + end - max(arrival(leg) for leg in operated)
