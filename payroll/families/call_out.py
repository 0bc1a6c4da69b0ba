"""Call-out: the least credit of a duty that was reported for and in which nothing was flown.

Nothing was flown where every leg to be operated was cancelled or flown by somebody else, or where there never was a
leg. A duty that only deadheads was never meant for flying. What stands on the duty already counts towards it.
"""

import polars as pl

from domain.clock import hours as text
from domain.rules.pay import CallOut
from payroll.arithmetic import due
from payroll.around import Around
from payroll.lost import gone
from payroll.payment import Payment
from payroll.words import at_rate, day, hours


def call_out(term: CallOut) -> Payment:
    """The minutes by which the least credit exceeds what the duty is credited."""
    lift = (term.minimum - pl.col("credit")).clip(lower_bound=0)
    return Payment(
        quantity=lift,
        rate=pl.col("rate"),
        percent=None if term.percent == 100 else term.percent,
        amount=due(lift, pl.col("rate"), term.percent),
        credit=lift,
        reason=pl.concat_str(
            pl.lit(f"{text(term.minimum)} for a duty reported for and not flown, over "),
            hours(pl.col("credit")),
            pl.lit(" credited, duty of "),
            day(pl.col("duty_date")),
            pl.lit("" if term.percent == 100 else f", {term.percent}%"),
            at_rate(),
        ),
        needs=("rate", "credit"),
        gather=_idle,
    )


def _idle(duties: pl.DataFrame, around: Around) -> pl.DataFrame:
    """The duties with no leg left to operate; of those that only deadhead, the ones without a leg."""
    operating = pl.col("kind") != "DEADHEAD"
    counts = around.rows.legs.group_by("duty_row").agg(
        left=pl.when(operating.any()).then((operating & ~gone()).sum()).otherwise(pl.len())
    )
    return duties.join(counts.filter(pl.col("left") > 0), "duty_row", "anti", maintain_order="left")
