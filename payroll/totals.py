"""A crew member's totals: the credit, the guarantee and the gross, added up from the lines."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import add
from typing import Final

import polars as pl

from domain.frames import TOTALS
from payroll.arithmetic import share
from payroll.sums import summed
from payroll.worth import Worth

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
    periods: pl.DataFrame,
    flown: pl.DataFrame,
    frames: Sequence[pl.DataFrame],
    found: Sequence[Worth],
    families: Sequence[str],
    guarantees: pl.DataFrame,
) -> pl.DataFrame:
    """One row a crew member, also for those without a line; the five parts add up to the gross.

    ``credit`` is worked credit (legs and rigs), ``block`` what was flown as operating crew (``flown``: ``crew_row``,
    ``block``), ``guarantee`` the guarantee itself and not what was topped up (``guarantees``: ``crew_row``,
    ``guarantee``), ``overtime`` the credit over the threshold. ``found`` is what the lines of ``frames`` come to, and
    ``families`` are those of their authors.
    """
    people = periods.height
    parts = _parts(found, families, people)
    over = [_by_family(lines, families, "overtime") for lines in frames]
    measures = {
        "gross": _sum(parts.values(), people),
        "credit": _sum((each.credit for each in found), people),
        "block": summed(flown["crew_row"], flown["block"], people),
        "guarantee": _most([guarantees], "guarantee", people),
        "overtime": _most(over, "quantity", people),
    }
    who = periods.select("crew_id", hourly_rate=share(pl.col("rate"), 1, 100))
    columns = {column.name: column for column in who} | parts | measures
    return pl.DataFrame({name: columns[name] for name in TOTALS}, schema=dict(TOTALS))


def _parts(found: Sequence[Worth], families: Sequence[str], people: int) -> dict[str, pl.Series]:
    """What the lines of each part come to."""
    of = {family: part for part, several in PARTS.items() for family in several}
    parts = [(of.get(families[each.author], "premium_pay"), each.amount) for each in found]
    return {name: _sum((amount for part, amount in parts if part == name), people) for name in (*PARTS, "premium_pay")}


def _sum(columns: Iterable[pl.Series], people: int) -> pl.Series:
    return reduce(add, columns, pl.repeat(0, people, dtype=pl.Int64, eager=True))


def _by_family(lines: pl.DataFrame, families: Sequence[str], family: str) -> pl.DataFrame:
    """The lines of a family."""
    authors = [number for number, one in enumerate(families) if one == family]
    return lines.filter(pl.col("author").is_in(authors)) if authors else lines.clear()


def _most(frames: Sequence[pl.DataFrame], measure: str, people: int) -> pl.Series:
    """The greatest of a measure by crew member, 0 where there is none."""
    blank = pl.DataFrame(schema={"crew_row": pl.get_index_type(), measure: pl.Int64})
    every = pl.concat([blank, *(frame.select(blank.columns) for frame in frames if frame.height)])
    most = every.drop_nulls(measure).group_by("crew_row").agg(pl.col(measure).max())
    return pl.repeat(0, people, dtype=pl.Int64, eager=True).scatter(most["crew_row"], most[measure])
