"""Monthly guarantee: what a month's credit falls short of it is paid at the hourly rate.

The top-up is pay and no credit: nothing that counts credit (overtime) counts it. A day is unpaid where a case tells so
many, or the record says so; a day before hire or after leaving is off the books.
"""

import polars as pl

from domain.rules.pay import MonthlyGuarantee, Proration
from payroll.arithmetic import due, share
from payroll.around import Around
from payroll.payment import Payment
from payroll.sums import summed
from payroll.words import at_rate, hours

_PAID = (pl.col("days") - pl.col("unpaid_days")).clip(lower_bound=0)
"""Days on the books that are not unpaid."""


def guaranteed(term: MonthlyGuarantee) -> pl.Expr:
    """The guarantee in minutes; null where the term does not say what a day of such a month is worth."""
    minutes = pl.lit(term.minutes, dtype=pl.Int64)
    match term.proration:
        case Proration.NONE:
            return pl.when(pl.col("days") > 0).then(minutes).otherwise(0)
        case Proration.CALENDAR_DAYS:
            return share(minutes, _PAID, pl.col("period_days"))
        case Proration.VALUE_PER_DAY:
            less = (pl.col("period_days") - _PAID) * _value(term)
            return pl.when(pl.col("period_days") == _PAID).then(minutes).otherwise((minutes - less).clip(lower_bound=0))
        case Proration.TABLE:
            reached: pl.Expr = pl.lit(0, dtype=pl.Int64)
            for row in term.table:
                reached = pl.when(row.days <= _PAID).then(row.minutes).otherwise(reached)
            return reached.cast(pl.Int64)


def _value(term: MonthlyGuarantee) -> pl.Expr:
    """What one day takes off in a month of this length."""
    usual = next((row.minutes for row in term.day_values if row.month_days is None), None)
    found: pl.Expr = pl.lit(usual, dtype=pl.Int64)
    for row in term.day_values:
        if row.month_days is not None:
            found = pl.when(pl.col("period_days") == row.month_days).then(row.minutes).otherwise(found)
    return found.cast(pl.Int64)


def guarantee(term: MonthlyGuarantee) -> Payment:
    """The minutes that the credit is short of the guarantee."""
    level = guaranteed(term)
    credit = pl.col("credit")
    short = pl.when(level <= credit).then(0).otherwise((level - credit - pl.col("topped_up")).clip(lower_bound=0))
    also = pl.concat_str(pl.lit(" credit and "), hours(pl.col("topped_up")), pl.lit(" of another guarantee are "))
    whole = pl.concat_str(pl.lit(" ("), _PAID, pl.lit(" of "), pl.col("period_days"), pl.lit(" days)"))
    lacks = term.proration is Proration.VALUE_PER_DAY and all(row.month_days for row in term.day_values)
    return Payment(
        quantity=short,
        rate=pl.col("rate"),
        amount=due(short, pl.col("rate")),
        reason=pl.concat_str(
            hours(credit),
            pl.when(pl.col("topped_up") > 0).then(also).otherwise(pl.lit(" credit is ")),
            hours(short),
            pl.lit(" under the guarantee of "),
            hours(level),
            pl.when(pl.col("period_days") > _PAID).then(whole).otherwise(pl.lit("")),
            at_rate(),
        ),
        needs=("rate", "credit", "topped_up", *(("day_values",) if lacks else ())),
        gather=_topped_up,
    )


def _topped_up(periods: pl.DataFrame, around: Around) -> pl.DataFrame:
    """With what other guarantees have paid already: of several the highest is kept, and none is paid on another.

    One that has precedence, or yields, does not stand beside this one. While another is open nobody can say.
    """
    found = pl.repeat(0, around.rows.periods.height, dtype=pl.Int64, eager=True)
    for key, lines in around.lines.items():
        if around.rules[key].family == "monthly_guarantee" and key not in around.rivals:
            found += summed(lines["crew_row"], lines["quantity"], found.len())
            found = found.scatter(around.open[key]["crew_row"].unique(), None)
    return periods.with_columns(topped_up=found.gather(periods["crew_row"]))
