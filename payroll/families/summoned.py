"""Recall and junior assignment: a duty that somebody was ordered to do is paid at a percentage of the rate.

Its flying lines stay; one line tops them up to the percentage of the rate for the duty's credit, or for the minimum
where that is longer. Where the time is credited, so is what the minimum adds. Where it is not, the line takes the
duty's credit out of the period (``payroll.uncounted``); a leg of another month than its duty has a line of its own, so
that what is taken out goes with what was credited.
"""

from functools import partial

import polars as pl

from domain.money import Currency
from domain.rules.pay import JuniorAssignment, Recall
from payroll.arithmetic import due, paid
from payroll.around import Around
from payroll.payment import Above, Payment
from payroll.tables import Table, rows_of
from payroll.words import at_rate, day, hours, leg, money

_BY = {"recall": "RECALL", "junior_assignment": "JUNIOR"}


def summoned(term: Recall | JuniorAssignment, currency: Currency) -> Payment:
    """What the percentage of the rate exceeds what stands for the duty's credit by."""
    mine = pl.col("assigned_by") == _BY[term.family]
    credit, stands = pl.col("credit"), pl.col("stands")
    level = pl.max_horizontal(credit, pl.lit(term.minimum, dtype=pl.Int64))
    level = pl.when(credit.is_not_null()).then(level)
    whole = paid(level, pl.col("rate"), term.percent)
    added = level - credit if term.credited else pl.col("apart") - credit
    return Payment(
        quantity=pl.when(mine).then(level),
        rate=pl.col("rate"),
        percent=term.percent,
        amount=pl.when(mine).then((whole - stands).clip(lower_bound=0)),
        credit=pl.when(mine).then(added),
        reason=pl.concat_str(
            pl.lit(f"{term.percent}% of the rate for "),
            hours(level),
            pl.when(level > credit)
            .then(pl.concat_str(pl.lit(" at least, over "), hours(credit)))
            .otherwise(pl.lit("")),
            pl.lit(" credit is "),
            money(whole, currency),
            pl.lit(", of which "),
            money(stands, currency),
            pl.lit(f" is paid by its own lines{'' if term.credited else ', and none of it is credit'}, "),
            pl.lit("duty of "),
            day(pl.col("duty_date")),
            _most(term),
            at_rate(),
        ),
        needs=("rate", "assigned_by", "credit"),
        gather=partial(_stands, by=_BY[term.family]),
        above=None if term.credited else partial(_uncounted, by=_BY[term.family]),
    )


def _uncounted(duties: pl.DataFrame, around: Around, by: str) -> Above:
    """The legs that are of another month than their duty, with their credit to be taken out of that."""
    credit = pl.col("credit")
    reason = pl.concat_str(hours(credit), pl.lit(" is paid and is no credit, "), leg())
    legs = _apart(duties.filter(assigned_by=by), around)
    return Above(Table.LEG, legs, Payment(credit, pl.lit(0, pl.Int64), reason, (), credit=-credit))


def _apart(duties: pl.DataFrame, around: Around) -> pl.DataFrame:
    """Of these duties the legs that do not belong to the period as their duty does, with their ``credit``."""
    every = around.rows.legs.with_columns(credit=around.credited(Table.LEG, final=True))
    legs = every.join(duties, "duty_row", "semi", maintain_order="left")
    kept = around.keep(legs.select(*rows_of(Table.LEG), "credit")).select("leg_row", _here="credit")
    mine = pl.col("duty_row").is_in(around.keep(duties.select(rows_of(Table.DUTY)))["duty_row"].implode())
    found = legs.join(kept, "leg_row", "left", maintain_order="left")
    apart = pl.col("_here").fill_null(0) != pl.when(mine).then("credit").otherwise(0)
    return found.filter(apart).drop("_here")


def _most(term: Recall | JuniorAssignment) -> pl.Expr:
    """A word for one more than may be done to somebody in a period."""
    if term.most_per_period is None:
        return pl.lit("")
    told = pl.concat_str(
        pl.lit(", number "), pl.col("times"), pl.lit(f" of the period where {term.most_per_period} are allowed")
    )
    return pl.when(pl.col("times") > term.most_per_period).then(told).otherwise(pl.lit(""))


def _stands(duties: pl.DataFrame, around: Around, by: str) -> pl.DataFrame:
    """The duties assigned so, or nobody says how: with ``stands``, what lines with credit pay there so far
    (what its legs are rounded by among them).

    ``times`` is which one of its kind in the period it is.
    """
    duties = duties.filter((pl.col("assigned_by") == by).fill_null(True))
    worked = [
        lines.filter(pl.col("credit") != 0).select("duty_row", "amount")
        for lines in around.lines.values()
        if "duty_row" in lines.columns
    ]
    rounded = around.rows.legs.with_columns(lift=around.rounding(Table.LEG)).filter(pl.col("lift") != 0)
    worked.append(rounded.select("duty_row", amount=due(pl.col("lift"), pl.col("rate"))))
    blank = pl.DataFrame(schema={"duty_row": pl.get_index_type(), "amount": pl.Int64})
    sums = pl.concat([blank, *worked]).group_by("duty_row").agg(stands=pl.col("amount").sum())
    ordered = around.rows.duties.filter(assigned_by=by).sort("crew_row", "report", "duty_id")
    times = ordered.select("duty_row", times=pl.col("duty_row").cum_count().over("crew_row").cast(pl.Int64))
    apart = _apart(duties, around).group_by("duty_row").agg(apart=pl.col("credit").sum())
    found = duties.join(sums, "duty_row", "left", maintain_order="left")
    for more in (times, apart):
        found = found.join(more, "duty_row", "left", maintain_order="left")
    return found.with_columns(pl.col("stands", "apart").fill_null(0))
