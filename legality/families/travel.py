"""Rest after travel: on return from far away, after a long deadhead, and in a new theater (14 CFR 117.25(c), (d), (g)).

That so many hours of rest acclimate a pilot ((c)) is read where the line is drawn: see ``legality.theater``.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from domain.airports import zone_of
from domain.clock import hours
from domain.rules.resting import DeadheadRest, RecoveryAfterTravel
from domain.timelines.events import Deadhead, Fdp
from legality import clocks
from legality.blocks import arrival, departure
from legality.breach import Breach
from legality.families import tables
from legality.moment import Moment
from legality.registry import Families, Family
from legality.resting import before
from legality.succession import duty_after


class Journey(NamedTuple):
    """Transport as a passenger with no flight to operate after it: UTC minutes, and how many legs."""

    start: int
    end: int
    legs: int


def recovery_after_travel(spec: RecoveryAfterTravel, moment: Moment, planned: bool) -> Iterator[Breach]:
    """The first duty after the return to base follows a long rest with so many nights of the base in it (117.25(d))."""
    trip = moment.served.body.trip
    if trip is None or trip.back - trip.left <= spec.away or trip.farthest <= spec.longitude_degrees * 1000:
        return
    rest = _rest(moment)
    if rest is None:
        return
    start, end = rest
    if end - start < spec.rest:
        message = (
            f"On return from {hours(trip.back - trip.left)} away in a far theater the rest is {hours(end - start)}"
        )
        yield Breach(spec.rest, end - start, f"{message}, not {hours(spec.rest)}.")
    zone = zone_of(moment.line.timeline.crew.base)
    nights = clocks.nights(spec.night, zone, start, end)
    if nights < spec.nights:
        message = f"The rest on return from a far theater holds {nights} nights of the base, not {spec.nights}."
        yield Breach(spec.nights, nights, message, unit="nights")


def _rest(moment: Moment) -> tuple[int, int] | None:
    """The free time straight before an event, whether its duty period begins with it or goes on."""
    served, rest = moment.served, before(moment)
    if served.period is None or rest is None:
        return None
    period = moment.line.periods[served.period]
    if period.items[0].source is moment.event:
        return None if rest.start is None else (rest.start, max(rest.start, rest.end))
    released = max(item.end for item in period.items if item.start < moment.event.start)
    return released, max(released, moment.event.start)


def deadhead_rest(spec: DeadheadRest, moment: Moment, planned: bool) -> Iterator[Breach]:
    """After a deadhead longer than its table allows a rest as long as it is, before flight duty (117.25(g)).

    The table is read at the start of the deadhead, its legs taken for segments. Deadheads with no rest between them
    are one. A deadhead that leads into flight duty is part of that, and bounded with it.
    """
    journey = _journey(moment)
    limits = [] if journey is None else _limits(spec, moment, journey)
    length = 0 if journey is None else journey.end - journey.start
    following = duty_after(moment) if limits and length > min(limits) else None
    rest = None if following is None or following.served.period == moment.served.period else before(following)
    if rest is None or rest.minutes is None:
        return
    due = max(spec.least, -(-length * spec.percent // 100))
    if rest.minutes < due:
        message = f"After a deadhead of {hours(length)}, over the {hours(min(limits))} of the table,"
        message += f" the rest is {hours(rest.minutes)}, not {hours(due)}"
        certain = length > max(limits)
        more = "" if certain else f"; on another clock {hours(max(limits))} holds: choose acclimated_clock"
        yield Breach(due, rest.minutes, f"{message}{more}.", certain)


def _journey(moment: Moment) -> Journey | None:
    """The deadheads that end with an event; None where another one goes on from it."""
    event, after = moment.event, moment.after
    if isinstance(event, Fdp):
        flown = max((place + 1 for place, leg in enumerate(event.legs) if not leg.deadhead), default=0)
        rides = event.legs[flown:]
        return Journey(departure(rides[0]), arrival(rides[-1]), len(rides)) if rides else None
    if not isinstance(event, Deadhead) or (after is not None and _goes_on(moment, after)):
        return None
    first, legs = moment, 1
    while first.before is not None and _goes_on(first.before, first):
        first, legs = first.before, legs + 1
    return Journey(first.event.start, event.end, legs)


def _goes_on(one: Moment, other: Moment) -> bool:
    deadheads = isinstance(one.event, Deadhead) and isinstance(other.event, Deadhead)
    return deadheads and one.served.period == other.served.period


def _limits(spec: DeadheadRest, moment: Moment, journey: Journey) -> list[int]:
    """What the table allows for a flight duty period of as many segments that begins with the deadhead."""
    rules = [each for _, each in moment.scene.scope.in_force(spec.table, moment.served.day)]
    base, choice = moment.line.timeline.crew.base, moment.policy.acclimated_clock
    readings = clocks.readings(journey.start, moment.served.body, base, choice)
    less = sum(reduction.minutes for reduction in tables.reductions(moment, spec.table))
    rows = [tables.row_of(rule.rows, reading) for rule in rules for reading in readings]
    return [row.limits[min(journey.legs, len(row.limits)) - 1] - less for row in rows]


FAMILIES: Final[Families] = {
    "recovery_after_travel": Family(check=recovery_after_travel),
    "deadhead_rest": Family(check=deadhead_rest),
    "acclimating_rest": Family(),
}
