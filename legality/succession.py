"""Which duty follows which, and the rest between them."""

from typing import NamedTuple

from legality.gaps import Gap
from legality.moment import Moment


class Next(NamedTuple):
    """The next duty that rest is due before, and when its duty period is scheduled to end."""

    moment: Moment
    scheduled_end: int


class Rested(NamedTuple):
    """The longest rest between a duty and the next: its start, minutes had and minutes scheduled."""

    start: int
    had: int
    scheduled: int
    until: Next

    @property
    def least(self) -> int:
        """The shorter of what was had and what was scheduled."""
        return min(self.had, self.scheduled)


def flight_before(moment: Moment) -> Moment | None:
    """The last flight duty before an event, in an earlier duty period or in its own."""
    return moment.scene.at(moment.line.flights_before[moment.served.place])


def duty_after(moment: Moment) -> Moment | None:
    """The next duty that rest is due before."""
    return moment.scene.at(moment.line.heads_after[moment.served.place])


def rest_after(moment: Moment) -> Rested | None:
    """The rest between a duty and the next that rest is due before; None after the last one."""
    following, period = duty_after(moment), moment.served.period
    if following is None or period is None or following.served.period is None:
        return None
    between = moment.line.gaps.gaps[period + 1 : following.served.period + 1]
    if not between:
        return None
    longest = max(between, key=_length)
    start, length = longest.rest.start, _length(longest)
    assert start is not None
    late = moment.event.finish - moment.served.planned_finish
    ends_with_it = longest is between[0] and start == moment.event.finish
    return Rested(start, length, length + late if ends_with_it else length, Next(following, _scheduled_end(following)))


def _length(gap: Gap) -> int:
    return 0 if gap.rest.start is None else max(0, gap.rest.end - gap.rest.start)


def _scheduled_end(moment: Moment) -> int:
    """When the duty period of an event ends, its last duty as it was scheduled."""
    assert moment.served.period is not None
    period = moment.line.periods[moment.served.period]
    last = moment
    while last.after is not None and last.after.served.period == moment.served.period:
        last = last.after
    return last.served.planned_finish if last.event.finish == period.end else period.end
