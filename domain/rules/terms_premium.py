"""What is paid on top of credit: premiums, holidays, overrides and languages."""

from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from domain.rules.fields import Amount, Country, Percent
from domain.rules.terms_grain import Basis, Clock, Grain, PayingTerm, Stacking, Window


class Premium(PayingTerm):
    """An extra on top of credit, for a leg or duty that the rule's scenario selects.

    Exactly one of ``percent`` (of the hourly rate, for the credit or for the minutes inside ``window``),
    ``per_hour`` (amount for the same minutes) and ``flat`` (amount for each leg or duty).
    """

    family: Literal["premium"] = "premium"
    component: str
    grain: Literal[Grain.LEG, Grain.DUTY] = Grain.LEG
    """What one payment is for."""
    percent: Percent | None = None
    """Of the hourly rate."""
    per_hour: Amount | None = None
    """Money for each hour."""
    flat: Amount | None = None
    """Money for each leg or duty."""
    window: Window | None = None
    """Only the minutes inside these hours count."""
    clock: Clock = Clock.BASE
    """Whose clock the window is read on; a station's is that of departure."""
    stacking: Stacking = Stacking.ADDITIVE
    """How a percentage meets other premiums on the same row."""
    rigs_eligible: bool = True
    """Whether credit out of rigs and minimums counts as credit here."""

    @model_validator(mode="after")
    def _says_one_amount(self) -> Self:
        if sum(given is not None for given in (self.percent, self.per_hour, self.flat)) != 1:
            raise ValueError("a premium needs exactly one of percent, per_hour and flat")
        if self.window is not None and self.flat is not None:
            raise ValueError("a flat premium has no hours inside a window: leave window out")
        if self.stacking is Stacking.COMPOUNDING and self.percent is None:
            raise ValueError("only a percentage compounds: leave stacking out")
        return self


class HolidayPremium(PayingTerm):
    """So many percent of the rate for a leg whose departure or arrival touches a holiday on the station's clock."""

    grain: ClassVar[Grain] = Grain.LEG
    family: Literal["holiday_premium"] = "holiday_premium"
    component: str = "holiday_pay"
    percent: Percent
    """Of the hourly rate."""
    dates: tuple[date, ...] = ()
    """The holidays; none named means those of the carrier."""
    method: Literal["touches", "hours_in_day"] = "touches"
    """The whole leg once it touches the day, or the credit in proportion to the block inside the day (by departure)."""
    clock: Clock = Clock.STATION
    """Whose midnight begins and ends the day."""
    stacking: Stacking = Stacking.ADDITIVE
    """How it meets other premiums on the same leg."""
    rigs_eligible: bool = False
    """Whether credit out of rigs and minimums, shared out over the legs, counts too."""


class InternationalOverride(PayingTerm):
    """Money for each credited hour of a leg that leaves or reaches a foreign country."""

    grain: ClassVar[Grain] = Grain.LEG
    family: Literal["international_override"] = "international_override"
    component: str = "international_override"
    per_hour: Amount
    """Money for each hour."""
    home_countries: tuple[Country, ...] = Field(min_length=1)
    """ISO codes of the countries between whose airports a leg is domestic."""
    basis: Basis = Basis.GREATER
    """Of which block."""
    deadheads: bool = False
    """Whether deadheads earn it."""


class LanguagePremium(PayingTerm):
    """Money for each credited hour of a leg that somebody works as a speaker of a language."""

    grain: ClassVar[Grain] = Grain.LEG
    family: Literal["language_premium"] = "language_premium"
    component: str = "language_premium"
    per_hour: Amount
    """Money for each hour."""
    languages: tuple[str, ...] = ()
    """ISO codes of the languages that count; none named means every one the leg is staffed for."""
    deadheads: bool = True
    """Whether deadheads earn it."""
