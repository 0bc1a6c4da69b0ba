"""What a term pays on one row, as expressions over the fact frame of its rows."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from payroll.tables import Table

if TYPE_CHECKING:
    from payroll.around import Around


class Payment(NamedTuple):
    """The measures of a line. A null ``amount`` or ``credit`` means that one of ``needs`` is not known.

    The column ``credit`` may be read: the credit minutes that stand so far on the row, its legs or its duties; null
    where some of them are still open.
    ``rate`` is in hundredths of a minor unit an hour (or each), as the column ``rate`` of every row is.
    ``gather`` keeps, of the rows that the rule holds on, those that the term speaks of (or may), and adds columns
    that are read out of other rows (``payroll.around``).
    ``level`` is what a floor credits alone, whatever stands. ``author`` numbers the author of each line, where it is
    not the term itself. ``above``: lines that the term writes beside on the rows of another table.
    """

    quantity: pl.Expr
    amount: pl.Expr
    reason: pl.Expr
    needs: tuple[str, ...]
    rate: pl.Expr | None = None
    percent: pl.Expr | int | None = None
    credit: pl.Expr | int = 0
    unit: str = "MINUTES"
    gather: Callable[[pl.DataFrame, "Around"], pl.DataFrame] | None = None
    level: pl.Expr | None = None
    author: pl.Expr | None = None
    above: "Callable[[pl.DataFrame, Around], Above] | None" = None


class Above(NamedTuple):
    """Rows of another table, and what a term pays on them beside the rows of its own."""

    table: Table
    rows: pl.DataFrame
    payment: Payment
