"""Terms of pay, as data. Each names the component it pays and carries nothing that computes.

``grain`` is what one row that a term pays is; an hourly rate has none, since it prices rows of every grain.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from domain.crew import Position
from domain.rules.fields import Amount, Count, Frozen, MinuteOfDay, Minutes, Percent


class Basis(StrEnum):
    """Which time a leg is credited with."""

    SCHEDULED = "scheduled"
    ACTUAL = "actual"
    GREATER = "greater"


class Proration(StrEnum):
    """How a monthly figure shrinks for somebody who was not there all month."""

    NONE = "none"
    CALENDAR_DAYS = "calendar_days"


class Grain(StrEnum):
    """What one row of a fact table is."""

    LEG = "leg"
    DUTY = "duty"
    DAY = "day"
    TRIP = "trip"
    PERIOD = "period"


class Step(Frozen):
    """One pay step: this rate once so many full years of service are reached."""

    position: Position
    years: Count
    rate: Amount


class HourlyRate(Frozen):
    """The longevity scale: amount per credit hour by position and full years since hire."""

    family: Literal["hourly_rate"] = "hourly_rate"
    component: str = "flight_pay"
    steps: tuple[Step, ...] = Field(min_length=1)


class LegCredit(Frozen):
    """Credit of a leg: scheduled, actual or the greater block, per leg; a share of it for deadheads."""

    grain: ClassVar[Grain] = Grain.LEG
    family: Literal["leg_credit"] = "leg_credit"
    component: str = "flight_pay"
    basis: Basis
    compare: Literal["leg"] = "leg"
    deadhead_percent: Percent = 100


class DutyRig(Frozen):
    """At least one credit minute for every ``per`` minutes of duty, over the credit of the duty's legs."""

    grain: ClassVar[Grain] = Grain.DUTY
    family: Literal["duty_rig"] = "duty_rig"
    component: str = "duty_rig"
    per: Annotated[int, Field(ge=1, le=24, strict=True)]


class MonthlyGuarantee(Frozen):
    """The least credit a month pays. ``{"type": "monthly_guarantee", "hours": 70, "proration": "calendar_days"}``."""

    grain: ClassVar[Grain] = Grain.PERIOD
    family: Literal["monthly_guarantee"] = "monthly_guarantee"
    component: str = "guarantee"
    minutes: Minutes
    proration: Proration = Proration.NONE

    @model_validator(mode="before")
    @classmethod
    def _hours(cls, given: Any) -> Any:
        """The user's formulas say whole ``hours``."""
        if isinstance(given, dict) and "hours" in given and "minutes" not in given:
            rest = {name: item for name, item in given.items() if name != "hours"}
            return rest | {"minutes": f"{given['hours']}:00" if isinstance(given["hours"], int) else given["hours"]}
        return given


class Overtime(Frozen):
    """So many percent of the hourly rate on top for credit over the threshold."""

    grain: ClassVar[Grain] = Grain.PERIOD
    family: Literal["overtime"] = "overtime"
    component: str = "overtime"
    threshold: Minutes
    percent: Percent


class Window(Frozen):
    """Hours inside which a premium is paid, on the base clock; ``end`` under ``start`` runs past midnight."""

    start: MinuteOfDay
    end: MinuteOfDay


class Premium(Frozen):
    """An extra on top of credit, for a leg or duty that the rule's scenario selects.

    Exactly one of ``percent`` (of the hourly rate, for the credit or for the minutes inside ``window``),
    ``per_hour`` (amount for the same minutes) and ``flat`` (amount for each leg or duty).
    """

    family: Literal["premium"] = "premium"
    component: str
    grain: Literal[Grain.LEG, Grain.DUTY] = Grain.LEG
    percent: Percent | None = None
    per_hour: Amount | None = None
    flat: Amount | None = None
    window: Window | None = None

    def model_post_init(self, _context: object) -> None:
        """Refuses a premium that says no amount, or two."""
        if sum(given is not None for given in (self.percent, self.per_hour, self.flat)) != 1:
            raise ValueError("a premium needs exactly one of percent, per_hour and flat")
        if self.window is not None and self.flat is not None:
            raise ValueError("a flat premium has no hours inside a window: leave window out")


class HolidayPremium(Frozen):
    """So many percent of the rate for a leg whose departure or arrival touches a holiday on the station's clock."""

    grain: ClassVar[Grain] = Grain.LEG
    family: Literal["holiday_premium"] = "holiday_premium"
    component: str = "holiday_pay"
    percent: Percent
    dates: tuple[date, ...] = Field(min_length=1)


class DelayPay(Frozen):
    """Pay for the minutes of arrival delay past the threshold, for a leg that the rule's scenario selects."""

    grain: ClassVar[Grain] = Grain.LEG
    family: Literal["delay_pay"] = "delay_pay"
    component: str = "delay_pay"
    after: Minutes
    percent: Percent


class PerDiem(Frozen):
    """An amount for every hour away from base (TAFB), report to release of the trip."""

    grain: ClassVar[Grain] = Grain.TRIP
    family: Literal["per_diem"] = "per_diem"
    component: str = "per_diem"
    per_hour: Amount


Paying = LegCredit | DutyRig | MonthlyGuarantee | Overtime | Premium | HolidayPremium | DelayPay | PerDiem
"""The terms that write lines of a statement."""
Term = HourlyRate | Paying
