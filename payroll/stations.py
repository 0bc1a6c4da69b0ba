"""Where each duty begins and ends."""

import polars as pl

from payroll.lost import gone, left


def ends(legs: pl.DataFrame, duties: pl.DataFrame) -> pl.DataFrame:
    """``origin`` and ``destination`` of each duty: its first leg's, and that of the last leg that was flown.

    A duty of which no leg was flown ends where it began; both are null where it has no leg.
    """
    went = pl.col("destination").filter(~gone())
    found = (
        legs.sort(left(), gone(), "leg_id", nulls_last=True)
        .group_by("duty_row")
        .agg(pl.col("origin").first(), pl.coalesce(went.last(), pl.col("origin").first()).alias("destination"))
    )
    return duties.select("duty_row").join(found, "duty_row", "left", maintain_order="left").drop("duty_row")
