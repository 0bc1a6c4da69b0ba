"""Rest before a report: immediately before it, and within the window that ends with it (14 CFR 117.25, 121.467)."""

from collections.abc import Iterator
from typing import Final

from domain.clock import hours
from domain.rules.limits import MinimumRest, RestInWindow
from legality.breach import Breach
from legality.moment import Moment
from legality.periods import HEADS
from legality.registry import Families, Family


def minimum_rest(spec: MinimumRest, moment: Moment, planned: bool) -> Iterator[Breach]:
    """From release to the next report of reserve or flight duty there are so many consecutive hours."""
    gap = moment.line.gap(moment.served)
    if gap is None or gap.rest.start is None or not moment.line.opens(moment.served):
        return
    free = max(0, gap.rest.end - gap.rest.start)
    if free < spec.minutes:
        yield Breach(spec.minutes, free, f"The rest before the report is {hours(free)}, not {hours(spec.minutes)}.")


def rest_in_window(spec: RestInWindow, moment: Moment, planned: bool) -> Iterator[Breach]:
    """Within the window before reserve or flight duty lie so many consecutive hours free from all duty."""
    served, gaps = moment.served, moment.line.gaps
    if served.period is None or moment.event.kind not in HEADS:
        return
    since = served.start - spec.window
    last = gaps.last_end(served.period, spec.rest)
    if last is not None and last - since >= spec.rest:
        return
    free = gaps.longest(served.period, since)
    message = f"The longest time free from duty in the {hours(spec.window)} before the report is {hours(free)}"
    yield Breach(spec.rest, free, f"{message}, not {hours(spec.rest)}.")


FAMILIES: Final[Families] = {
    "minimum_rest": Family(check=minimum_rest),
    "rest_in_window": Family(check=rest_in_window),
}
