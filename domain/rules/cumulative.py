"""Sums over a sliding window (14 CFR 117.23; ORO.FTL.210) and days free of duty."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.rules.fields import Frozen, Minutes

Positive = Annotated[int, Field(ge=1, le=1000, strict=True)]


class Quantity(StrEnum):
    """What is added up."""

    FLIGHT_TIME = "FLIGHT_TIME"
    FDP = "FDP"
    DUTY = "DUTY"


class Span(Frozen):
    """A window that slides; exactly one of the four. ``window`` slides by the minute, the others by whole dates.

    ``calendar_days`` and ``calendar_months`` are consecutive ones; ``calendar_years`` begin on 1 January.
    """

    window: Minutes | None = None
    calendar_days: Positive | None = None
    calendar_months: Positive | None = None
    calendar_years: Positive | None = None

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        given = (self.window, self.calendar_days, self.calendar_months, self.calendar_years)
        if sum(measure is not None for measure in given) != 1:
            raise ValueError("say exactly one of window, calendar_days, calendar_months and calendar_years")
        return self


class CumulativeLimit(Span):
    """The most minutes of a quantity in any such window; flying for other carriers counts as well."""

    family: Literal["cumulative_limit"] = "cumulative_limit"
    quantity: Quantity
    limit: Minutes


class DaysOff(Span):
    """So many times (``times``) a consecutive free time of ``free`` minutes in any such window (121.467(b)(13))."""

    family: Literal["days_off"] = "days_off"
    free: Minutes
    times: Positive = 1


Cumulative = CumulativeLimit | DaysOff
"""The families of this module."""
