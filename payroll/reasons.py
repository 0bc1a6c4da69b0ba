"""The sentences of one run's lines: kept as what they are made of, and written when somebody reads them.

Sums need no sentences, and writing them costs more than working out what they say. A line carries the number of its
source (``words``) and of its row there (``said``).
"""

from typing import Final

import polars as pl

from domain.frames import Schema

SAID: Final[Schema] = {"words": pl.UInt32(), "said": pl.UInt32()}
"""Where a line's sentence is made of."""


class Reasons:
    """The sources of one run; a source's number is its place."""

    def __init__(self) -> None:
        self._sources: list[tuple[pl.DataFrame, pl.Expr]] = []

    def keep(self, rows: pl.DataFrame, reason: pl.Expr) -> dict[str, pl.Expr]:
        """The columns by which lines, one for each of these rows in their order, find the reason that is theirs."""
        self._sources.append((rows.select(sorted(set(reason.meta.root_names())) or rows.columns[:1]), reason))
        return {"words": pl.lit(len(self._sources) - 1, pl.UInt32), "said": pl.int_range(pl.len(), dtype=pl.UInt32)}

    def of(self, lines: pl.DataFrame) -> pl.Series:
        """The sentence of each line. Lines of one source come together, so that there are few runs of them."""
        parts, start = [pl.Series("reason", [], pl.String)], 0
        for length, source in lines["words"].rle().struct.unnest().iter_rows():
            parts.append(self._written(source, lines["said"].slice(start, length)))
            start += length
        return pl.concat(parts)

    def _written(self, source: int, said: pl.Series) -> pl.Series:
        rows, reason = self._sources[source]
        whole = said.len() == rows.height and (said == pl.int_range(rows.height, dtype=pl.UInt32, eager=True)).all()
        taken = rows if whole else rows[said]
        return taken.with_columns(reason=reason.cast(pl.String))["reason"]
