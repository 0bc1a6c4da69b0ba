"""Whole minutes shared out in proportion and without losing one: the largest remainders take what is left."""

import polars as pl


def shared(wholes: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """``row`` and its ``share`` of what its group has.

    ``wholes`` has ``group`` and ``whole`` (not negative); ``members`` has ``row``, ``group``, ``weight``, and ``first``
    and ``then``, by which equal remainders are ordered. A member of a group without weight has no share; where a weight
    is null, the shares of its group are.
    """
    group = "group"
    found = members.join(wholes.group_by(group).agg(pl.col("whole").sum()), group)
    total = pl.col("weight").sum().over(group)
    known = found.filter(pl.col("weight").is_null().any().over(group) | (total > 0))
    product = pl.col("whole") * pl.col("weight")
    parts = known.with_columns(share=product // total, rest=product % total)
    ordered = parts.sort(group, "rest", "first", "then", descending=[False, True, False, False], nulls_last=True)
    place = pl.int_range(pl.len()).over(group)
    left = pl.col("whole") - pl.col("share").sum().over(group)
    unknown = pl.col("weight").is_null().any().over(group)
    return ordered.select("row", share=pl.when(~unknown).then(pl.col("share") + (place < left).cast(pl.Int64)))
