"""Extension: a trip that is released later than it was awarded, because flying was added after its report. No credit.

The original release is that of the trip as awarded, else as it stood at report, else as planned. A delay without an
added leg is no extension.
"""

import polars as pl

from domain.clock import hours as text
from domain.rules.pay import Extension
from payroll.arithmetic import due
from payroll.around import Around
from payroll.lost import gone
from payroll.payment import Payment
from payroll.tables import Table
from payroll.words import at_rate, day, hours

_original = pl.coalesce("awarded_release", "at_report_release", "planned_release")
_late = pl.col("release") - _original


def extension(term: Extension) -> Payment:
    """The percentage of the rate for the credit of the added legs, or for the time past the original release."""
    added = term.paid_for == "added_legs"
    extended = _late > term.after
    minutes = pl.when(extended).then(pl.col("credit_added") if added else _late).when(~extended).then(0)
    return Payment(
        quantity=minutes,
        rate=pl.col("rate"),
        percent=term.percent,
        amount=due(minutes, pl.col("rate"), term.percent),
        reason=pl.concat_str(
            pl.lit(f"{term.percent}% on "),
            hours(minutes),
            pl.lit(" credit of legs added after report, released " if added else " past the original release, "),
            hours(_late),
            pl.lit(f" late where up to {text(term.after)} is no extension, trip of "),
            day(pl.col("on")),
            _too_long(term),
            at_rate(),
        ),
        needs=("rate", "planned_release", *(("credit_added",) if added else ())),
        gather=_added,
    )


def _too_long(term: Extension) -> pl.Expr:
    if term.maximum is None:
        return pl.lit("")
    return (
        pl.when(_late > term.maximum).then(pl.lit(f", longer than {text(term.maximum)} allowed")).otherwise(pl.lit(""))
    )


def _added(trips: pl.DataFrame, around: Around) -> pl.DataFrame:
    """The trips with legs added after report, and the credit of those; null where that of one is open."""
    legs = around.rows.legs.with_columns(credit=around.credited(Table.LEG))
    added = legs.filter(pl.col("added_after_report").fill_null(False) & ~gone())
    known = pl.when(pl.col("credit").is_not_null().all()).then(pl.col("credit").sum())
    sums = added.group_by("trip_row").agg(credit_added=known)
    return trips.join(sums, "trip_row", maintain_order="left")
