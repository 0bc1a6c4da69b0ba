"""What a term may look at beside its own row: rows of other tables, what stands beside them, and the lines so far."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from domain.rules.rule import Key, Rule
from payroll.facts import Rows
from payroll.tables import Table


@dataclass(frozen=True, slots=True)
class Around:
    """The state of a run when a component is paid: ``lines`` that stand so far and ``open`` rows, rule by rule.

    ``credited`` tells, for every row of a table, the credit that stands so far on it and on the rows below it; null
    where some of it is open (``payroll.tally.Tally.credited``). ``levels`` are what floors credit alone. ``keep``
    leaves, of lines or open rows, what belongs to the period; ``days`` is the period in days since 1970-01-01.
    ``rivals`` are the rules that take precedence over the one that is paid, or yield to it: where both hold, one of
    them stands.
    """

    rows: Rows
    rules: Mapping[Key, Rule]
    lines: Mapping[Key, pl.DataFrame]
    open: Mapping[Key, pl.DataFrame]
    credited: Callable[..., pl.Series]
    levels: Mapping[Key, pl.DataFrame]
    keep: Callable[[pl.DataFrame], pl.DataFrame]
    days: tuple[int, int]
    rivals: frozenset[Key]

    def rounding(self, table: Table) -> pl.Series:
        """The minutes of credit that the rows of a table themselves are rounded by; null where they are open."""
        return self.credited(table, final=True) - self.credited(table)
