"""Legs as the judge times them: when one ends, and how long it is."""

from domain.timelines.events import Leg


def arrival(leg: Leg) -> int:
    """When a leg ends: as flown, or else as scheduled, and as much later as it has left late."""
    if leg.into is not None:
        return leg.into
    return leg.scheduled_in + (0 if leg.out is None else max(0, leg.out - leg.scheduled_out))


def departure(leg: Leg) -> int:
    """When a leg begins: as flown, or else as scheduled."""
    return leg.scheduled_out if leg.out is None else leg.out


def block(leg: Leg) -> int:
    """Block minutes of a leg: as flown once it has both times, or else as scheduled."""
    if leg.out is None or leg.into is None:
        return leg.scheduled_in - leg.scheduled_out
    return leg.into - leg.out
