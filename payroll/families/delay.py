"""Delay pay: the minutes of arrival delay past a threshold, for the legs that a scenario selects. No credit."""

import polars as pl

from domain.rules.pay import DelayPay
from payroll.arithmetic import paid
from payroll.payment import Payment
from payroll.words import at_rate, hours, leg


def delay_pay(term: DelayPay) -> Payment:
    """Minutes of delay over ``after``, at the percentage of the hourly rate."""
    over = (pl.col("delay_minutes") - term.after).clip(lower_bound=0)
    return Payment(
        quantity=over,
        rate=pl.col("rate"),
        percent=term.percent,
        amount=paid(over, pl.col("rate"), term.percent),
        reason=pl.concat_str(
            hours(over),
            pl.lit(" of "),
            hours(pl.col("delay_minutes")),
            pl.lit(f" late past {term.after // 60}:{term.after % 60:02}"),
            pl.lit(" (") + pl.col("delay_code").fill_null("no code") + pl.lit("), "),
            leg(),
            at_rate(),
        ),
        needs=("rate", "delay_minutes"),
    )
