"""What an hour of credit is worth: the scale by position, aircraft and years of service."""

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from domain.crew import Position
from domain.rules.fields import Amount, Count, Frozen
from domain.rules.terms_grain import PayTerm


class StepChange(StrEnum):
    """Which day's years of service price a row: the duty's first day, the trip's, or the period's."""

    DUTY = "duty"
    TRIP = "trip"
    PERIOD = "period"


class Step(Frozen):
    """One pay step: this rate once so many full years of service are reached."""

    position: Position
    years: Count
    rate: Amount
    aircraft_type: str | None = None


class HourlyRate(PayTerm):
    """The longevity scale: amount per credit hour by position and full years since hire.

    It has no grain, since it prices rows of every grain. A step that names an aircraft type goes before one for all.
    """

    family: Literal["hourly_rate"] = "hourly_rate"
    component: str = "flight_pay"
    steps: tuple[Step, ...] = Field(min_length=1, max_length=2000)
    """Position, years, rate, and the aircraft type where the rate depends on it."""
    step_change: StepChange = StepChange.DUTY
    """Which day decides on the step where an anniversary falls inside a trip or a period."""

    @model_validator(mode="after")
    def _each_step_once(self) -> Self:
        places = [(step.position, step.years, step.aircraft_type) for step in self.steps]
        if len(set(places)) != len(places):
            raise ValueError("steps say one position, aircraft and number of years twice: keep one")
        return self
