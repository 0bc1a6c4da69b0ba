"""Flight duty periods of pilots beyond the plain table: augmented crews, other clocks, breaks (14 CFR Part 117)."""

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.rules.bands import ClockWindow, DayTable, FdpRow
from domain.rules.fields import Count, Frozen, Minutes

Facility = Annotated[int, Field(ge=1, le=3, strict=True)]
"""Class of the rest facility on board: 1 is the best."""


class CrewFlightTime(Frozen):
    """The maximum flight time of one size of crew."""

    pilots: Annotated[int, Field(ge=3, le=6, strict=True)]
    limit: Minutes


class AugmentedFlightTime(Frozen):
    """Maximum flight time with three or more pilots on board (117.11(a)(2), (3))."""

    family: Literal["augmented_flight_time"] = "augmented_flight_time"
    limits: tuple[CrewFlightTime, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if any(less.pilots >= more.pilots or less.limit >= more.limit for less, more in pairwise(self.limits)):
            raise ValueError("more pilots must come later and fly longer")
        return self


class CrewColumn(Frozen):
    """One column of a table for augmented crews."""

    facility: Facility
    pilots: Annotated[int, Field(ge=3, le=6, strict=True)]


class AugmentedFdpTable(DayTable):
    """Maximum flight duty period by report time, rest facility and number of pilots (117.17, Table C).

    ``limits`` of a row follow ``columns``. Of two crews in one facility the larger one never has less.
    """

    family: Literal["augmented_fdp_table"] = "augmented_fdp_table"
    columns: tuple[CrewColumn, ...] = Field(min_length=1)
    rows: tuple[FdpRow, ...]

    @model_validator(mode="after")
    def _fits_its_columns(self) -> Self:
        if len(set(self.columns)) != len(self.columns):
            raise ValueError("a column stands twice: keep one")
        for row in self.rows:
            if len(row.limits) != len(self.columns):
                raise ValueError(f"the row of minute {row.start} needs {len(self.columns)} limits, one for each column")
            self._check_order(dict(zip(self.columns, row.limits, strict=True)), row.start)
        return self

    def _check_order(self, limits: dict[CrewColumn, int], start: int) -> None:
        for one, limit in limits.items():
            for other, more in limits.items():
                if other.facility <= one.facility and other.pilots >= one.pilots and more < limit:
                    raise ValueError(f"the row of minute {start} gives a better rested crew less: correct it")


class InflightRest(Frozen):
    """Consecutive rest in flight: the landing pilot's in the last half of the period, the monitoring pilot's (117.17).

    ``max_segments`` is the most flight segments of an augmented flight duty period.
    """

    family: Literal["inflight_rest"] = "inflight_rest"
    landing_pilot: Minutes
    monitoring_pilot: Minutes
    max_segments: Count


class UnacclimatedReduction(Frozen):
    """A pilot who is not acclimated: a table's limit falls by ``minutes``, looked up on another place's clock.

    ``table`` names the family of the table that is reduced (117.13(b), 117.17(b)).
    """

    family: Literal["unacclimated_reduction"] = "unacclimated_reduction"
    table: Literal["fdp_table", "augmented_fdp_table"]
    minutes: Minutes
    clock: Literal["last_acclimated_theater"] = "last_acclimated_theater"


class SplitDuty(Frozen):
    """A break in a suitable accommodation that is not flight duty, when all of this holds (117.15).

    It lies inside ``window`` (local), lasts ``least`` from reaching the accommodation, and the flight duty period and
    the break together last ``combined`` at most.
    """

    family: Literal["split_duty"] = "split_duty"
    window: ClockWindow
    least: Minutes
    combined: Minutes
    scheduled_before_fdp: bool = True
    actual_not_less_than_scheduled: bool = True
    after_first_segment: bool = True


class ConsecutiveNights(Frozen):
    """At most so many flight duty periods in a row that infringe ``window`` (117.27).

    ``with_rest`` is the most when each of them holds ``rest`` in a suitable accommodation.
    """

    family: Literal["consecutive_nights"] = "consecutive_nights"
    window: ClockWindow
    most: Count
    with_rest: Count
    rest: Minutes

    @model_validator(mode="after")
    def _rest_earns_more(self) -> Self:
        if self.with_rest < self.most:
            raise ValueError("with_rest must not be less than most")
        return self


FlightDuty = (
    AugmentedFlightTime | AugmentedFdpTable | InflightRest | UnacclimatedReduction | SplitDuty | ConsecutiveNights
)
"""The families of this module."""
