"""What a term pays on one row, as expressions over the fact frame of its grain."""

from collections.abc import Callable
from typing import NamedTuple

import polars as pl


class Payment(NamedTuple):
    """The measures of a line. A null ``amount`` or ``credit`` means that one of ``needs`` is not known.

    The column ``credit`` may be read: the credit minutes that stand so far on the row, its legs or its duties; null
    where some of them are still open.
    ``narrow`` keeps, of the rows that the rule holds on, those that the term itself speaks of.
    """

    quantity: pl.Expr
    amount: pl.Expr
    reason: pl.Expr
    needs: tuple[str, ...]
    rate: pl.Expr | None = None
    percent: pl.Expr | int | None = None
    credit: pl.Expr | int = 0
    unit: str = "MINUTES"
    narrow: Callable[[pl.DataFrame], pl.DataFrame] | None = None
