"""Credit for flying: legs, deadheads, rigs, minimums, and the greatest of them."""

from typing import Any, ClassVar, Final, Literal, Self

from pydantic import Field, model_validator

from domain.clock import DAY
from domain.rules.fields import MinuteOfDay, Minutes, Percent
from domain.rules.terms_grain import Basis, Clock, Grain, Part, PayingTerm, Stage, Window

_GRAINS: Final = {
    "leg": Grain.LEG,
    "duty": Grain.DUTY,
    "calendar_day": Grain.DAY,
    "trip_day_average": Grain.TRIP,
    "day_worked": Grain.PERIOD,
}
Compared = Literal[Grain.LEG, Grain.DUTY, Grain.TRIP, Grain.PERIOD]


class LegCredit(PayingTerm):
    """Credit of a leg: scheduled, actual or the greater block; a share of it for deadheads."""

    grain: ClassVar[Grain] = Grain.LEG
    family: Literal["leg_credit"] = "leg_credit"
    component: str = "flight_pay"
    basis: Basis
    """Scheduled block, actual block, or the greater of the two."""
    compare: Compared = Grain.LEG
    """Where the two are compared: leg by leg, or on the sums of a duty, a trip or the whole period."""
    deadhead_percent: Percent = 100
    """The share of it that a deadhead is credited, unless a deadhead credit term holds on the leg."""
    minimum: Minutes = 0
    """The least credit of one leg that is operated."""
    version: Stage | None = None
    """Compared by trip: the version of the trip whose block the actual one is weighed against; none: its own legs'."""

    @model_validator(mode="after")
    def _version_of_a_trip(self) -> Self:
        if self.version is not None and (self.basis, self.compare) != (Basis.GREATER, Grain.TRIP):
            raise ValueError("a version is of a whole trip: with version say basis greater and compare trip")
        return self


class DeadheadCredit(PayingTerm):
    """Credit of a leg travelled as a passenger, in place of the leg credit of that leg."""

    grain: ClassVar[Grain] = Grain.LEG
    family: Literal["deadhead_credit"] = "deadhead_credit"
    component: str = "deadhead"
    percent: Percent
    """The share of the block that is credited."""
    basis: Basis = Basis.SCHEDULED
    """Of which block."""
    minimum: Minutes = 0
    """The least credit of one deadhead."""


class RigWindow(Window):
    """Hours of a duty that are credited at a ratio of their own."""

    credit: Part = 1
    per: Part


class WholeDuty(Window):
    """A duty that reports from ``start`` on and is released after ``end`` is credited at this ratio throughout."""

    credit: Part = 1
    per: Part


class DutyRig(PayingTerm):
    """At least ``credit`` minutes for every ``per`` minutes of duty, over the credit of the duty's legs."""

    grain: ClassVar[Grain] = Grain.DUTY
    family: Literal["duty_rig"] = "duty_rig"
    component: str = "duty_rig"
    credit: Part = 1
    """So many minutes of credit …"""
    per: Part
    """… for so many minutes on duty: 1 per 2, or 2 per 3."""
    windows: tuple[RigWindow, ...] = Field(default=(), max_length=24)
    """Hours inside a duty with another ratio; the rest of the duty keeps the plain one."""
    whole_duty: WholeDuty | None = None
    """A late duty that is credited at another ratio from report to release."""
    clock: Clock = Clock.BASE
    """Whose clock the windows and the exception are read on."""
    basis: Basis = Basis.ACTUAL
    """Duty as planned, as flown, or the longer."""

    @model_validator(mode="after")
    def _windows_lie_apart(self) -> Self:
        spans = [(one.start, one.end if one.end >= one.start else one.end + DAY) for one in self.windows]
        minutes = [minute % DAY for start, end in spans for minute in range(start, end)]
        if len(set(minutes)) != len(minutes):
            raise ValueError("two windows of the rig overlap: let each hour have one ratio")
        return self


class TripRig(PayingTerm):
    """At least ``credit`` minutes for every ``per`` minutes away from base, over the credit inside the trip."""

    grain: ClassVar[Grain] = Grain.TRIP
    family: Literal["trip_rig"] = "trip_rig"
    component: str = "trip_rig"
    credit: Part = 1
    """So many minutes of credit …"""
    per: Part
    """… for so many minutes from the trip's first report to its last release: 1 per 4, or 2 per 7."""
    basis: Basis = Basis.ACTUAL
    """The trip as planned, as flown, or the longer."""
    version: Stage | None = None
    """The version of the trip that is its plan; none: its own planned times."""

    @model_validator(mode="after")
    def _version_is_planned(self) -> Self:
        if self.version is not None and self.basis is Basis.ACTUAL:
            raise ValueError("a version is a plan: with version say basis scheduled or greater")
        return self


class MinimumCredit(PayingTerm):
    """The least credit of a leg, a duty, a calendar day, a day of a trip on average, or a day worked."""

    family: Literal["minimum_credit"] = "minimum_credit"
    component: str
    """Two minimums of one contract pay two components, so that neither hides the other."""
    per: Literal["leg", "duty", "calendar_day", "trip_day_average", "day_worked"]
    """What must reach it. An average is tested on the sum of the trip; a day worked on the sum of the period."""
    grain: Grain
    """What one payment is for. It follows from per and need not be written."""
    minutes: Minutes
    """The least credit."""
    clock: Clock = Clock.BASE
    """Whose midnight parts calendar days."""
    day_begins: MinuteOfDay = 0
    """When a day begins on that clock."""

    @model_validator(mode="before")
    @classmethod
    def _grain_follows(cls, given: Any) -> Any:
        if isinstance(given, dict) and "grain" not in given and given.get("per") in _GRAINS:
            return given | {"grain": _GRAINS[given["per"]]}
        return given

    @model_validator(mode="after")
    def _grain_agrees(self) -> Self:
        if self.grain is not _GRAINS[self.per]:
            raise ValueError(f"a minimum per {self.per} is paid per {_GRAINS[self.per]}: leave grain out")
        return self


class GreatestOf(PayingTerm):
    """Of several ways to credit one row only the greatest stands; the others pay nothing on it."""

    family: Literal["greatest_of"] = "greatest_of"
    component: str = "greatest_of"
    grain: Literal[Grain.DUTY, Grain.TRIP, Grain.PERIOD]
    """The level at which the sums are compared."""
    of: tuple[str, ...] = Field(min_length=2)
    """The components compared: each counts with what it would credit alone. The first named wins a tie."""
    with_flying: tuple[str, ...] = ()
    """Components whose credit counts together with the first of those compared that is no rig or minimum."""

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        named = (*self.of, *self.with_flying)
        if len(set(named)) != len(named):
            raise ValueError("greatest_of compares a component with itself: name each once")
        if self.component in named:
            raise ValueError(f"it compares {self.component}, which is what it pays: name what it is the greatest of")
        return self
