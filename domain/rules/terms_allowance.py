"""Money beside credit: per diem and boarding pay."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from domain.rules.fields import Amount, Country, Frozen, Minutes, Percent
from domain.rules.terms_grain import Grain, PayingTerm


class PerDiem(PayingTerm):
    """An amount for every hour away from base (TAFB), report to release of the trip."""

    grain: ClassVar[Grain] = Grain.TRIP
    family: Literal["per_diem"] = "per_diem"
    component: str = "per_diem"
    per_hour: Amount
    """Money for each hour away."""
    international_per_hour: Amount | None = None
    """Money for each hour of a trip, or of the part abroad, that leaves the home countries."""
    home_countries: tuple[Country, ...] = ()
    """ISO codes of the home countries, needed where international hours have a rate of their own."""
    international: Literal["trip", "hours"] = "trip"
    """Whether one leg abroad makes the whole trip international, or only the hours from leaving to coming back."""
    day_trips: bool = True
    """Whether a trip without a night away (a rest between two duties, up to a later day) is paid."""

    @model_validator(mode="after")
    def _home_is_known(self) -> Self:
        if (self.international_per_hour is None) != (not self.home_countries):
            raise ValueError("international_per_hour and home_countries go together: give both or neither")
        return self


class BoardingTime(Frozen):
    """How long boarding is taken to last, for an aircraft type (none: every other one)."""

    minutes: Minutes
    aircraft_type: str | None = None


class BoardingPay(PayingTerm):
    """Pay, and no credit, for boarding a leg that is operated: a fixed length, however long it really takes."""

    grain: ClassVar[Grain] = Grain.LEG
    family: Literal["boarding_pay"] = "boarding_pay"
    component: str = "boarding"
    times: tuple[BoardingTime, ...] = Field(min_length=1)
    """The length by aircraft type."""
    percent: Percent | None = None
    """Of the hourly rate; or else per_hour."""
    per_hour: Amount | None = None
    """Money for each hour; or else percent."""
    again: bool = False
    """Whether boarding a second time, after a return to the gate, is paid again."""

    @model_validator(mode="after")
    def _says_one_amount(self) -> Self:
        if (self.percent is None) == (self.per_hour is None):
            raise ValueError("boarding pay needs exactly one of percent and per_hour")
        if len({time.aircraft_type for time in self.times}) != len(self.times):
            raise ValueError("boarding times name an aircraft type twice: keep one")
        return self
