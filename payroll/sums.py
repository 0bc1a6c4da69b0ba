"""Sums by row number, as dense columns: one for each row of a table, in its order.

Rows mostly come in order. Then neighbours are added up by one running sum, which is many times as fast as grouping.
"""

from collections.abc import Sequence

import polars as pl


def summed(rows: pl.Series, values: pl.Series, height: int) -> pl.Series:
    """What the values of each row add up to, 0 where it has none; values without a row (null) are left out."""
    return summed_each(rows, [values], height)[0]


def summed_each(rows: pl.Series, measures: Sequence[pl.Series], height: int) -> list[pl.Series]:
    """``summed`` for several measures of the same rows."""
    if rows.null_count():
        known = rows.is_not_null()
        rows, measures = rows.filter(known), [values.filter(known) for values in measures]
    if height == 1:  # one person's statement is asked for more often than any other
        return [pl.Series([values.sum()], dtype=pl.Int64) for values in measures]
    last = (rows != rows.shift(-1)).fill_null(True)
    ends = rows.filter(last)
    ordered = ends.is_sorted()
    return [_placed(ends, _between(values, last), height, ordered=ordered) for values in measures]


def _between(values: pl.Series, last: pl.Series) -> pl.Series:
    """What the values come to from one last place to the next."""
    total = values.fill_null(0).cum_sum().filter(last)
    return total - total.shift(1, fill_value=0)


def _placed(rows: pl.Series, sums: pl.Series, height: int, *, ordered: bool) -> pl.Series:
    if not ordered:
        grouped = pl.DataFrame({"row": rows, "value": sums}).group_by("row").agg(pl.col("value").sum())
        rows, sums = grouped["row"], grouped["value"]
    return pl.repeat(0, height, dtype=pl.Int64, eager=True).scatter(rows, sums)
