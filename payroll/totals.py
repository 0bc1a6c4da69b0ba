"""A crew member's totals: the credit, the guarantee and the gross, added up from the lines."""

from typing import Final

import polars as pl

from domain.frames import TOTALS
from payroll.arithmetic import share
from payroll.sums import summed

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


def totals(
    periods: pl.DataFrame, flown: pl.DataFrame, lines: pl.DataFrame, families: pl.Series, guarantees: pl.DataFrame
) -> pl.DataFrame:
    """One row a crew member, also for those without a line; the five parts add up to the gross.

    ``credit`` is worked credit (legs and rigs), ``block`` what was flown as operating crew (``flown``: ``crew_row``,
    ``block``), ``guarantee`` the guarantee itself and not what was topped up (``guarantees``: ``crew_row``,
    ``guarantee``), ``overtime`` the credit over the threshold. ``families`` are those of the lines' authors.
    """
    people = periods.height
    parts = _parts(lines, families, people)
    found = periods.with_columns(
        *parts,
        hourly_rate=share(pl.col("rate"), 1, 100),
        gross=pl.sum_horizontal(parts),
        credit=summed(lines["crew_row"], lines["credit"], people),
        block=summed(flown["crew_row"], flown["block"], people),
        guarantee=_most(guarantees, "guarantee", people),
        overtime=_most(_overtime(lines, families), "quantity", people),
    )
    return found.select(pl.col(name).cast(kind) for name, kind in TOTALS.items())


def _parts(lines: pl.DataFrame, families: pl.Series, people: int) -> list[pl.Series]:
    """What the lines of each part come to: added up by crew member and part in one go."""
    names = [*PARTS, "premium_pay"]
    place = {family: names.index(part) for part, of in PARTS.items() for family in of}
    part = families.replace_strict(place, default=len(PARTS), return_dtype=pl.UInt32).gather(lines["author"])
    sums = summed(lines["crew_row"] * len(names) + part, lines["amount"], people * len(names))
    return [sums.gather_every(len(names), at).alias(name) for at, name in enumerate(names)]


def _overtime(lines: pl.DataFrame, families: pl.Series) -> pl.DataFrame:
    """The lines of overtime."""
    return lines.select("crew_row", "quantity", "author").filter(
        pl.col("author").is_in((families == "overtime").arg_true().implode())
    )


def _most(found: pl.DataFrame, measure: str, people: int) -> pl.Series:
    """The greatest of a measure by crew member, 0 where there is none."""
    most = found.drop_nulls(measure).group_by("crew_row").agg(pl.col(measure).max())
    return pl.repeat(0, people, dtype=pl.Int64, eager=True).scatter(most["crew_row"], most[measure])
