"""Credit that a pay case tells in place of trips: a line of no rule, at the person's rate."""

import polars as pl

from payroll.arithmetic import due
from payroll.lines import measured, written
from payroll.needs import NEEDS
from payroll.payment import Payment
from payroll.reasons import Reasons
from payroll.tables import Table
from payroll.words import at_rate, hours


def told(periods: pl.DataFrame, author: int, reasons: Reasons) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The line of each person whose credit is told, and NEEDS of those who have no rate."""
    known = periods.drop_nulls("told_credit")
    credit = pl.col("told_credit")
    payment = Payment(
        quantity=credit,
        rate=pl.col("rate"),
        amount=due(credit, pl.col("rate")),
        credit=credit,
        reason=pl.concat_str(hours(credit), pl.lit(" credit as told"), at_rate()),
        needs=("rate",),
    )
    found = measured(known, payment, author, None)
    lacking = found.filter(pl.col("line_amount").is_null()).select(
        "crew_id", grain=pl.lit(str(Table.PERIOD)), key="crew_id", missing=pl.lit("rate")
    )
    blank = pl.DataFrame(schema=dict(NEEDS))
    return written(Table.PERIOD, found, payment.reason, reasons), pl.concat([blank, lacking], how="diagonal")
