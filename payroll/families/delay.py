"""Delay pay: the minutes of delay past a threshold, for the legs that a scenario selects. No credit.

A leg that was cancelled, or that somebody else flew, left and arrived nowhere late.
"""

import polars as pl

from domain.clock import hours as text
from domain.rules.pay import DelayPay
from payroll.arithmetic import paid
from payroll.lost import gone
from payroll.payment import Payment
from payroll.words import at_most, at_rate, hours, leg


def delay_pay(term: DelayPay) -> Payment:
    """Minutes of delay over ``after``, up to ``maximum``, at the percentage of the hourly rate."""
    late, needs, way = _late(term)
    over = (late - term.after).clip(0, term.maximum)
    return Payment(
        quantity=over,
        rate=pl.col("rate"),
        percent=term.percent,
        amount=paid(over, pl.col("rate"), term.percent),
        reason=pl.concat_str(
            hours(over),
            pl.lit(" of "),
            hours(late),
            pl.lit(f" late{way} past {text(term.after)}{at_most(term.maximum)}"),
            pl.lit(" (") + pl.col("delay_code").fill_null("no code") + pl.lit("), "),
            leg(),
            at_rate(),
        ),
        needs=("rate", *needs),
    )


def _late(term: DelayPay) -> tuple[pl.Expr, tuple[str, ...], str]:
    """How late it is, the facts that tell, and a word for it."""
    if term.measured == "arrival":
        return pl.col("delay_minutes"), ("delay_minutes",), ""
    left = (pl.col("out") - pl.col("scheduled_out")).clip(lower_bound=0)
    return pl.when(gone()).then(0).otherwise(left), ("scheduled_out", "out"), " in leaving"
