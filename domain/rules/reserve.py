"""Reserve and standby (14 CFR 117.21)."""

from typing import Literal

from domain.rules.bands import ClockWindow
from domain.rules.fields import Frozen, Minutes

ReserveKind = Literal["LONG_CALL", "SHORT_CALL", "AIRPORT_STANDBY"]


class ReserveDefault(Frozen):
    """What a reserve is when the carrier has not said what it is (117.21(a))."""

    family: Literal["reserve_default"] = "reserve_default"
    undesignated: ReserveKind


class StandbyCounts(Frozen):
    """Every minute of this reserve is part of a flight duty period (117.21(b))."""

    family: Literal["standby_counts"] = "standby_counts"
    kind: ReserveKind


class ReservePeriod(Frozen):
    """The longest reserve availability period (117.21(c)(1))."""

    family: Literal["reserve_period"] = "reserve_period"
    maximum: Minutes


class ReserveRest(Frozen):
    """Rest between reserve of one kind and the next short-call period (117.21(c)(2), (e))."""

    family: Literal["reserve_rest"] = "reserve_rest"
    after: ReserveKind
    minutes: Minutes


class ReserveDutyCap(Frozen):
    """Reserve availability and flight duty together, from the start of the first (117.21(c)(3), (4)).

    ``over_table``: so much more than the table of family ``table`` allows; ``most``: and never more than this.
    """

    family: Literal["reserve_duty_cap"] = "reserve_duty_cap"
    table: Literal["fdp_table", "augmented_fdp_table"]
    over_table: Minutes
    most: Minutes | None = None


class ReserveNotice(Frozen):
    """Notice to a long-call pilot of a report for a period that begins before ``window`` and runs into it (117.21(d)).

    ``window`` is local to the place the pilot is acclimated to; None: notice of every report (CS FTL.1.230).
    """

    family: Literal["reserve_notice"] = "reserve_notice"
    minutes: Minutes
    window: ClockWindow | None = None


Reserve = ReserveDefault | StandbyCounts | ReservePeriod | ReserveRest | ReserveDutyCap | ReserveNotice
"""The families of this module."""
