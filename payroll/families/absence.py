"""Training and vacation: a fixed length for each day on the books without flying."""

import polars as pl

from domain.rules.pay import TrainingPay, VacationPay
from payroll.arithmetic import due
from payroll.payment import Payment
from payroll.words import at_rate, day, hours

_KIND = {"training_pay": "TRAINING", "vacation_pay": "VACATION"}


def absence(term: TrainingPay | VacationPay) -> Payment:
    """The length of the day, as pay and (where the term credits it) as credit."""
    kind = _KIND[term.family]
    minutes = pl.when(pl.col("kind") == kind).then(term.minutes).otherwise(0).cast(pl.Int64)
    said = pl.lit(f"{'' if term.percent == 100 else f'{term.percent}% of '}")
    counted = "" if term.credited else ", which are no credit"
    return Payment(
        quantity=minutes,
        rate=pl.col("rate"),
        percent=None if term.percent == 100 else term.percent,
        amount=due(minutes, pl.col("rate"), term.percent),
        credit=minutes if term.credited else 0,
        reason=pl.concat_str(
            said,
            hours(minutes),
            pl.lit(f" for a day of {kind.lower()}, "),
            day(pl.col("day")),
            pl.lit(counted),
            at_rate(),
        ),
        needs=("rate",),
    )
