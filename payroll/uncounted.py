"""Credit that does not count: work that is pay without credit is credited to nobody's month, and yet was worked.

A recall or junior assignment without credit writes a line whose credit is negative and cancels that of its duty, so
that the credit of all lines is what the period counts (guarantee, overtime). Floors of a duty, a day or a trip (rigs,
minimums, protection, call-out) still see the work: for them the negative credit is not there, and so they pay nothing
for time that is paid already.
"""

from typing import Final

import polars as pl

from domain.rules.rule import Rule
from payroll.tables import Table

FAMILIES: Final = frozenset({"recall", "junior_assignment"})
"""The families whose negative credit only the period counts."""


def counted(rule: Rule, lines: pl.DataFrame, table: Table) -> pl.DataFrame:
    """A rule's lines as the credit of a table's rows counts them."""
    if table is Table.PERIOD or rule.family not in FAMILIES:
        return lines
    return lines.filter(pl.col("credit") > 0)
