"""Holding pay: waiting aboard past a threshold, before the aircraft moves or after it has landed. No credit.

Before departure the wait begins as scheduled. A leg that was cancelled, or that somebody else flew, has none.
"""

import polars as pl

from domain.clock import hours as text
from domain.rules.pay import HoldingPay
from payroll.arithmetic import due
from payroll.lost import gone
from payroll.payment import Payment
from payroll.words import at_most, at_rate, hours, leg

_WAIT = {
    "departure": (pl.col("out") - pl.col("scheduled_out"), ("scheduled_out", "out"), "before departure"),
    "arrival": (pl.col("in") - pl.col("landed"), ("landed", "in"), "after landing"),
}


def holding_pay(term: HoldingPay) -> Payment:
    """Minutes of waiting over ``after``, up to ``maximum``, at the percentage of the hourly rate."""
    length, needs, place = _WAIT[term.where]
    wait = pl.when(gone()).then(0).otherwise(length.clip(lower_bound=0))
    over = (wait - term.after).clip(0, term.maximum)
    return Payment(
        quantity=over,
        rate=pl.col("rate"),
        percent=term.percent,
        amount=due(over, pl.col("rate"), term.percent),
        reason=pl.concat_str(
            hours(over),
            pl.lit(" of "),
            hours(wait),
            pl.lit(f" aboard {place} past {text(term.after)}{at_most(term.maximum)}, "),
            leg(),
            at_rate(),
        ),
        needs=("rate", *needs),
    )
