"""What may not lie in a required rest: duty, and transport that the carrier requires (117.25(a), 121.467(b)(11), (12)).

A duty that rest is due before answers to the rules of minimum rest; this is about everything else between two of them.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from domain.clock import hours
from domain.rules.resting import NoDutyInRest, TransportIsDuty
from domain.timelines.events import Deadhead, Work
from legality.breach import Breach
from legality.families.cabin_rest import least
from legality.families.reserve import reserve_in_rest
from legality.moment import Moment
from legality.registry import Families, Family
from legality.succession import duty_after, flight_before


class Broken(NamedTuple):
    """A required rest that would be long enough without what lies in it: what is due and what is left at most."""

    due: int
    left: int


def duty_in_rest(spec: NoDutyInRest, moment: Moment, planned: bool) -> Iterator[Breach]:
    """No duty is assigned in a required rest, where it leaves too little of it, and no reserve."""
    if "RESERVE" in spec.forbids:
        yield from reserve_in_rest(moment)
    if isinstance(moment.event, Work) and "DUTY" in spec.forbids and (found := _broken(moment)):
        message = f"The duty lies in a required rest: {hours(found.left)} of it are left, not {hours(found.due)}."
        yield Breach(found.due, found.left, message)


def transport_in_rest(spec: TransportIsDuty, moment: Moment, planned: bool) -> Iterator[Breach]:
    """Transport that the carrier requires is no part of a rest, and the rest is long enough without it."""
    if isinstance(moment.event, Deadhead) and "DEADHEAD" in spec.kinds and (found := _broken(moment)):
        message = f"The deadhead is no part of the rest: {hours(found.left)} of rest are left, not {hours(found.due)}."
        yield Breach(found.due, found.left, message)


def _broken(moment: Moment) -> Broken | None:
    """The rest between the flight duties around an event, if it would be long enough without what lies in it."""
    before, after = flight_before(moment), duty_after(moment)
    if before is None or after is None:
        return None
    kept, between = moment.scene.kept, ("broken rest", before.served.place, after.served.place)
    if between not in kept:
        kept[between] = _between(before, after)
    found: Broken | None = kept[between]
    return found


def _between(before: Moment, after: Moment) -> Broken | None:
    """The rest between two duties, if it would be long enough without what lies in it."""
    due = max([least(before), *(stands.spec.minutes for stands in after.standing("minimum_rest"))])
    whole = after.event.start - before.event.finish
    left = max(_free(before, after))
    return Broken(due, left) if left < due <= whole else None


def _free(before: Moment, after: Moment) -> Iterator[int]:
    """The free stretches between two duties, in minutes."""
    duties = [before]
    while (following := duties[-1].after) is not None and duties[-1] is not after:
        duties.append(following)
    busy = [each.event for each in duties if each.served.period is not None]
    return (max(0, second.start - first.finish) for first, second in pairwise(busy))


FAMILIES: Final[Families] = {
    "no_duty_in_rest": Family(check=duty_in_rest),
    "transport_is_duty": Family(check=transport_in_rest),
}
