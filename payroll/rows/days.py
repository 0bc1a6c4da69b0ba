"""DAY rows: the calendar days of a trip with duty, as a term parts days; and which legs and duties lie on them.

A leg lies on the day it leaves (as scheduled, where it was not flown), a duty on the day of its report. A duty touches
every day from its report up to its release; a leg that leaves outside of them lies on the nearest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import polars as pl

from domain.clock import DAY
from domain.rules.pay import Clock
from payroll.lost import left
from payroll.rows.owned import PERSON, date_of, full_years, handed
from payroll.stations import ends
from payroll.zones import on_clock, zone_on


class Calendar(NamedTuple):
    """How days are parted: on whose clock, and at which minute of it one begins."""

    clock: Clock
    begins: int


USUAL: Final = Calendar(Clock.BASE, 0)


@dataclass(frozen=True, slots=True)
class Days:
    """``rows`` (DAY) of all calendars, and which duties touch them (``touched``: ``duty_row``, ``day_row``).

    For each calendar, in its place: the ``day_row`` of every leg, and of every duty.
    """

    rows: pl.DataFrame
    touched: pl.DataFrame
    of_leg: tuple[pl.Series, ...]
    of_duty: tuple[pl.Series, ...]


def days(calendars: Sequence[Calendar], legs: pl.DataFrame, duties: pl.DataFrame, trips: pl.DataFrame) -> Days:
    """The days of every trip by each of the calendars."""
    every = pl.concat([_blank(), *(_dated(calendar, place, legs, duties) for place, calendar in enumerate(calendars))])
    key = ["trip_row", "calendar", "date"]
    rows = every.select(key).unique().sort(key).with_row_index("day_row")
    spans = [spanned(calendar, legs, duties) for calendar in calendars]
    return Days(
        rows=_facts(rows, trips),
        touched=every.join(rows, key).select("duty_row", "day_row"),
        of_leg=tuple(_on(rows, place, legs, _left(calendars[place], legs, span)) for place, span in enumerate(spans)),
        of_duty=tuple(_on(rows, place, duties, span["first"]) for place, span in enumerate(spans)),
    )


def spanned(calendar: Calendar, legs: pl.DataFrame, duties: pl.DataFrame) -> pl.DataFrame:
    """The ``first`` and the ``last`` day that each duty touches, in days since 1970-01-01."""
    last = pl.max_horizontal(pl.col("release") - 1, "report")
    if calendar.clock is Clock.UTC:
        walls = duties.select(first="report", last=last)
    else:
        day = pl.col("duty_date").cast(pl.Int32).cast(pl.Int64) * DAY
        end = pl.max_horizontal(pl.col("release_local_min") - 1, "report_local_min")
        walls = duties.select(first=day + pl.col("report_local_min"), last=day + end)
    if calendar.clock is Clock.STATION:
        at = ends(legs, duties)
        until = duties.select(last).to_series()
        there = pl.DataFrame({"a": _wall_at(at["origin"], duties["report"]), "b": _wall_at(at["destination"], until)})
        walls = pl.concat([walls, there], how="horizontal").select(
            first=pl.coalesce("a", "first"), last=pl.coalesce("b", "last")
        )
    found = walls.select(((pl.col("first", "last") - calendar.begins) // DAY).name.keep())
    return found.with_columns(last=pl.max_horizontal("first", "last"))


def worked(calendar: Calendar, legs: pl.DataFrame, duties: pl.DataFrame) -> pl.DataFrame:
    """``first`` and ``last`` day of each duty, with its ``trip_row`` and ``crew_row``."""
    return pl.concat(
        [duties.select("duty_row", "trip_row", "crew_row"), spanned(calendar, legs, duties)], how="horizontal"
    )


def _dated(calendar: Calendar, place: int, legs: pl.DataFrame, duties: pl.DataFrame) -> pl.DataFrame:
    """A row a duty and day that it touches."""
    every = worked(calendar, legs, duties).with_columns(date=pl.int_ranges("first", pl.col("last") + 1)).explode("date")
    return every.select("duty_row", "trip_row", calendar=pl.lit(place, pl.Int32), date="date")


def _blank() -> pl.DataFrame:
    row = pl.get_index_type()
    return pl.DataFrame(schema={"duty_row": row, "trip_row": row, "calendar": pl.Int32, "date": pl.Int64})


def _left(calendar: Calendar, legs: pl.DataFrame, span: pl.DataFrame) -> pl.Series:
    """The day on which each leg leaves, inside the days of its duty."""
    departed = left()
    if calendar.clock is Clock.UTC:
        walls = legs.select(departed).to_series()
    elif calendar.clock is Clock.STATION:
        walls = _wall_at(legs["origin"], legs.select(departed).to_series())
    else:
        day = pl.col("duty_date").cast(pl.Int32).cast(pl.Int64) * DAY
        walls = legs.select(day + pl.coalesce("out_local_min", "scheduled_out_local_min")).to_series()
    day_of = pl.DataFrame({"day": (walls - calendar.begins) // DAY})
    inside = pl.concat([day_of, span[legs["duty_row"]]], how="horizontal")
    return inside.select(pl.col("day").fill_null(pl.col("first")).clip("first", "last")).to_series()


def _wall_at(station: pl.Series, instant: pl.Series) -> pl.Series:
    """The wall clock of each row's station at an instant; null where either is not known."""
    zone = zone_on(Clock.STATION, station, station)
    return on_clock(pl.DataFrame({"at": instant}), zone, "at", "at")["wall_start"]


def _on(rows: pl.DataFrame, place: int, of: pl.DataFrame, date: pl.Series) -> pl.Series:
    """The ``day_row`` of each row of a frame, by its trip and day."""
    mine = rows.filter(calendar=place).select("trip_row", "date", "day_row")
    asked = of.select("trip_row", date=date)
    return asked.join(mine, ["trip_row", "date"], "left", maintain_order="left")["day_row"]


def _facts(rows: pl.DataFrame, trips: pl.DataFrame) -> pl.DataFrame:
    known = handed(rows, trips, "trip_row", ["crew_row", "crew_id", "trip_id", *PERSON])
    dated = known.with_columns(day=date_of(pl.col("date")), on=date_of(pl.col("date")))
    return dated.with_columns(years_of_service=full_years(pl.col("hire_date"), pl.col("day")))
