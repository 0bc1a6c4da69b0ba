"""Floors: what a term credits a row with at least. Its line is the lift over the credit that stands on the row."""

import polars as pl

from payroll.arithmetic import due
from payroll.payment import Payment
from payroll.words import at_rate, hours

CREDIT = pl.col("credit")


def floor(level: pl.Expr, reason: pl.Expr, *needs: str) -> Payment:
    """The payment of a floor: ``reason`` says what the level is, and both sides follow it."""
    lift = (level - CREDIT).clip(lower_bound=0)
    return Payment(
        quantity=lift,
        rate=pl.col("rate"),
        amount=due(lift, pl.col("rate")),
        credit=lift,
        reason=pl.concat_str(reason, pl.lit(", over "), hours(CREDIT), pl.lit(" credit"), at_rate()),
        needs=("rate", "credit", *needs),
        level=level,
    )
