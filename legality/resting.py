"""The rest immediately before a duty, as long-call reserve leaves it (14 CFR 117.3, 117.25)."""

from typing import NamedTuple

from domain.crew import PILOTS
from domain.timelines.events import LongCall, Rest
from legality.moment import Moment


class Before(NamedTuple):
    """The rest before the duty period of an event; ``start`` None: nothing is known before it.

    ``sure``: whether it is told from when the crew member knew of what came next. ``given``: the rest that the
    carrier gave, if the timeline says so.
    """

    start: int | None
    end: int
    sure: bool
    given: Rest | None

    @property
    def minutes(self) -> int | None:
        """How long it is; None where nothing is known before it."""
        return None if self.start is None else max(0, self.end - self.start)


def before(moment: Moment) -> Before | None:
    """The rest before the duty period of an event; None for a long call.

    A rest is determined prospectively: one out of long-call reserve begins when the pilot is told what comes next, or
    when the long call ends, if nobody says when that was; a rest that was given and was over by then is another one.
    """
    gap = moment.line.gap(moment.served)
    if gap is None:
        return None
    start, end, given, sure = gap.rest.start, gap.rest.end, gap.given[-1] if gap.given else None, True
    call = long_call(moment)
    if call is not None and moment.line.timeline.crew.position in PILOTS:
        told = until(call)
        if given is not None and given.end <= told:
            start, end, given = gap.start, gap.end, None
        sure = call.notified_at is not None or (given is not None and given.start >= told)
        start = told if start is None else max(start, told)
    return Before(start, end, sure, given)


def until(call: LongCall) -> int:
    """When long-call reserve gives way to what comes next: when the pilot is told, or else at its end."""
    return call.end if call.notified_at is None else call.notified_at


def long_call(moment: Moment) -> LongCall | None:
    """The last long call in the free time before the duty period of an event."""
    place = moment.line.strangers_before[moment.served.place]
    event = None if place is None else moment.line.served[place].event
    return event if isinstance(event, LongCall) else None
