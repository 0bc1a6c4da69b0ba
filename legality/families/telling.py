"""One rest that is too short is told once: by the rule that asks for most of it, or that says why it is short."""

from collections.abc import Iterator
from typing import Final

from legality.breach import Breach
from legality.moment import Moment
from legality.periods import HEADS

IN_REST: Final = ("no_duty_in_rest", "transport_is_duty", "reserve_rest", "recovery_after_travel")
"""Families that look at what lies in a rest, or where the crew member was before it."""
AFTER_DUTY: Final = ("rest_floor", "cabin_duty_rest", "deadhead_rest", "easa_planned_extension")
"""Families that ask for a rest after what went before it."""


def told_already(found: Breach, moment: Moment) -> bool:
    """Whether another rule finds the rest before an event as short, asks for no less of it, and is as sure."""
    return any(
        breach.limit >= found.limit and breach.actual <= found.actual and breach.certain >= found.certain
        for breach in _others(moment)
        if breach.unit == found.unit
    )


def _others(moment: Moment) -> Iterator[Breach]:
    yield from _found(moment, IN_REST)
    before = moment.before
    while before is not None and before.event.kind not in HEADS:
        yield from _found(before, (*IN_REST, *AFTER_DUTY))
        before = before.before
    if before is not None:
        yield from _found(before, AFTER_DUTY)


def _found(moment: Moment, families: tuple[str, ...]) -> Iterator[Breach]:
    """What rules that surely stand find on an event, if it is judged here."""
    for family in families if moment.scene.judges(moment.served) else ():
        for stands in moment.standing(family):
            check = stands.bound.family.check
            if check is not None and not stands.standing.missing:
                yield from check(stands.spec, moment, stands.planned)
