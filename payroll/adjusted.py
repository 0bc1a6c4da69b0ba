"""What is paid in a period of what was earned before it: lines beside the period's own.

They count to its gross and to nothing else: no credit, no guarantee, no overtime.
"""

import polars as pl

from domain.frames import LINE_MORE, LINES, TOTALS
from payroll.engine import PayResult


def adjusted(result: PayResult, adjustments: pl.DataFrame) -> PayResult:
    """A result with the adjustments (ADJUSTMENTS) that are paid with it, after the lines of each crew member; its
    lines are then LINES with LINE_MORE. Whoever is paid nothing else has totals of their own.
    """
    if adjustments.is_empty():
        return result
    schema = LINES | LINE_MORE
    lines = pl.concat([_in(result.lines, schema), _in(_told(adjustments), schema)])
    return PayResult(lines, _totals(result.totals, adjustments), result.needs_data)


def _told(adjustments: pl.DataFrame) -> pl.DataFrame:
    """``Earned in 2026-05: 350.00 is owed, 300.00 was paid …``."""
    earned = pl.concat_str(pl.lit("Earned in "), pl.col("earned").dt.strftime("%Y-%m"), pl.lit(": "), pl.col("reason"))
    ordered = adjustments.sort("crew_id", "earned", "adjustment_id")
    return ordered.with_columns(reason=earned, credit=pl.lit(0, pl.Int64))


def _totals(totals: pl.DataFrame, adjustments: pl.DataFrame) -> pl.DataFrame:
    more = adjustments.group_by("crew_id", maintain_order=True).agg(pl.col("amount").sum())
    others = more.select("crew_id").join(totals, on="crew_id", how="anti").sort("crew_id")
    everybody = pl.concat([totals, _in(others, TOTALS).with_columns(pl.exclude("crew_id", "hourly_rate").fill_null(0))])
    joined = everybody.join(more, on="crew_id", how="left", maintain_order="left")
    return joined.with_columns(gross=pl.col("gross") + pl.col("amount").fill_null(0)).select(list(TOTALS))


def _in(frame: pl.DataFrame, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """The frame's columns in a schema; those it lacks are null."""
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in schema.items()
    )
