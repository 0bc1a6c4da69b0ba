"""The credit that a premium counts: with what rigs and minimums lift, or without.

Without, it is the credit of the row less the lifts on it. With, it is all the credit of the row, and its share of the
lifts above it (of a leg: those of its duty, its day and its trip), which are shared out in proportion to the rows'
credit. A row without credit takes no share, and what lifts a whole period belongs to no leg.
"""

from collections.abc import Iterator
from typing import Final

import polars as pl

from payroll.around import Around
from payroll.sharing import shared
from payroll.tables import ROW, Table, inside
from payroll.terms import table_of

LIFTING: Final = frozenset({"duty_rig", "trip_rig", "minimum_credit", "greatest_of"})
"""The families whose credit is out of a rig or a minimum."""
_ORDER: Final = {Table.LEG: ("scheduled_out", "leg_id"), Table.DUTY: ("report", "duty_id")}


def eligible(rows: pl.DataFrame, around: Around, table: Table, *, rigs: bool) -> pl.DataFrame:
    """The legs or duties with ``credit`` as a premium counts it; null where some of it is open."""
    parts = list(_above(around, table)) if rigs else [_on(around, table)]
    found = [part for part in parts if part.height]
    if not found:
        return rows
    row = ROW[table]
    known = pl.when(pl.col("share").is_not_null().all()).then(pl.col("share").sum())
    sums = pl.concat(found).group_by("row").agg(share=known, any=pl.lit(True))
    credit = pl.col("credit") + pl.when(pl.col("any")).then(pl.col("share")).otherwise(0)
    joined = rows.join(sums.rename({"row": row}), row, "left", maintain_order="left")
    return joined.with_columns(credit=credit).drop("share", "any")


def _on(around: Around, table: Table) -> pl.DataFrame:
    """What lifts the rows themselves, and those below them, as minutes to take away."""
    row = ROW[table]
    parts = [
        lines.select(row=row, share=-pl.col("credit"))
        for key, lines in around.lines.items()
        if around.rules[key].family in LIFTING and inside(table_of(around.rules[key]), table)
    ]
    return pl.concat([_none(), *parts])


def _above(around: Around, table: Table) -> Iterator[pl.DataFrame]:
    """Each row's share of the lifts of one rule above it; null where such a lift is open."""
    for key, lines in around.lines.items():
        rule = around.rules[key]
        above = table_of(rule) if rule.family in LIFTING else table
        if above in (table, Table.PERIOD) or inside(above, table):
            continue
        if lines.is_empty() and around.open[key].is_empty():
            continue
        for members in _members(around, table, above):
            wholes = lines.select(group=ROW[above], whole="credit")
            yield shared(wholes, members)
            still_open = around.open[key].select(group=ROW[above]).unique()
            yield members.join(still_open, "group").select("row", share=pl.lit(None, dtype=pl.Int64))


def _members(around: Around, table: Table, above: Table) -> Iterator[pl.DataFrame]:
    """The rows of a table by the row above that they lie on: one frame, or one for each calendar of days."""
    frame, days = around.rows.at(table), around.rows.days
    first, then = _ORDER[table]
    groups = (days.of_leg if table is Table.LEG else days.of_duty) if above is Table.DAY else [frame[ROW[above]]]
    for group in groups:
        yield frame.select(
            row=ROW[table], group=group, weight=around.credited(table), first=first, then=then
        ).drop_nulls("group")


def _none() -> pl.DataFrame:
    return pl.DataFrame(schema={"row": pl.get_index_type(), "share": pl.Int64})
