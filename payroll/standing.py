"""What stands of each rule while a run is walked: it is added whole, and taken away row by row."""

from dataclasses import dataclass, field

import polars as pl

from domain.rules.rule import Key
from payroll.lines import Candidate, opened


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of each rule so far: its lines, the rows that are open, and the levels of floors."""

    lines: dict[Key, pl.DataFrame] = field(default_factory=dict)
    open: dict[Key, pl.DataFrame] = field(default_factory=dict)
    levels: dict[Key, pl.DataFrame] = field(default_factory=dict)

    def add(self, candidate: Candidate) -> None:
        """A rule with all that it would pay."""
        key = candidate.key
        self.lines[key], self.open[key], self.levels[key] = candidate.lines, candidate.open, candidate.levels

    def drop(self, key: Key, rows: pl.DataFrame) -> None:
        """Takes away all that a rule says, wherever it meets these rows (one column, a row number)."""
        for frames in (self.lines, self.open, self.levels):
            if frames[key].height:
                frames[key] = frames[key].join(rows, rows.columns, "anti", maintain_order="left")

    def take(self, key: Key, rows: pl.DataFrame) -> None:
        """Takes a rule's lines away, wherever they meet these rows; what it credits alone is still told."""
        if self.lines[key].height:
            self.lines[key] = self.lines[key].join(rows, rows.columns, "anti", maintain_order="left")

    def withhold(self, candidate: Candidate, doubts: pl.DataFrame) -> None:
        """Makes a rule's lines open where they meet doubts (a row number, and what is ``missing`` there)."""
        row, key = doubts.columns[0], candidate.key
        lines = self.lines[key].join(doubts.unique(row, keep="first", maintain_order=True), row, maintain_order="left")
        if lines.height:
            fresh = opened(candidate.table, lines, pl.col("missing"), unsure=True)
            self.open[key] = pl.concat([self.open[key], fresh])
            self.lines[key] = self.lines[key].join(lines.select(row), row, "anti", maintain_order="left")
