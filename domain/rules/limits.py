"""Limits of duty and rest, as data: what the solver must keep and the judge checks, each in its own way."""

from typing import Final, Literal, get_args

from domain.crew import Position
from domain.rules.bands import Band as Band
from domain.rules.bands import DayTable, SegmentTable
from domain.rules.bands import FdpRow as FdpRow
from domain.rules.cabin import Cabin
from domain.rules.cumulative import Cumulative
from domain.rules.easa import Easa
from domain.rules.easa_breaks import EasaBreaks
from domain.rules.exceptions import Exceptional
from domain.rules.fields import Count, Frozen, Minutes
from domain.rules.flight_duty import FlightDuty
from domain.rules.operations import Operating
from domain.rules.reserve import Reserve
from domain.rules.resting import InterruptedRest, Resting


class FlightTimeRow(Band):
    """One row of a flight-time table: the maximum flight time for a report in the band."""

    limit: Minutes


class FdpTable(SegmentTable):
    """Maximum flight duty period by report time and flight segments (14 CFR 117.13, Table B)."""

    family: Literal["fdp_table"] = "fdp_table"


class FlightTimeTable(DayTable):
    """Maximum flight time in one flight duty period by report time (14 CFR 117.11, Table A)."""

    family: Literal["flight_time_table"] = "flight_time_table"
    rows: tuple[FlightTimeRow, ...]


class MinimumRest(Frozen):
    """Consecutive rest from release to the next report (117.25(e); 121.467(b)(2)).

    ``sleep`` is the uninterrupted sleep opportunity inside it.
    """

    family: Literal["minimum_rest"] = "minimum_rest"
    minutes: Minutes
    sleep: Minutes | None = None


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


Limit = (
    FdpTable
    | FlightTimeTable
    | MinimumRest
    | RestInWindow
    | ReportRelease
    | MinimumConnection
    | CrewComplement
    | FlightDuty
    | Reserve
    | Cumulative
    | Resting
    | Exceptional
    | Cabin
    | Easa
    | EasaBreaks
    | Operating
)
"""Every family that bounds duty, rest, aircraft or crew, or says when such a bound gives way."""

ON_THE_DAY: Final = (*get_args(Exceptional), InterruptedRest)
"""The families of the day itself. Every other family of ``Limit`` bounds planning: it may not be put off to the day."""
