"""How a statement is made up: which period a leg belongs to, and where figures are rounded. They pay nothing."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from domain.rules.terms_grain import Clock, Grain, PayTerm


class MonthBoundary(PayTerm):
    """Which period a leg across midnight of the last day, and a rig around it, belong to."""

    family: Literal["month_boundary"] = "month_boundary"
    leg: Literal["departure", "arrival", "split"] = "departure"
    """The period in which it departs, or arrives, or each its own minutes."""
    rig: Literal["report", "release"] = "report"
    """The period in which the duty or trip of a rig, a minimum or per diem begins, or ends."""
    clock: Clock = Clock.BASE
    """Whose midnight parts the periods."""
    basis: Literal["scheduled", "actual"] = "scheduled"
    """Whether the planned or the real time decides."""


class RoundingMode(StrEnum):
    """Which way a figure between two units goes."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    UP = "up"
    DOWN = "down"


class Rounding(PayTerm):
    """Where figures are rounded. Without a term, minutes and minor units are rounded half up, once, on each line."""

    family: Literal["rounding"] = "rounding"
    of: Literal["credit", "amount"]
    """Credit, or money."""
    unit: Annotated[int, Field(ge=1, le=1000, strict=True)]
    """To how many minutes of credit, or minor units of money."""
    mode: RoundingMode = RoundingMode.HALF_UP
    """Which way."""
    grain: Grain
    """At which level: every leg, duty, day, trip, or the sum of the period."""
