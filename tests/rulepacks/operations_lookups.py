"""What each family of the carrier's manual answers to a small question, from the rule's data alone."""

from collections.abc import Callable
from typing import Any, Final

from domain.rules.bands import ClockWindow
from domain.rules.cumulative import DaysOff
from domain.rules.operations import (
    CreditBounds,
    Curfew,
    Leave,
    MaintenanceWindow,
    Qualification,
    RangeReserve,
    Slot,
    TurnTime,
)
from tests.rulepacks.lookups import DAY, Input, minutes

Answer = Input


def nights(window: ClockWindow) -> list[range]:
    """The window on this day, the one before and the next, minutes from the midnight of this day."""
    length = (window.end - window.start) % DAY
    return [range(day + window.start, day + window.start + length) for day in (-DAY, 0, DAY)]


def qualification(spec: Qualification, given: Input) -> Answer:
    assert given["paper"] in spec.requires
    right_type = given["paper"] not in spec.by_aircraft_type or given.get("for_type") == given.get("flown_type")
    return {"legal": right_type and (given["valid_through"] - given["last_day"]).days >= spec.margin_days}


def turn_time(spec: TurnTime, given: Input) -> Answer:
    assert not spec.aircraft_types
    return {"legal": minutes(given["gap"]) >= spec.minutes}


def maintenance_window(spec: MaintenanceWindow, given: Input) -> Answer:
    begin, end = (minutes(at) for at in given["window"])
    out, into = (minutes(at) for at in given["flight"])
    closed = range(begin - spec.margin, end + spec.margin)
    return {"legal": not any(minute in closed for minute in range(out, into))}


def slot(spec: Slot, given: Input) -> Answer:
    if given["airport"] not in spec.airports:
        return {"legal": True}
    held = given.get("slot")
    return {"legal": held is not None and abs(minutes(held) - minutes(given["planned"])) <= spec.tolerance}


def curfew(spec: Curfew, given: Input) -> Answer:
    meant = given["airport"] == spec.airport and given["movement"] in spec.movements
    return {"legal": not (meant and any(minutes(given["at"]) in night for night in nights(spec.window)))}


def range_reserve(spec: RangeReserve, given: Input) -> Answer:
    trip = minutes(given["trip"])
    fuel = minutes(given["endurance"]) - trip - spec.final_reserve - spec.alternate
    return {"legal": 100 * fuel >= spec.contingency_percent * trip}


def days_off(spec: DaysOff, given: Input) -> Answer:
    return {"legal": sum(minutes(gap) // spec.free for gap in given["gaps"]) >= spec.times}


def leave(spec: Leave, given: Input) -> Answer:
    assert given["kind"] in spec.kinds
    begin, end = (minutes(at) for at in given["leave"])
    kept = range(begin - spec.before, end + spec.after)
    return {"legal": not any(minute in kept for minute in range(*map(minutes, given["duty"])))}


def credit_bounds(spec: CreditBounds, given: Input) -> Answer:
    credit = minutes(given["credit"])
    return {"legal": (spec.least or 0) <= credit and (spec.most is None or credit <= spec.most)}


OPERATIONS_LOOKUPS: Final[dict[str, Callable[[Any, Input], Answer]]] = {
    look.__name__: look
    for look in (
        qualification,
        turn_time,
        maintenance_window,
        slot,
        curfew,
        range_reserve,
        days_off,
        leave,
        credit_bounds,
    )
}
"""By family."""
