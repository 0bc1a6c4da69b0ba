"""Duty rig: a duty is credited at least one minute for so many minutes of duty."""

import polars as pl

from domain.rules.pay import DutyRig
from payroll.arithmetic import paid, share
from payroll.payment import Payment
from payroll.words import at_rate, hours


def rig(term: DutyRig) -> Payment:
    """The minutes by which the rig (rounded half up to the minute) exceeds the credit of the duty's legs."""
    earned = share(pl.col("duty_minutes"), 1, term.per)
    lift = (earned - pl.col("credit")).clip(lower_bound=0)
    return Payment(
        quantity=lift,
        rate=pl.col("rate"),
        amount=paid(lift, pl.col("rate")),
        credit=lift,
        reason=pl.concat_str(
            hours(pl.col("duty_minutes")),
            pl.lit(f" on duty at 1:{term.per} is "),
            hours(earned),
            pl.lit(", over "),
            hours(pl.col("credit")),
            pl.lit(" credited by its legs"),
            at_rate(),
        ),
        needs=("rate", "duty_minutes", "credit"),
    )
