"""Standby: so many minutes of credit for so many of waiting, up to the report of the trip it was used for.

Of a standby out of which nothing was flown, the table of unused ones gives the least credit.
"""

import polars as pl

from domain.rules.pay import StandbyCredit
from payroll.arithmetic import due, share
from payroll.payment import Payment
from payroll.words import at_rate, hours

_whole = pl.col("end") - pl.col("start")
_used = pl.col("trip_id").is_not_null()


def standby(term: StandbyCredit) -> Payment:
    """The greater of the ratio's credit and the least of an unused standby, at the percentage of the hourly rate."""
    mine = pl.col("kind") == term.kind
    waited = _waited(term)
    ratio, least = share(waited, term.credit, term.per), _least(term)
    credit = pl.when(mine).then(pl.when(least > ratio).then(least).otherwise(ratio)).when(~mine).then(0)
    lifted = pl.concat_str(pl.lit(", at least "), hours(least), pl.lit(" unused"))
    return Payment(
        quantity=credit,
        rate=pl.col("rate"),
        percent=None if term.percent == 100 else term.percent,
        amount=due(credit, pl.col("rate"), term.percent),
        credit=credit,
        reason=pl.concat_str(
            hours(waited),
            pl.lit(f" of {term.kind.lower()} standby at {term.credit}:{term.per} is "),
            hours(ratio),
            pl.when(least > ratio).then(lifted).otherwise(pl.lit("")),
            pl.when(_used).then(pl.lit(", used")).otherwise(pl.lit("")),
            pl.lit("" if term.percent == 100 else f", {term.percent}%"),
            at_rate(),
        ),
        needs=("rate", "trip_report"),
    )


def _waited(term: StandbyCredit) -> pl.Expr:
    """How long it lasted; null where it was used for a trip whose report is not known."""
    if not term.until_report:
        return _whole
    ended = (
        pl.when(pl.col("trip_report") < pl.col("end"))
        .then("trip_report")
        .when(pl.col("trip_report") >= pl.col("end"))
        .then("end")
    )
    return pl.when(_used).then((ended - pl.col("start")).clip(lower_bound=0)).otherwise(_whole)


def _least(term: StandbyCredit) -> pl.Expr:
    least: pl.Expr = pl.lit(0, dtype=pl.Int64)
    for row in term.unused:
        least = pl.when(~_used & (_whole >= row.length)).then(row.credit).otherwise(least)
    return least.cast(pl.Int64)
