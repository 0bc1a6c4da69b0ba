"""Monthly guarantee: what a month's credit falls short of it is paid at the hourly rate.

The top-up is pay and no credit: nothing that counts credit (overtime) counts it.
"""

import polars as pl

from domain.rules.pay import MonthlyGuarantee, Proration
from payroll.arithmetic import paid, share
from payroll.payment import Payment
from payroll.words import at_rate, hours


def guaranteed(term: MonthlyGuarantee) -> pl.Expr:
    """The guarantee in minutes: by calendar days on the books where the term says so; 0 without a day on them."""
    minutes = pl.lit(term.minutes, dtype=pl.Int64)
    if term.proration is Proration.NONE:
        return pl.when(pl.col("days") > 0).then(minutes).otherwise(0)
    return share(minutes, pl.col("days"), pl.col("period_days"))


def guarantee(term: MonthlyGuarantee) -> Payment:
    """The minutes that the credit is short of the guarantee."""
    level = guaranteed(term)
    short = (level - pl.col("credit")).clip(lower_bound=0)
    whole = pl.concat_str(pl.lit(" ("), pl.col("days"), pl.lit(" of "), pl.col("period_days"), pl.lit(" days)"))
    return Payment(
        quantity=short,
        rate=pl.col("rate"),
        amount=pl.when(short == 0).then(0).otherwise(paid(short, pl.col("rate"))),
        reason=pl.concat_str(
            hours(pl.col("credit")),
            pl.lit(" credit is "),
            hours(short),
            pl.lit(" under the guarantee of "),
            hours(level),
            pl.when(pl.col("days") < pl.col("period_days")).then(whole).otherwise(pl.lit("")),
            at_rate(),
        ),
        needs=("rate", "credit"),
    )
