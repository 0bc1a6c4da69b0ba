"""Rows that repeat the one before: mostly those of one duty or one person, which come together."""

from functools import reduce
from operator import add

import polars as pl


def runs(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """The frame without rows that repeat the one before, and for each row its place among those that are left."""
    if frame.height < 2:
        return frame, pl.Series([0] * frame.height, dtype=pl.get_index_type())
    changes = reduce(add, (pl.col(name).rle_id() for name in frame.columns))
    place = frame.select(changes.rle_id()).to_series()
    return frame.filter(place.ne_missing(place.shift())), place
