"""Overtime: so many percent of the hourly rate on top, for credit over the threshold.

Counted is worked credit, of legs and rigs; a guarantee's top-up is pay, and premiums carry no credit. The credit's
own hour is paid already, by the flight and rig lines, so the line pays the percentage alone. The threshold is the
same for somebody who was not there all month.
"""

import polars as pl

from domain.rules.pay import Overtime
from payroll.arithmetic import paid
from payroll.payment import Payment
from payroll.words import at_rate, hours


def overtime(term: Overtime) -> Payment:
    """The percentage of the rate for the credit minutes over the threshold."""
    minutes = (pl.col("credit") - term.threshold).clip(lower_bound=0)
    return Payment(
        quantity=minutes,
        rate=pl.col("rate"),
        percent=term.percent,
        amount=pl.when(minutes == 0).then(0).otherwise(paid(minutes, pl.col("rate"), term.percent)),
        reason=pl.concat_str(
            pl.lit(f"{term.percent}% on "),
            hours(minutes),
            pl.lit(" of "),
            hours(pl.col("credit")),
            pl.lit(f" credit over {term.threshold // 60}:{term.threshold % 60:02}"),
            at_rate(),
        ),
        needs=("rate", "credit"),
    )
