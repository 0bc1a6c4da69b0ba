"""STANDBY rows: waiting to be used, with the facts of a duty; and LEAVE rows: days on the books without flying."""

from datetime import date
from functools import cache

import polars as pl

from domain.clock import DAY
from domain.frames import CREW, DAYS, STANDBY, Schema, conform, empty
from payroll.beside import Beside
from payroll.rows.duties import OFFSETS, clocked
from payroll.rows.owned import PERSON, full_years, handed, numbered, owned
from payroll.rows.people import people as people_of


def standbys(given: pl.DataFrame, people: pl.DataFrame, trips: pl.DataFrame) -> pl.DataFrame:
    """One row a standby, with the ``trip_report`` of the trip it was used for; null where it was used for none."""
    return _nobody_waits() if _nothing(given, STANDBY) else _waiting(given, people, trips)


def _waiting(given: pl.DataFrame, people: pl.DataFrame, trips: pl.DataFrame) -> pl.DataFrame:
    frame = numbered(conform(given, STANDBY, "standby"), "standby_id", "standby_row")
    mine = owned(frame, people, "crew_id", "crew_row", "standby", "crew member")
    spans = mine.with_columns(report=pl.col("start"), release=pl.col("end"))
    begin, end = spans.select(pl.col("report").min(), pl.col("release").max()).row(0) if spans.height else (0, 0)
    used = trips.select("crew_row", "trip_id", trip_report="report").filter(
        pl.col("trip_id").is_in(mine["trip_id"].implode())
    )
    return (
        clocked(spans, people, begin - 2 * DAY, end + 2 * DAY)
        .drop(OFFSETS, "wall_midnight")
        .join(used, ["crew_row", "trip_id"], "left", maintain_order="left")
        .with_columns(
            duty_kind=pl.when(kind="AIRPORT").then(pl.lit("AIRPORT_STANDBY")).otherwise(pl.lit("LONG_CALL")),
            segments=pl.lit(0, pl.Int64),
            deadheads=pl.lit(0, pl.Int64),
        )
    )


def leave(given: pl.DataFrame, people: pl.DataFrame, start: date, end: date) -> pl.DataFrame:
    """One row a day of the period ``[start, end)`` that is of some kind."""
    return _nobody_is_away() if _nothing(given, DAYS) else _away(given, people, start, end)


def _away(given: pl.DataFrame, people: pl.DataFrame, start: date, end: date) -> pl.DataFrame:
    days = conform(given, DAYS, "days").filter(pl.col("day").is_between(start, end, closed="left"))
    mine = owned(days.unique(maintain_order=True), people, "crew_id", "crew_row", "day", "crew member")
    known = handed(mine.with_row_index("leave_row"), people, "crew_row", list(PERSON))
    return known.with_columns(on=pl.col("day"), years_of_service=full_years(pl.col("hire_date"), pl.col("day")))


def _nothing(given: pl.DataFrame, schema: Schema) -> bool:
    """Whether there is no row to work out; a frame of another schema is left to be refused."""
    return given.is_empty() and given.schema == schema


@cache
def _nobody() -> pl.DataFrame:
    return people_of(date(1970, 1, 1), date(1970, 2, 1), empty(CREW), Beside())


@cache
def _nobody_waits() -> pl.DataFrame:
    trips = pl.DataFrame(schema={"crew_row": pl.UInt32, "trip_id": pl.String, "report": pl.Int64})
    return _waiting(empty(STANDBY), _nobody(), trips)


@cache
def _nobody_is_away() -> pl.DataFrame:
    return _away(empty(DAYS), _nobody(), date(1970, 1, 1), date(1970, 2, 1))
