"""The carrier's own limits: crew papers, aircraft, airports, range, leave and credit."""

from typing import Literal, Self

from pydantic import Field, model_validator

from domain.rules.bands import ClockWindow
from domain.rules.fields import Count, Frozen, Minutes, Percent

Name = str


class Qualification(Frozen):
    """Papers that a crew member holds on every day of a duty.

    ``by_aircraft_type`` are held for the type that is flown; ``margin_days`` before the end they count no more.
    """

    family: Literal["qualification"] = "qualification"
    requires: tuple[Name, ...] = Field(min_length=1)
    by_aircraft_type: tuple[Name, ...] = ()
    margin_days: Count = 0


class TurnTime(Frozen):
    """The least time an aircraft stands between two flights; all types when ``aircraft_types`` is empty."""

    family: Literal["turn_time"] = "turn_time"
    minutes: Minutes
    aircraft_types: tuple[Name, ...] = ()


class MaintenanceWindow(Frozen):
    """An aircraft does not fly inside a booked maintenance window, nor within ``margin`` minutes of it."""

    family: Literal["maintenance_window"] = "maintenance_window"
    margin: Minutes


class Slot(Frozen):
    """A movement at a coordinated airport holds a slot and keeps it to within ``tolerance`` minutes."""

    family: Literal["slot"] = "slot"
    tolerance: Minutes
    airports: tuple[Name, ...] = ()


class Curfew(Frozen):
    """No scheduled movement of these kinds at an airport inside the hours of its own clock."""

    family: Literal["curfew"] = "curfew"
    airport: Name
    window: ClockWindow
    movements: tuple[Literal["ARRIVAL", "DEPARTURE"], ...] = ("ARRIVAL", "DEPARTURE")


class RangeReserve(Frozen):
    """A flight lies within the aircraft's range less fuel for these minutes and a share of the trip."""

    family: Literal["range_reserve"] = "range_reserve"
    final_reserve: Minutes
    alternate: Minutes
    contingency_percent: Percent


class Leave(Frozen):
    """No duty or reserve touches leave of these kinds; ``before`` and ``after`` minutes beside it are free as well."""

    family: Literal["leave"] = "leave"
    kinds: tuple[Name, ...] = Field(min_length=1)
    before: Minutes = 0
    after: Minutes = 0


class CreditBounds(Frozen):
    """Planned credit of one crew member in a pay period."""

    family: Literal["credit_bounds"] = "credit_bounds"
    least: Minutes | None = None
    most: Minutes | None = None

    @model_validator(mode="after")
    def _a_bound(self) -> Self:
        if self.least is None and self.most is None:
            raise ValueError("say least or most")
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError("least is more than most")
        return self


Operating = Qualification | TurnTime | MaintenanceWindow | Slot | Curfew | RangeReserve | Leave | CreditBounds
"""The families of this module."""
