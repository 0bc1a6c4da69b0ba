"""Who gains and who loses: the shift of everybody's pay by base, seat and years of service."""

from datetime import date
from typing import Final

import polars as pl

from domain.frames import Schema
from domain.money import prorate

SPREAD: Final[Schema] = {
    "dimension": pl.String(),  # all, base, seat or service
    "group": pl.String(),
    "crew": pl.Int64(),  # = gainers + losers + unchanged + undecided
    "gainers": pl.Int64(), "losers": pl.Int64(), "unchanged": pl.Int64(),
    "undecided": pl.Int64(),  # a rule that may pay them otherwise cannot be computed, on some row and side
    "delta": pl.Int64(), "median": pl.Int64(),  # minor units
}  # fmt: skip
"""One row a group. The median is of everybody in it; between two it is half their sum, half a unit away from zero."""
BANDS: Final = (0, 2, 5, 10, 15, 20)
"""Full years of service with which a band begins."""
DIMENSIONS: Final = ("all", "base", "seat", "service")


def described(crew: pl.DataFrame, on: date) -> pl.DataFrame:
    """CREW with what groups it: ``seat`` and the band of full years of ``service`` on a day."""
    hired = pl.col("hire_date")
    later = pl.lit(on.month * 100 + on.day) < hired.dt.month().cast(pl.Int64) * 100 + hired.dt.day()
    years = pl.lit(on.year, pl.Int64) - hired.dt.year() - later.cast(pl.Int64)
    band = pl.lit(_band(BANDS[0]))
    for start in BANDS[1:]:
        band = pl.when(years >= start).then(pl.lit(_band(start))).otherwise(band)
    return crew.with_columns(all=pl.lit("everybody"), seat="position", service=band)


def spread(total: pl.DataFrame, crew: pl.DataFrame) -> pl.DataFrame:
    """SPREAD of everybody's TOTAL (``payroll.shift``); ``crew`` is ``described``. A group of nobody is not there."""
    known = total.join(crew, on="crew_id", validate="1:1")
    found = [
        _group(dimension, str(group), known.filter(pl.col(dimension) == group))
        for dimension in DIMENSIONS
        for group in sorted(known[dimension].unique(), key=_place)
    ]
    return pl.DataFrame(found, schema=dict(SPREAD), orient="row")


def _group(dimension: str, group: str, rows: pl.DataFrame) -> tuple[str | int, ...]:
    decided = rows.filter(pl.all_horizontal(pl.col("opened", "closed", "still") == 0))["delta"]
    gainers, losers = int((decided > 0).sum()), int((decided < 0).sum())
    counts = (rows.height, gainers, losers, decided.len() - gainers - losers, rows.height - decided.len())
    return (dimension, group, *counts, int(rows["delta"].sum()), _median(rows["delta"]))


def _median(deltas: pl.Series) -> int:
    line = deltas.sort().to_list()
    low, high = line[(len(line) - 1) // 2], line[len(line) // 2]
    return low if low == high else prorate(low + high, 1, 2)


def _band(start: int) -> str:
    after = next((each for each in BANDS if each > start), None)
    return f"{start} years or more" if after is None else f"{start} to {after - 1} years"


def _place(group: str) -> tuple[int, str]:
    """Bands by their years, everything else by name."""
    years, _, rest = group.partition(" ")
    return (int(years), "") if years.isdigit() and rest.endswith(("years", "more")) else (0, group)
