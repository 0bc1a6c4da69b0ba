"""When a limit gives way on the day itself. They permit; a scheduler may never plan with them."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from domain.rules.fields import Count, Frozen, Minutes


class Bounded(StrEnum):
    """What an exception may lift, and what it may not."""

    FLIGHT_TIME = "FLIGHT_TIME"
    FDP = "FDP"
    RESERVE_DUTY = "RESERVE_DUTY"
    CUMULATIVE_FLIGHT_TIME = "CUMULATIVE_FLIGHT_TIME"
    CUMULATIVE_FDP = "CUMULATIVE_FDP"
    CABIN_DUTY = "CABIN_DUTY"


Lifted = Annotated[tuple[Bounded, ...], Field(min_length=1)]


class FdpExtension(Frozen):
    """An extension of a flight duty period, agreed by the pilot in command when the need arises (117.19).

    ``most`` is None when it is as much as the landing takes. One of more than ``long_over`` minutes is allowed once
    before the next rest of ``once_before_rest``. It is reported within ``report_days`` (calendar days);
    ``correct_days`` is until when a cause in the carrier's hands is mended.
    """

    family: Literal["fdp_extension"] = "fdp_extension"
    when: Literal["BEFORE_TAKEOFF", "AFTER_TAKEOFF"]
    most: Minutes | None = None
    long_over: Minutes
    once_before_rest: Minutes
    lifts: Lifted
    report_days: Count
    correct_days: Count | None = None


class OverrunException(Frozen):
    """An overrun that arises beyond the carrier's control is no violation (117.11(b); 121.467(b)(14)).

    ``after_takeoff``: only for what arises after takeoff. ``report_days``: calendar days, None where none is asked.
    """

    family: Literal["overrun_exception"] = "overrun_exception"
    lifts: Lifted
    after_takeoff: bool
    report_days: Count | None = None


class EmergencyException(Frozen):
    """Operations in which the pilot in command may pass the limits to reach relief or rest (117.29).

    ``keeps`` holds for ``kinds_that_keep``. Afterwards rest is the actual flight duty period, ``rest_at_most`` at the
    most. It is reported within ``report_days`` (calendar days), a flight duty period only when it passes its table by
    more than ``long_over`` minutes.
    """

    family: Literal["emergency_exception"] = "emergency_exception"
    kinds: tuple[Literal["GOVERNMENT_CONTRACT", "DEVIATION_119_57"], ...] = Field(min_length=1)
    lifts: Lifted
    keeps: tuple[Bounded, ...] = ()
    kinds_that_keep: tuple[Literal["GOVERNMENT_CONTRACT", "DEVIATION_119_57"], ...] = ()
    rest_at_most: Minutes
    report_days: Count
    long_over: Minutes = 0


class CommanderDiscretion(Frozen):
    """What a commander may add to the basic maximum on the day, and the rest that stays (ORO.FTL.205(f))."""

    family: Literal["commander_discretion"] = "commander_discretion"
    minutes: Minutes
    augmented_minutes: Minutes
    rest_floor: Minutes


Exceptional = FdpExtension | OverrunException | EmergencyException | CommanderDiscretion
"""The families of this module."""
