"""Minimum credit: the least of a leg, a duty, a calendar day, a day of a trip on average, or a day worked.

A leg has a least credit where it was flown or travelled. A trip has as many days as there are from its report to its
release; a period as many days worked as there are days in it with duty, whatever was flown, or as a case tells.
"""

from functools import partial

import polars as pl

from domain.rules.pay import MinimumCredit
from payroll.around import Around
from payroll.families.floors import floor
from payroll.payment import Payment
from payroll.rows.days import Calendar, worked
from payroll.words import day, hours, leg


def minimum(term: MinimumCredit) -> Payment:
    """The minutes by which the minimum exceeds the credit of its row."""
    level = pl.lit(term.minutes, dtype=pl.Int64)
    least = f"{term.minutes // 60}:{term.minutes % 60:02}"
    match term.per:
        case "leg":
            return floor(level, pl.concat_str(pl.lit(f"{least} at least for "), leg()))
        case "duty":
            return floor(level, pl.lit(f"{least} at least for the duty of ") + day(pl.col("duty_date")))
        case "calendar_day":
            return floor(level, pl.lit(f"{least} at least for ") + day(pl.col("day")))
        case _:
            whole = level * pl.col("many_days")
            what = "a day on average" if term.per == "trip_day_average" else "a day worked"
            words = pl.concat_str(pl.col("many_days"), pl.lit(f" days at {least} {what} are "), hours(whole))
            return floor(whole, words)._replace(gather=partial(_days, term=term))


def _days(rows: pl.DataFrame, around: Around, term: MinimumCredit) -> pl.DataFrame:
    """With how many days the trip has, or were worked in the period."""
    days = worked(Calendar(term.clock, term.day_begins), around.rows.legs, around.rows.duties)
    if term.per == "trip_day_average":
        of = days.group_by("trip_row").agg(many_days=pl.col("last").max() - pl.col("first").min() + 1)
        return rows.join(of, "trip_row", "left", maintain_order="left").with_columns(pl.col("many_days").fill_null(0))
    every = days.with_columns(date=pl.int_ranges("first", pl.col("last") + 1)).explode("date")
    inside = every.filter(pl.col("date").is_between(*around.days, closed="left")).unique(["crew_row", "date"])
    of = inside.group_by("crew_row").agg(many_days=pl.len().cast(pl.Int64))
    found = rows.join(of, "crew_row", "left", maintain_order="left")
    return found.with_columns(many_days=pl.coalesce("told_days_worked", "many_days", 0))
