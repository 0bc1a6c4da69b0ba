"""Overtime: so many percent of the hourly rate on top, for credit over the threshold.

Counted is worked credit, of legs, rigs and all else that is credit; a guarantee's top-up is pay, and premiums carry no
credit. The credit's own hour is paid already, so the line pays the percentage alone. The threshold is the same for
somebody who was not there all month. Compounding, the percentage is of the rate with premiums: the plain rate, and
what percentages of premiums and holidays pay in the period for each hour of the credit that is counted.
"""

from functools import partial
from typing import Final

import polars as pl

from domain.money import Currency
from domain.rules.pay import Overtime, Stacking
from payroll.arithmetic import due, share
from payroll.around import Around
from payroll.payment import Payment
from payroll.tables import Table
from payroll.words import at_rate, finely, hours

_RAISING: Final = frozenset({"premium", "holiday_premium"})


def overtime(term: Overtime, currency: Currency) -> Payment:
    """The percentage of the rate for the credit minutes over the threshold."""
    plain = not term.excludes and term.stacking is Stacking.ADDITIVE
    credit = pl.col("credit") if plain else pl.col("counted")
    minutes = (credit - term.threshold).clip(lower_bound=0)
    left_out = f" without {' and '.join(term.excludes)}" if term.excludes else ""
    return Payment(
        quantity=minutes,
        rate=pl.col("rate"),
        percent=term.percent,
        amount=due(minutes, pl.col("rate"), term.percent),
        reason=pl.concat_str(
            pl.lit(f"{term.percent}% on "),
            hours(minutes),
            pl.lit(" of "),
            hours(credit),
            pl.lit(f" credit{left_out} over {term.threshold // 60}:{term.threshold % 60:02}"),
            at_rate(),
        ),
        needs=("rate", "credit" if plain else "counted"),
        gather=None if plain else partial(_gather, term=term, currency=currency),
    )


def _gather(periods: pl.DataFrame, around: Around, term: Overtime, currency: Currency) -> pl.DataFrame:
    """With the credit that is ``counted``, and the rate with premiums where it is that."""
    credit = around.credited(Table.PERIOD, frozenset(term.excludes), final=True)
    found = periods.with_columns(counted=credit.gather(periods["crew_row"]))
    return _raised(found, around, currency) if term.stacking is Stacking.COMPOUNDING else found


def _raised(periods: pl.DataFrame, around: Around, currency: Currency) -> pl.DataFrame:
    """With the rate raised by what percentages pay for an hour of credit; null where one of them is open."""
    keys = [key for key in around.lines if around.rules[key].family in _RAISING]
    blank = pl.DataFrame(schema={"crew_row": pl.get_index_type(), "amount": pl.Int64})
    paid = [around.keep(around.lines[key]).drop_nulls("percent").select("crew_row", "amount") for key in keys]
    lacking = [around.keep(around.open[key]).select("crew_row", amount=pl.lit(None, pl.Int64)) for key in keys]
    known = pl.when(pl.col("amount").is_not_null().all()).then(pl.col("amount").sum())
    sums = pl.concat([blank, *paid, *lacking]).group_by("crew_row").agg(premiums=known, any=pl.lit(True))
    found = periods.join(sums, "crew_row", "left", maintain_order="left")
    premiums = pl.when(pl.col("any")).then(pl.col("premiums")).otherwise(0)
    hourly = share(premiums * 100, 60, pl.col("counted").clip(lower_bound=1))
    rate = pl.col("rate") + pl.when(pl.col("counted") > 0).then(hourly).otherwise(0)
    text = pl.concat_str("rate_text", pl.lit(", with premiums "), finely(rate, currency))
    return found.with_columns(rate=rate, rate_text=text).drop("premiums", "any")
