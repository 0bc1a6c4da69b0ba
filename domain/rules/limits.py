"""Limits of duty and rest, as data: what the solver must keep and the judge checks, each in its own way."""

from typing import Literal, Self

from pydantic import model_validator

from domain.crew import Position
from domain.rules.fields import Count, Frozen, MinuteOfDay, Minutes


class Band(Frozen):
    """A half-open band of local start times, ``[start, end)``, inside one day."""

    start: MinuteOfDay
    end: MinuteOfDay


class FdpRow(Band):
    """One row of a flight-duty-period table: the maximum for 1, 2, 3 … segments; the last holds for more."""

    limits: tuple[Minutes, ...]


class FlightTimeRow(Band):
    """One row of a flight-time table: the maximum flight time for a report in the band."""

    limit: Minutes


class FdpTable(Frozen):
    """Maximum flight duty period by report time and flight segments (14 CFR 117.13, Table B)."""

    family: Literal["fdp_table"] = "fdp_table"
    rows: tuple[FdpRow, ...]

    @model_validator(mode="after")
    def _covers_the_day(self) -> Self:
        _cover(self.rows)
        if len({len(row.limits) for row in self.rows}) != 1 or not self.rows[0].limits:
            raise ValueError("every row needs the same number of segment columns, at least one")
        return self


class FlightTimeTable(Frozen):
    """Maximum flight time in one flight duty period by report time (14 CFR 117.11, Table A)."""

    family: Literal["flight_time_table"] = "flight_time_table"
    rows: tuple[FlightTimeRow, ...]

    @model_validator(mode="after")
    def _covers_the_day(self) -> Self:
        _cover(self.rows)
        return self


class MinimumRest(Frozen):
    """Consecutive rest from release to the next report (117.25(e); 121.467(b)(2))."""

    family: Literal["minimum_rest"] = "minimum_rest"
    minutes: Minutes


class RestInWindow(Frozen):
    """Consecutive time free from all duty within the window before a report (117.25(b): 30 h in 168 h)."""

    family: Literal["rest_in_window"] = "rest_in_window"
    rest: Minutes
    window: Minutes


class ReportRelease(Frozen):
    """How long before departure crew report and how long after arrival they are released (carrier's manual)."""

    family: Literal["report_release"] = "report_release"
    report_before: Minutes
    release_after: Minutes


class MinimumConnection(Frozen):
    """The least time between one leg's arrival and the next one's departure in a duty (carrier's manual)."""

    family: Literal["minimum_connection"] = "minimum_connection"
    minutes: Minutes


class CrewComplement(Frozen):
    """How many of each position a flight carries (carrier's manual)."""

    family: Literal["crew_complement"] = "crew_complement"
    positions: dict[Position, Count]


def _cover(rows: tuple[FdpRow, ...] | tuple[FlightTimeRow, ...]) -> None:
    """Raises unless the bands cover 0 to 1440 once, in order."""
    at = 0
    for row in rows:
        if row.start != at or row.end <= row.start:
            raise ValueError(
                f"the rows must cover the day once and in order: a row begins at minute {row.start}, not {at}"
            )
        at = row.end
    if at != 1440:
        raise ValueError(f"the rows end at minute {at} of the day, not at 1440")


Limit = FdpTable | FlightTimeTable | MinimumRest | RestInWindow | ReportRelease | MinimumConnection | CrewComplement
