"""A crew member's totals: the credit, the guarantee and the gross, added up from the lines."""

from typing import Final

import polars as pl

from domain.frames import TOTALS

PARTS: Final[dict[str, tuple[str, ...]]] = {
    "flight_pay": ("flight_pay", "duty_rig", "guarantee"),
    "overtime_pay": ("overtime",),
    "delay_pay": ("delay_pay",),
    "per_diem": ("per_diem",),
}
"""Which components each part of the gross adds up; every other component is premium pay."""


def totals(periods: pl.DataFrame, legs: pl.DataFrame, lines: pl.DataFrame, guarantees: pl.DataFrame) -> pl.DataFrame:
    """One row a crew member, also for those without a line; the five parts add up to the gross.

    ``credit`` is worked credit (legs and rigs), ``block`` what was flown as operating crew, ``guarantee`` the
    guarantee itself and not what was topped up (``guarantees``: ``crew_row``, ``guarantee``), ``overtime`` the credit
    over the threshold.
    """
    sums = _sums(lines)
    levels = guarantees.group_by("crew_row").agg(pl.col("guarantee").max())
    flown = legs.filter(pl.col("kind") == "OPERATING").group_by("crew_row").agg(block=pl.col("block_minutes").sum())
    return (
        periods.rename({"rate": "hourly_rate"})
        .join(sums, "crew_row", "left", maintain_order="left")
        .join(flown, "crew_row", "left", maintain_order="left")
        .join(levels, "crew_row", "left", maintain_order="left")
        .select(pl.col(name).cast(kind) for name, kind in TOTALS.items())
        .with_columns(pl.exclude("crew_id", "hourly_rate").fill_null(0))
    )


def _sums(lines: pl.DataFrame) -> pl.DataFrame:
    """One row a crew member with lines: first summed by component, then the few sums sorted into the parts."""
    by_component = lines.group_by("crew_row", "component").agg(
        pl.col("amount").sum(), pl.col("credit").sum(), pl.col("quantity").max()
    )
    named = [name for names in PARTS.values() for name in names]
    amount, of = pl.col("amount"), pl.col("component")
    parts = {part: amount.filter(of.is_in(list(names))).sum() for part, names in PARTS.items()}
    return by_component.group_by("crew_row").agg(
        **parts,
        premium_pay=amount.filter(~of.is_in(named)).sum(),
        gross=amount.sum(),
        credit=pl.col("credit").sum(),
        overtime=pl.col("quantity").filter(of == "overtime").max(),
    )
