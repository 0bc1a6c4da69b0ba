"""Owed beside paid, by crew member, component and flight: the one comparison that findings and reviews share.

Where payroll posts a component to a person without any flight (one sum a month), what is owed of it is summed up
too: sums are compared with sums. Entries posted after ``now`` are not paid yet.
"""

from typing import Final

import polars as pl

from domain.frames import LEDGER, LINES, conform

KEY: Final = ("crew_id", "component", "flight_id")


def compared(lines: pl.DataFrame, ledger: pl.DataFrame, now: int) -> pl.DataFrame:
    """One row a key with ``expected``, ``actual``, ``entries`` (how many) and ``repeated``.

    ``repeated`` is what entries that are there again, to the minor unit, add up to beyond their first posting.
    """
    posted = conform(ledger, LEDGER, "ledger").filter(pl.col("posted") <= now)
    owed = at_posted_keys(conform(lines, LINES, "lines"), posted)
    return (
        owed.group_by(KEY, maintain_order=True)
        .agg(expected=pl.col("amount").sum())
        .join(_paid(posted), KEY, "full", nulls_equal=True, coalesce=True, maintain_order="left_right")
        .with_columns(pl.col("expected", "actual", "entries", "repeated").fill_null(0))
        .with_columns(difference=pl.col("expected") - pl.col("actual"))
    )


def at_posted_keys(lines: pl.DataFrame, posted: pl.DataFrame) -> pl.DataFrame:
    """The lines with the flight taken off where payroll posts that person's component without flights."""
    summed = (
        posted.group_by("crew_id", "component")
        .agg(in_sums=pl.col("flight_id").is_null().all())
        .filter(pl.col("in_sums"))
    )
    flight = pl.when(pl.col("in_sums").fill_null(False)).then(None).otherwise(pl.col("flight_id"))
    return (
        lines.join(summed, ["crew_id", "component"], "left", maintain_order="left")
        .with_columns(flight_id=flight)
        .drop("in_sums")
    )


def _paid(posted: pl.DataFrame) -> pl.DataFrame:
    same = posted.group_by(*KEY, "amount", maintain_order=True).agg(times=pl.len().cast(pl.Int64))
    return same.group_by(KEY, maintain_order=True).agg(
        actual=(pl.col("amount") * pl.col("times")).sum(),
        entries=pl.col("times").sum(),
        repeated=(pl.col("amount") * (pl.col("times") - 1)).sum(),
    )
