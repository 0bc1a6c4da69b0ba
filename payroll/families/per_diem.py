"""Per diem: an amount for every hour away from base, report to release of the trip, rounded once a trip."""

import polars as pl

from domain.money import Currency
from domain.rules.pay import PerDiem
from payroll.arithmetic import paid
from payroll.payment import Payment
from payroll.words import hours


def per_diem(term: PerDiem, currency: Currency) -> Payment:
    """Minutes away at the hourly allowance."""
    rate = currency.minor(term.per_hour)
    return Payment(
        quantity=pl.col("away"),
        rate=pl.lit(rate, dtype=pl.Int64),
        amount=paid(pl.col("away"), pl.lit(rate, dtype=pl.Int64)),
        reason=pl.concat_str(
            hours(pl.col("away")),
            pl.lit(" away from base on the trip of "),
            pl.col("on").cast(pl.String),
            pl.lit(f", at {currency.text(rate)} an hour"),
        ),
        needs=("away",),
    )
