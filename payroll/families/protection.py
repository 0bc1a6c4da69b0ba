"""Cancellation protection: flying that was taken away keeps its credit, as if it had been flown as scheduled.

It is a floor: the line is what the scheduled credit exceeds the credit that stands by. Protected is the leg itself, or
the whole duty or trip that lost one; of those, deadheads count with what they are credited. A deadhead that was
cancelled is no flying, and is not protected. Where no leg is left to operate in the duty (or in the protected trip),
the term may leave it to the call-out.
"""

from functools import partial

import polars as pl

from domain.rules.pay import CancellationProtection, Grain
from payroll.arithmetic import due
from payroll.around import Around
from payroll.lost import gone, operated
from payroll.payment import Payment
from payroll.tables import ROW, Table
from payroll.words import at_rate, day, hours, leg


def protection(term: CancellationProtection) -> Payment:
    """The minutes by which the protected credit exceeds what stands."""
    level = pl.when(pl.col("protected") < term.minimum).then(term.minimum).otherwise(pl.col("protected"))
    lift = (level - pl.col("credit")).clip(lower_bound=0)
    minutes = pl.when("lost").then(lift).cast(pl.Int64)
    return Payment(
        quantity=minutes,
        rate=pl.col("rate"),
        amount=due(minutes, pl.col("rate")),
        credit=minutes,
        reason=pl.concat_str(
            _what(term.grain),
            pl.lit(" keeps "),
            hours(level),
            pl.when(level > pl.col("protected")).then(pl.lit(" at least")).otherwise(pl.lit(" as scheduled")),
            pl.lit(", over "),
            hours(pl.col("credit")),
            pl.lit(" credited"),
            at_rate(),
        ),
        needs=("rate", "protected", "credit"),
        gather=partial(_legs if term.grain is Grain.LEG else _groups, term=term),
    )


def _what(grain: Grain) -> pl.Expr:
    if grain is Grain.LEG:
        other = pl.when(pl.col("operated_by_other").fill_null(False)).then(pl.lit(" flown by somebody else"))
        return pl.concat_str(leg(), other.otherwise(pl.lit("")))
    return pl.concat_str(
        pl.lit(f"the {grain} of "),
        day(pl.col("on")),
        pl.lit(" lost "),
        pl.col("legs_lost"),
        pl.lit(" leg(s) and"),
    )


def _lost(term: CancellationProtection) -> pl.Expr:
    return (pl.col("kind") == "OPERATING") & gone(by_other=term.operated_by_other)


def _kept(term: CancellationProtection, left: pl.Expr) -> pl.Expr:
    """Whether a row with so many legs left to operate is protected, rather than left to the call-out."""
    return left > 0 if term.all_cancelled == "call_out" else pl.lit(True)


def _legs(legs: pl.DataFrame, around: Around, term: CancellationProtection) -> pl.DataFrame:
    """The legs that were ``lost``, with the credit that is ``protected``."""
    left = around.rows.legs.group_by("duty_row").agg(left=operated().sum())
    return (
        legs.join(left, "duty_row", "left", maintain_order="left")
        .with_columns(lost=_lost(term) & _kept(term, pl.col("left")), protected=pl.col("scheduled_block_minutes"))
        .filter(pl.col("lost").fill_null(True))
    )


def _groups(rows: pl.DataFrame, around: Around, term: CancellationProtection) -> pl.DataFrame:
    """The duties or trips that ``lost`` a leg (``legs_lost``), with the credit that is ``protected``."""
    row, legs = ROW[Table(term.grain)], around.rows.legs.with_columns(_credit=around.credited(Table.LEG))
    flying = pl.col("kind") == "OPERATING"
    worth = pl.when(flying & (_lost(term) | ~gone())).then(pl.col("scheduled_block_minutes")).when(flying).then(0)
    worth = worth.when(~flying).then(pl.col("_credit"))
    sums = legs.group_by(row).agg(
        legs_lost=_lost(term).sum().cast(pl.Int64),
        left=operated().sum(),
        protected=pl.when(worth.is_not_null().all()).then(worth.sum()),
    )
    lost = (pl.col("legs_lost") > 0) & _kept(term, pl.col("left"))
    return rows.join(sums, row, maintain_order="left").with_columns(lost=lost).filter("lost")
