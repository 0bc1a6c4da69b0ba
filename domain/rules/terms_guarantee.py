"""What a month pays at least, and what is paid on top of much of it."""

from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from domain.rules.fields import Count, Frozen, Minutes, Percent
from domain.rules.terms_grain import Grain, PayingTerm, Stacking


class Proration(StrEnum):
    """How a monthly figure shrinks for somebody who was not there all month."""

    NONE = "none"
    CALENDAR_DAYS = "calendar_days"
    VALUE_PER_DAY = "value_per_day"
    TABLE = "table"


MonthDays = Annotated[int, Field(ge=28, le=31, strict=True)]


class DayValue(Frozen):
    """What one unpaid day takes off; ``month_days`` limits it to months of that length."""

    minutes: Minutes
    month_days: MonthDays | None = None


class ProrationRow(Frozen):
    """The guarantee of somebody who was available on at least so many days."""

    days: Count
    minutes: Minutes


class MonthlyGuarantee(PayingTerm):
    """The least credit a month pays. ``{"type": "monthly_guarantee", "hours": 70, "proration": "calendar_days"}``."""

    grain: ClassVar[Grain] = Grain.PERIOD
    family: Literal["monthly_guarantee"] = "monthly_guarantee"
    component: str = "guarantee"
    minutes: Minutes
    """The whole guarantee; ``hours`` may be written in its place."""
    proration: Proration = Proration.NONE
    """What an incomplete month gives: all of it, a share by calendar days, a value less a day, or a table's row."""
    day_values: tuple[DayValue, ...] = ()
    """With value_per_day: what each unpaid day, and each day before hire or after leaving, takes off."""
    table: tuple[ProrationRow, ...] = Field(default=(), max_length=367)
    """With table: the guarantee by days available; the row with the most days that are reached holds."""

    @model_validator(mode="before")
    @classmethod
    def _hours(cls, given: Any) -> Any:
        """The user's formulas say whole ``hours``."""
        if isinstance(given, dict) and {"hours", "minutes"} <= given.keys():
            raise ValueError("it says hours and minutes: leave one of them out")
        if isinstance(given, dict) and "hours" in given:
            rest = {name: item for name, item in given.items() if name != "hours"}
            return rest | {"minutes": f"{given['hours']}:00" if isinstance(given["hours"], int) else given["hours"]}
        return given

    @model_validator(mode="after")
    def _says_how_it_shrinks(self) -> Self:
        for proration, name, rows in (
            (Proration.VALUE_PER_DAY, "day_values", self.day_values),
            (Proration.TABLE, "table", self.table),
        ):
            if (self.proration is proration) != bool(rows):
                raise ValueError(f"proration {proration} and {name} go together: give both or neither")
        if len({row.month_days for row in self.day_values}) != len(self.day_values):
            raise ValueError("day_values say one length of month twice: keep one")
        days = [row.days for row in self.table]
        if days != sorted(set(days)) or days[:1] not in ([], [0]):
            raise ValueError("the table must begin at 0 days and ascend")
        return self


class Overtime(PayingTerm):
    """So many percent of the hourly rate on top for credit over the threshold."""

    grain: ClassVar[Grain] = Grain.PERIOD
    family: Literal["overtime"] = "overtime"
    component: str = "overtime"
    threshold: Minutes
    """Credit of the period up to here earns nothing on top."""
    percent: Percent
    """Of the hourly rate, for each hour over it."""
    excludes: tuple[str, ...] = ()
    """Components whose credit does not count towards the threshold."""
    stacking: Stacking = Stacking.ADDITIVE
    """Whether it is a percentage of the plain rate or of the rate with premiums."""
