"""Local clocks for whole columns: each zone's offsets in a table, found by instant without a loop over rows.

A zone changes its offset a few times a year, so the as-of join is written as a chain over those few columns:
it needs no sorting, which an as-of join of six instants a row would.
"""

from collections.abc import Iterable
from functools import lru_cache

import polars as pl

from domain.clock import DAY, offsets


@lru_cache(maxsize=1024)
def _changes(zone: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    return tuple(offsets(zone, start, end))


def shifts(zones: Iterable[str], start: int, end: int) -> pl.DataFrame:
    """One row a zone: ``shift_0`` (minutes ahead of UTC at ``start``), then ``from_k``, ``shift_k`` a change.

    Whole days are covered around ``start`` and ``end`` (UTC minutes), so that equal months share one table.
    """
    start, end = start // DAY * DAY - DAY, end // DAY * DAY + 2 * DAY
    found = {zone: _changes(zone, start, end) for zone in sorted(set(zones))}
    columns: dict[str, list[object]] = {"zone": list(found)}
    for place in range(max(map(len, found.values()), default=1)):
        columns[f"from_{place}"] = [changes[place][0] if place < len(changes) else None for changes in found.values()]
        columns[f"shift_{place}"] = [changes[place][1] if place < len(changes) else None for changes in found.values()]
    return pl.DataFrame(columns, schema={name: pl.String if name == "zone" else pl.Int64 for name in columns})


def wall(instant: pl.Expr, columns: Iterable[str]) -> pl.Expr:
    """The wall clock at a UTC minute, as minutes since 1970-01-01 on that clock; ``shifts`` columns must be there."""
    ahead = pl.col("shift_0")
    for place in range(1, sum(name.startswith("shift_") for name in columns)):
        ahead = pl.when(instant >= pl.col(f"from_{place}")).then(pl.col(f"shift_{place}")).otherwise(ahead)
    return instant + ahead


def change(start: pl.Expr, end: pl.Expr, columns: Iterable[str]) -> tuple[pl.Expr, pl.Expr]:
    """The change of clocks between two UTC minutes: how long after the first, and by how many minutes; else 0 and 0.

    ``shifts`` columns must be there. Between the two lies one change at the most: they are a leg's or a duty's ends.
    """
    after = jump = pl.lit(0, dtype=pl.Int64)
    for place in range(1, sum(name.startswith("shift_") for name in columns)):
        begins = pl.col(f"from_{place}")
        inside = (start < begins) & (begins < end)
        after = pl.when(inside).then(begins - start).otherwise(after)
        jump = pl.when(inside).then(pl.col(f"shift_{place}") - pl.col(f"shift_{place - 1}")).otherwise(jump)
    return after, jump
