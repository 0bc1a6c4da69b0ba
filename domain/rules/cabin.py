"""Duty and rest of flight attendants (14 CFR 121.467)."""

from typing import Literal, Self

from pydantic import model_validator

from domain.rules.fields import Count, Frozen, Minutes


class DutyRange(Frozen):
    """Scheduled duty periods of more than ``over`` and at most ``up_to`` minutes."""

    over: Minutes = 0
    up_to: Minutes

    @model_validator(mode="after")
    def _has_length(self) -> Self:
        if self.up_to <= self.over:
            raise ValueError("up_to must be more than over")
        return self


class CabinDutyBand(DutyRange):
    """Such a duty may be scheduled with so many flight attendants above the minimum (121.467(b)(1), (4) to (6)).

    ``outside_48_states``: only with a flight that takes off or lands outside the 48 states and the District.
    A duty in no band may not be scheduled.
    """

    family: Literal["cabin_duty_band"] = "cabin_duty_band"
    extra_crew: Count
    outside_48_states: bool = False


class CabinDutyRest(DutyRange):
    """Scheduled rest after such a duty (121.467(b)(7))."""

    family: Literal["cabin_duty_rest"] = "cabin_duty_rest"
    rest: Minutes


class RestFloor(Frozen):
    """A rest is never reduced below this (121.467(b)(3))."""

    family: Literal["rest_floor"] = "rest_floor"
    minutes: Minutes


class ReducedRest(Frozen):
    """A rest may be reduced if a longer one begins soon enough after it began (121.467(b)(8))."""

    family: Literal["reduced_rest"] = "reduced_rest"
    reducible_to: Minutes
    compensating: Minutes
    begins_within: Minutes


class DutyAfterReducedRest(Frozen):
    """The most scheduled duty ``within`` so many minutes from the start of a reduced rest (121.467(b)(9))."""

    family: Literal["duty_after_reduced_rest"] = "duty_after_reduced_rest"
    limit: Minutes
    within: Minutes


class RestBeforeDuty(Frozen):
    """No duty begins unless the rest that was due has been had (121.467(b)(10))."""

    family: Literal["rest_before_duty"] = "rest_before_duty"


Cabin = CabinDutyBand | CabinDutyRest | RestFloor | ReducedRest | DutyAfterReducedRest | RestBeforeDuty
"""The families of this module."""
