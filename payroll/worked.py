"""What one version of a rule comes to on the rows that it holds on: its lines, and the rows that are open."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import polars as pl

from payroll.around import Around
from payroll.lines import idling, levelled, measured, no_lines, nothing_open, opened, written
from payroll.needs import blanks
from payroll.payment import Payment
from payroll.reasons import Reasons
from payroll.tables import ROW, Table, rows_of


@dataclass(frozen=True, slots=True)
class Worked:
    """Lines, the rows held on, those that are open, the levels of a floor, and (where asked) what comes to nothing."""

    lines: pl.DataFrame
    held: pl.DataFrame
    open: pl.DataFrame
    levels: pl.DataFrame
    idle: tuple[Callable[[], pl.DataFrame], ...] = ()

    def beside(self, unsure: pl.DataFrame) -> "Worked":
        """With the rows of which it is open whether the version holds there."""
        return replace(self, open=pl.concat([unsure, self.open]))


@dataclass(frozen=True, slots=True)
class Writing:
    """Who writes lines: the number of an author, since when it says so, and where its reasons are kept."""

    author: int
    since: date
    reasons: Reasons


def nowhere(table: Table) -> Worked:
    """What a version comes to that holds on no row."""
    lines = no_lines(table)
    return Worked(lines, lines.select(rows_of(table)), nothing_open(table), pl.DataFrame())


def worked(
    table: Table, rows: pl.DataFrame, terms: Payment, writing: Writing, around: Around, *, telling: bool
) -> Worked:
    """A payment on these rows of a table; ``telling``: also of those on which it comes to nothing."""
    author, since, reasons = writing.author, writing.since, writing.reasons
    found = measured(rows, terms, author, since)
    lines = written(table, found, terms.reason, reasons)
    lacks = found["line_amount"].null_count() + found["line_credit"].null_count()
    priceless = pl.col("line_amount").is_null() | pl.col("line_credit").is_null()
    lacking = found.filter(priceless) if lacks else found.clear()
    still_open = opened(table, lacking, blanks(terms.needs, lacking), unsure=False) if lacks else nothing_open(table)
    if terms.above is not None:
        above = terms.above(rows, around)
        over = measured(above.rows, above.payment, author, since)
        lines = pl.concat([lines, written(above.table, over, above.payment.reason, reasons)], how="diagonal")
        still_open = pl.concat([still_open, _priceless(table, rows, above.table, over)])
    return Worked(
        lines=lines,
        held=rows.select(rows_of(table)),
        open=still_open,
        levels=pl.DataFrame() if terms.level is None else levelled(table, found),
        idle=(partial(idling, table, found, terms.reason),) if telling else (),
    )


def _priceless(table: Table, rows: pl.DataFrame, above: Table, over: pl.DataFrame) -> pl.DataFrame:
    """The rows under those that something is due on, and that have no rate to pay it at."""
    row = ROW[above]
    lacking = over.filter(pl.col("line_quantity").is_not_null() & pl.col("line_amount").is_null()).select(row)
    below = rows.join(lacking, row, "semi", maintain_order="left") if lacking.height else rows.clear()
    return opened(table, below, pl.lit("rate"), unsure=False)
