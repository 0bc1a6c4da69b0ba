"""Where each duty begins and ends."""

import polars as pl


def ends(legs: pl.DataFrame, duties: pl.DataFrame) -> pl.DataFrame:
    """``origin`` and ``destination`` of each duty: of its first and its last leg; null where it has none."""
    found = (
        legs.sort(pl.coalesce("out", "scheduled_out"), maintain_order=True, nulls_last=True)
        .group_by("duty_row")
        .agg(pl.col("origin").first(), pl.col("destination").last())
    )
    return duties.select("duty_row").join(found, "duty_row", "left", maintain_order="left").drop("duty_row")
