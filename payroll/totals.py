"""A crew member's totals: the credit, the guarantee and the gross, added up from the lines."""

from typing import Final

import polars as pl

from domain.frames import TOTALS
from payroll.arithmetic import share

PARTS: Final[dict[str, tuple[str, ...]]] = {
    "flight_pay": (
        "leg_credit", "deadhead_credit", "duty_rig", "trip_rig", "minimum_credit", "greatest_of", "monthly_guarantee",
        "cancellation_protection", "call_out", "standby_credit", "training_pay", "vacation_pay", "credit", "rounding",
    ),
    "overtime_pay": ("overtime",),
    "delay_pay": ("delay_pay", "holding_pay"),
    "per_diem": ("per_diem",),
}  # fmt: skip
"""The families whose lines each part of the gross adds up; those of every other family are premium pay."""


def totals(periods: pl.DataFrame, flown: pl.DataFrame, lines: pl.DataFrame, guarantees: pl.DataFrame) -> pl.DataFrame:
    """One row a crew member, also for those without a line; the five parts add up to the gross.

    ``credit`` is worked credit (legs and rigs), ``block`` what was flown as operating crew (``flown``: ``crew_row``,
    ``block``), ``guarantee`` the guarantee itself and not what was topped up (``guarantees``: ``crew_row``,
    ``guarantee``), ``overtime`` the credit over the threshold.
    """
    levels = guarantees.group_by("crew_row").agg(pl.col("guarantee").max())
    blocks = flown.group_by("crew_row").agg(pl.col("block").sum())
    return (
        periods.with_columns(hourly_rate=share(pl.col("rate"), 1, 100))
        .join(_sums(lines), "crew_row", "left", maintain_order="left")
        .join(blocks, "crew_row", "left", maintain_order="left")
        .join(levels, "crew_row", "left", maintain_order="left")
        .select(pl.col(name).cast(kind) for name, kind in TOTALS.items())
        .with_columns(pl.exclude("crew_id", "hourly_rate").fill_null(0))
    )


def _sums(lines: pl.DataFrame) -> pl.DataFrame:
    """One row a crew member with lines: first summed by family, then the few sums sorted into the parts."""
    by_family = lines.group_by("crew_row", "family").agg(
        pl.col("amount").sum(), pl.col("credit").sum(), pl.col("quantity").max()
    )
    named = [name for names in PARTS.values() for name in names]
    amount, of = pl.col("amount"), pl.col("family")
    parts = {part: amount.filter(of.is_in(list(names))).sum() for part, names in PARTS.items()}
    return by_family.group_by("crew_row").agg(
        **parts,
        premium_pay=amount.filter(~of.is_in(named)).sum(),
        gross=amount.sum(),
        credit=pl.col("credit").sum(),
        overtime=pl.col("quantity").filter(of == "overtime").max(),
    )
