"""DUTY rows: from report to release, on the base clock of the duty's first day."""

import polars as pl

from domain.clock import DAY
from domain.frames import DUTIES, DUTY_MORE, conform
from payroll.clocks import change, wall
from payroll.rows.owned import PERSON, date_of, full_years, handed, numbered, owned
from payroll.rows.people import base_clocks
from payroll.sums import summed

OFFSETS = "^(shift|from)_.*$"
"""The columns that tell the base clock's offsets."""


def duties(given: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """One row a duty with what is known of its crew member, its clock facts, and the offsets of the base clock."""
    frame = numbered(conform(given, DUTIES, "duties", DUTY_MORE), "duty_id", "duty_row")
    mine = owned(frame, people, "crew_id", "crew_row", "duty", "crew member")
    begin, end = mine.select(pl.col("report").min(), pl.col("release").max()).row(0) if mine.height else (0, 0)
    return clocked(mine, people, begin - 2 * DAY, end + 2 * DAY)


def clocked(rows: pl.DataFrame, people: pl.DataFrame, begin: int, end: int) -> pl.DataFrame:
    """Rows that report and release, with their clock facts."""
    table = base_clocks(people, begin, end)
    above = pl.concat([people.select(*PERSON), table], how="horizontal")
    after, jump = change(pl.col("report"), pl.col("release"), table.columns)
    return (
        handed(rows, above, "crew_row", above.columns)
        .with_columns(_report=wall(pl.col("report"), table.columns))
        .with_columns(wall_midnight=pl.col("_report") // DAY * DAY)
        .with_columns(
            duty_date=date_of(pl.col("wall_midnight") // DAY),
            report_local_min=pl.col("_report") - pl.col("wall_midnight"),
            release_local_min=wall(pl.col("release"), table.columns) - pl.col("wall_midnight"),
            duty_minutes=pl.col("release") - pl.col("report"),
            clock_change_after=after,
            clock_change=jump,
        )
        .with_columns(on=pl.col("duty_date"), years_of_service=full_years(pl.col("hire_date"), pl.col("duty_date")))
        .drop("_report")
    )


def counted(rows: pl.DataFrame, legs: pl.DataFrame) -> pl.DataFrame:
    """Duties with how many legs they operate and deadhead. Whether a crew is augmented the record does not say yet."""
    flown = {
        name: legs.select((pl.col("flown") & (pl.col("kind") == kind)).cast(pl.Int64)).to_series()
        for name, kind in (("segments", "OPERATING"), ("deadheads", "DEADHEAD"))
    }
    counts = [summed(legs["duty_row"], found, rows.height).alias(name) for name, found in flown.items()]
    return rows.with_columns(*counts, augmented=pl.lit(None, dtype=pl.Boolean))
