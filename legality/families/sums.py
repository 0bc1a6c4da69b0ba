"""Sums over sliding windows: flight time, flight duty and duty (14 CFR 117.23, ORO.FTL.210).

A sum is fullest in a window that ends with some of the work, so those are looked at, and the ends of dates inside it.
What lies astride the edge of a window counts in part. Work for any carrier counts.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from domain.clock import hours, to_iso
from domain.rules.cumulative import CumulativeLimit, Quantity
from domain.rules.exceptions import Bounded
from legality import windows
from legality.breach import Breach, End
from legality.families import tables, work
from legality.moment import Moment
from legality.registry import Families, Family
from legality.stints import Stint

LIFTED_BY: Final = {Quantity.FLIGHT_TIME: Bounded.CUMULATIVE_FLIGHT_TIME, Quantity.FDP: Bounded.CUMULATIVE_FDP}
NAMES: Final = {Quantity.FLIGHT_TIME: "flight time", Quantity.FDP: "flight duty", Quantity.DUTY: "duty"}
OPEN: Final = {
    Quantity.FLIGHT_TIME: "how much flight time a flight duty period holds, or where in it, is not told: give the legs",
    Quantity.FDP: "whether a break counts hangs on the clock: choose acclimated_clock",
    Quantity.DUTY: "how much of a standby at home counts as duty is not in the rules",
}
"""What has to be said where a sum is not known to the minute."""

STEPS: Final = 3
"""How often what is left of a sum is tried as one step, before it is looked for by halves."""


class Sum(NamedTuple):
    """Minutes in one window, at the least and at the most, and when the window begins."""

    least: int
    most: int
    since: int


def cumulative_limit(spec: CumulativeLimit, moment: Moment, planned: bool) -> Iterator[Breach]:
    """No window that ends with work of the event holds more than the limit (117.23(b), (c); ORO.FTL.210).

    As flown; and as it was scheduled after what was flown before, since a schedule may not exceed it either.
    """
    flown = work.stints(spec.quantity, moment, planned=False)
    of = LIFTED_BY.get(spec.quantity)
    found = [] if planned else list(_over(spec, moment, flown, of))
    yield from found
    scheduled = work.stints(spec.quantity, moment, planned=True)
    if planned or (
        scheduled != flown
        and not _diverted(moment)
        and all(tables.covered(moment, of, breach.excess) for breach in found)
    ):
        yield from _over(spec, moment, scheduled, None)


def _diverted(moment: Moment) -> bool:
    """The leg that carries on after a diversion was in no schedule."""
    return moment.flying is not None and any(leg.diversion for leg in moment.flying.operated)


def _over(spec: CumulativeLimit, moment: Moment, own: Sequence[Stint], of: Bounded | None) -> Iterator[Breach]:
    if not own or _room(spec, moment, own) >= 0:
        return
    sums = [_sum(spec, moment, own, at) for at in _instants(spec, moment, own)]
    least, most = max(sums, key=lambda each: each.least), max(sums, key=lambda each: each.most)
    if most.most <= spec.limit:
        return
    certain = least.least > spec.limit
    actual, since = (least.least, least.since) if certain else (most.most, most.since)
    message = f"The {NAMES[spec.quantity]} of {hours(actual)} exceeds {hours(spec.limit)} in {windows.told(spec)}"
    message += f" (counted from {to_iso(since)})"
    yield Breach(spec.limit, actual, f"{message}{'' if certain else f'; {OPEN[spec.quantity]}'}.", certain, of)


def _room(spec: CumulativeLimit, moment: Moment, own: Sequence[Stint]) -> int:
    """What is left if all that is known lies in one window: most often enough to look no further."""
    known = work.totals(spec.quantity, moment).most.total + sum(stint.most for stint in own)
    return spec.limit - known - work.before(spec.quantity, moment.history, windows.longest(spec))


def _instants(spec: CumulativeLimit, moment: Moment, own: Sequence[Stint]) -> Iterator[int]:
    """The ends of the windows that may be the fullest; the last one that reaches back to the history is one of them."""
    back = _reaches_back(spec, moment)
    for stint in own:
        yield from {stint.start + stint.most, stint.end}
        yield from windows.turns(spec, stint.start, stint.end, moment.line.zone)
        yield from (back,) if stint.start < back < stint.end else ()


def _reaches_back(spec: CumulativeLimit, moment: Moment) -> int:
    """When the last window of hours ends that holds a minute before the first event."""
    return moment.line.first + (spec.window or 0) - 1


def known(spec: CumulativeLimit, moment: Moment) -> Sum:
    """What lies in the window that ends with the start of an event."""
    start = moment.event.start
    return _sum(spec, moment, (Stint(start, start, 0, 0),), start)


def _sum(spec: CumulativeLimit, moment: Moment, own: Sequence[Stint], until: int) -> Sum:
    """What lies in the window that ends at an instant: work of the event, what was flown before it, and history."""
    since, start = windows.opens(spec, until, moment.line.zone), own[0].start
    known = work.totals(spec.quantity, moment)
    past = _past(spec, moment, since)
    return Sum(
        past + known.least.between(since, start) + sum(stint.least_within(since, until) for stint in own),
        _most(spec, moment, own, until),
        since,
    )


def _most(spec: CumulativeLimit, moment: Moment, own: Sequence[Stint], until: int) -> int:
    """The most that lies in the window that ends at an instant."""
    since = windows.opens(spec, until, moment.line.zone)
    known = work.totals(spec.quantity, moment).most.between(since, own[0].start)
    return _past(spec, moment, since) + known + sum(stint.most_within(since, until) for stint in own)


def _past(spec: CumulativeLimit, moment: Moment, since: int) -> int:
    """The totals of a history lie wholly inside every window that reaches back before the first event."""
    if since >= moment.line.first:
        return 0
    return work.before(spec.quantity, moment.history, windows.longest(spec))


def latest_ends(spec: CumulativeLimit, moment: Moment) -> Iterator[End]:
    """The last minute at which flight duty is still within its limit, if it goes on without a further break.

    None where the window is shorter than the limit.
    """
    if spec.quantity is not Quantity.FDP or spec.window is None or not tables.flies(moment):
        return
    own = [stint for stint in work.stints(spec.quantity, moment, planned=False) if stint.least]
    for place, stint in enumerate(own):
        on = [*own[:place], Stint(stint.start, stint.start + spec.limit + 1, spec.limit + 1, spec.limit + 1)]
        most = _last(spec, moment, on)
        if most < (stint.end if place + 1 < len(own) else on[-1].end):
            yield End(most, Bounded.CUMULATIVE_FDP)
            return


def _last(spec: CumulativeLimit, moment: Moment, own: Sequence[Stint]) -> int:
    """The last minute within the limit, of flight duty that never ends.

    The sum grows by no more than a minute a minute: so what is left is one step, and then by halves. It falls only
    when the window reaches back to the history no more.
    """
    low, high, back = own[-1].start, own[-1].end, _reaches_back(spec, moment)
    for _ in range(STEPS):
        low = min(high, low + max(0, spec.limit - _most(spec, moment, own, low)))
    if low < back < high:
        low, high = (back, high) if _most(spec, moment, own, back) <= spec.limit else (low, back - 1)
    look = low + 1
    while low < high:
        low, high = (look, high) if _most(spec, moment, own, look) <= spec.limit else (low, look - 1)
        look = (low + high + 1) // 2
    return low


FAMILIES: Final[Families] = {"cumulative_limit": Family(check=cumulative_limit, ends=latest_ends)}
