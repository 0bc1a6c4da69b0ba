"""Sums over sliding windows: flight time, flight duty and duty (14 CFR 117.23, ORO.FTL.210).

A sum is fullest in a window that ends with some of the work, so those are looked at, and the ends of dates inside it.
What lies astride the edge of a window counts in part. Work for any carrier counts.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from domain.clock import hours
from domain.rules.cumulative import CumulativeLimit, Quantity
from domain.rules.exceptions import Bounded
from legality import windows
from legality.breach import Breach, End
from legality.families import history, tables, work
from legality.moment import Moment
from legality.registry import Families, Family
from legality.stints import Own, Stint

LIFTED_BY: Final = {Quantity.FLIGHT_TIME: Bounded.CUMULATIVE_FLIGHT_TIME, Quantity.FDP: Bounded.CUMULATIVE_FDP}
NAMES: Final = {Quantity.FLIGHT_TIME: "flight time", Quantity.FDP: "flight duty", Quantity.DUTY: "duty"}
OPEN: Final = {
    Quantity.FLIGHT_TIME: "how much flight time a flight duty period holds, or where in it, is not told: give the legs",
    Quantity.FDP: "whether a break counts hangs on the clock: choose acclimated_clock",
    Quantity.DUTY: "how much of a standby at home counts as duty is not in the rules",
}
"""What has to be said where a sum is not known to the minute."""
PAST: Final = "how much of the history lies in these dates is not told: give {}, or a ledger"
KEYS: Final = {True: "flight_calendar_year", False: "flight_12_months"}
"""By whether the dates are those of a calendar year."""

STEPS: Final = 3
"""How often what is left of a sum is tried as one step, before it is looked for by halves."""


class Sum(NamedTuple):
    """Minutes in one window, at the least and at the most, and when the window begins and ends."""

    least: int
    most: int
    since: int
    until: int


def cumulative_limit(spec: CumulativeLimit, moment: Moment, planned: bool) -> Iterator[Breach]:
    """No window that ends with work of the event holds more than the limit (117.23(b), (c); ORO.FTL.210).

    As flown; and as it was scheduled after what was flown before, since a schedule may not exceed it either.
    """
    own = work.added(spec.quantity, moment)
    if own.most <= _room(spec, moment):
        return
    flown, scheduled = own.flown, work.scheduled(spec.quantity, moment)
    of = LIFTED_BY.get(spec.quantity)
    found = [] if planned else list(_over(spec, moment, flown, of))
    yield from found
    if planned or (
        scheduled != flown
        and not _diverted(moment)
        and all(tables.covered(moment, of, breach.excess) for breach in found)
    ):
        yield from _over(spec, moment, scheduled, None, "as scheduled ")


def _diverted(moment: Moment) -> bool:
    """The leg that carries on after a diversion was in no schedule."""
    return moment.flying is not None and any(leg.diversion for leg in moment.flying.operated)


def _over(
    spec: CumulativeLimit, moment: Moment, own: Sequence[Stint], of: Bounded | None, how: str = ""
) -> Iterator[Breach]:
    if not own or sum(stint.most for stint in own) <= _room(spec, moment):
        return
    counted = Own(own)
    sums = [_sum(spec, moment, counted, at) for at in _instants(spec, moment, own)]
    least, most = max(sums, key=lambda each: each.least), max(sums, key=lambda each: each.most)
    if most.most <= spec.limit:
        return
    certain = least.least > spec.limit
    full = least if certain else most
    actual = full.least if certain else full.most
    window = windows.named(spec, full.since, full.until, moment.line.zone)
    message = f"{how}{NAMES[spec.quantity]} {'adds' if certain else 'may add'} up to {hours(actual)} in {window}"
    message += (
        f", {hours(actual - spec.limit)} over the {hours(spec.limit)} allowed; {_remedy(spec, moment, own, full)}"
    )
    yield Breach(spec.limit, actual, f"{message[0].upper()}{message[1:]}.", certain, of)


def _remedy(spec: CumulativeLimit, moment: Moment, own: Sequence[Stint], full: Sum) -> str:
    """What the event has to do with it, and what to do about it: for the one who made the roster."""
    past = history.told(spec, moment, full.since)
    if full.least <= spec.limit:
        calendar = PAST.format(KEYS[spec.calendar_years is not None])
        return calendar if past.least < past.most else OPEN[spec.quantity]
    own_part = sum(stint.least_within(full.since, full.until) for stint in own)
    name, before = moment.event.id, f"{hours(past.least)} of that lie before the first event, " if past.least else ""
    cut = f"shorten {name}" if own_part >= full.least - spec.limit else f"take {name} off"
    other = "" if own_part == full.least else ", or take other work out of this window"
    return f"{before}{name} adds {hours(own_part)}: {cut}{other}"


def _room(spec: CumulativeLimit, moment: Moment) -> int:
    """What is left for an event if all before it lies in one window: most often enough to look no further."""
    return spec.limit - work.totals(spec.quantity, moment).at_most - history.most_of(spec, moment)


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
    return _sum(spec, moment, Own((Stint(start, start, 0, 0),)), start)


def _sum(spec: CumulativeLimit, moment: Moment, own: Own, until: int) -> Sum:
    """What lies in the window that ends at an instant: work of the event, what was flown before it, and history."""
    since, start = windows.opens(spec, until, moment.line.zone), own.start
    known, past = work.totals(spec.quantity, moment), history.told(spec, moment, since).least
    return Sum(
        past + known.least.between(since, start) + own.least(since, until),
        _most(spec, moment, own, until),
        since,
        until,
    )


def _most(spec: CumulativeLimit, moment: Moment, own: Own, until: int) -> int:
    """The most that lies in the window that ends at an instant."""
    since = windows.opens(spec, until, moment.line.zone)
    known = work.totals(spec.quantity, moment).most.between(since, own.start)
    return history.told(spec, moment, since).most + known + own.most(since, until)


def latest_ends(spec: CumulativeLimit, moment: Moment) -> Iterator[End]:
    """The last minute at which flight duty is still within its limit, if it goes on without a further break.

    None where the window is shorter than the limit.
    """
    if spec.quantity is not Quantity.FDP or spec.window is None or not tables.flies(moment):
        return
    own = [stint for stint in work.added(spec.quantity, moment).flown if stint.least]
    for place, stint in enumerate(own):
        most = _last(spec, moment, own[:place], stint.start)
        if most < (stint.end if place + 1 < len(own) else stint.start + spec.limit + 1):
            yield End(most, Bounded.CUMULATIVE_FDP)
            return


def _last(spec: CumulativeLimit, moment: Moment, earlier: Sequence[Stint], start: int) -> int:
    """The last minute within the limit, of flight duty that never ends; ``earlier`` is what the event has before it.

    The sum grows by no more than a minute a minute: so what is left is one step, and then by halves. It falls only
    when the window reaches back to the history no more.
    """
    low, high, back = start, start + spec.limit + 1, _reaches_back(spec, moment)
    room = _left(spec, moment, earlier, start)
    for _ in range(STEPS):
        if (more := room(low)) <= 0:
            break
        low = min(high, low + more)
    if low < back < high:
        low, high = (back, high) if room(back) >= 0 else (low, back - 1)
    look = low + 1
    while low < high:
        low, high = (look, high) if room(look) >= 0 else (low, look - 1)
        look = (low + high + 1) // 2
    return low


def _left(spec: CumulativeLimit, moment: Moment, earlier: Sequence[Stint], start: int) -> Callable[[int], int]:
    """What is left of a limit in hours at an instant of such flight duty, at the least."""
    known, first, window = work.totals(spec.quantity, moment).most, moment.line.first, spec.window or 0
    limit, before = spec.limit, known.until(earlier[0].start if earlier else start)

    def left(until: int) -> int:
        since = until - window
        past = history.told(spec, moment, since).most if since < first else 0
        own = until - max(start, since)
        if earlier:
            own += sum([stint.most_within(since, until) for stint in earlier])
        return limit - past - max(0, before - known.until(since)) - own

    return left


FAMILIES: Final[Families] = {"cumulative_limit": Family(check=cumulative_limit, ends=latest_ends)}
