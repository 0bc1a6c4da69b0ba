"""Cancellation protection: flying that was taken away keeps its credit, as if it had been flown as scheduled.

It is a floor: the line is what the scheduled credit exceeds the credit that stands by. Protected is the leg itself, or
the whole duty or trip that lost one; of those, deadheads count with what they are credited, and flying that was added
after report counts for nothing: it makes up for what was lost. A deadhead that was cancelled is no flying, and is not
protected. Where no leg is left to operate in the duty (or in the protected trip), the term may leave it to the
call-out.

A leg that is off the roster is no row. What is on record is the block that a trip had as it was awarded, or else as it
was published: what the legs of a protected trip are scheduled short of that is lost too, all of it where the trip has
no duty left. Where neither is on record nothing can be seen to have left, and a trip with no duty left is open. Where
the term does not protect what somebody else flies, nobody can say who flies what left, and it is not protected.
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

_WORTH = pl.coalesce("awarded_block", "published_block")
"""The block that a trip was worth to the crew member when it became theirs."""


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
            pl.when(level > pl.col("protected")).then(pl.lit(" at least")).otherwise(_as(term.grain)),
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
    gone_legs, off = pl.col("legs_lost") > 0, pl.col("off_roster") > 0
    return pl.concat_str(
        pl.lit(f"the {grain} of "),
        day(pl.col("on")),
        pl.lit(" lost "),
        pl.when(gone_legs).then(pl.concat_str(pl.col("legs_lost"), pl.lit(" leg(s) and"))).otherwise(pl.lit("")),
        pl.when(gone_legs & off).then(pl.lit(" ")).otherwise(pl.lit("")),
        pl.when(off)
        .then(pl.concat_str(hours(pl.col("off_roster")), pl.lit(" of flying off the roster and")))
        .otherwise(pl.lit("")),
    )


def _as(grain: Grain) -> pl.Expr:
    """As what the protected credit is known."""
    scheduled = pl.lit(" as scheduled")
    if grain is not Grain.TRIP:
        return scheduled
    worth = (
        pl.when(pl.col("awarded_block").is_not_null()).then(pl.lit(" as awarded")).otherwise(pl.lit(" as published"))
    )
    return pl.when(pl.col("off_roster") > 0).then(worth).otherwise(scheduled)


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
    """The duties or trips that ``lost`` flying (``legs_lost``, ``off_roster`` minutes), with what is ``protected``."""
    row = ROW[Table(term.grain)]
    found = rows.join(_sums(row, around, term), row, "left", maintain_order="left")
    flew = pl.col("legs_lost").is_not_null()
    known = found.with_columns(pl.when(flew).then(name).otherwise(0) for name in ("planned", "kept", "ridden"))
    counted = known.with_columns(pl.col("legs_lost", "left").fill_null(0), off_roster=_off_roster(term, around))
    off = pl.col("off_roster")
    lost = ((pl.col("legs_lost") > 0) | (off > 0)) & _kept(term, pl.col("left"))
    worth = _WORTH + pl.col("ridden") if _tells(term) else pl.lit(None, pl.Int64)
    whole = pl.when(off > 0).then(worth).when(off == 0).then("kept")
    return counted.with_columns(lost=lost, protected=whole).filter(pl.col("lost").fill_null(True))


def _tells(term: CancellationProtection) -> bool:
    """Whether what a trip was worth tells what the term protects of it: it does not tell who flies what left."""
    return term.grain is Grain.TRIP and term.operated_by_other


def _off_roster(term: CancellationProtection, around: Around) -> pl.Expr:
    """What the legs of a trip are scheduled short of its worth; null where none is known and it has no duty left."""
    if not _tells(term):
        return pl.lit(0, pl.Int64)
    worked = pl.col("trip_row").is_in(around.rows.duties["trip_row"].unique().implode())
    short = (_WORTH - pl.col("planned")).clip(lower_bound=0)
    return pl.when(_WORTH.is_null() & worked).then(0).otherwise(short)


def _sums(row: str, around: Around, term: CancellationProtection) -> pl.DataFrame:
    """Of each row with legs: those lost and those left to operate, and minutes, null where one leg's are not known:
    ``planned`` of all its flying, ``kept`` of what is protected of it, deadheads included, and ``ridden`` of these.
    """
    legs = around.rows.legs.with_columns(_credit=around.credited(Table.LEG))
    flying, block = pl.col("kind") == "OPERATING", pl.col("scheduled_block_minutes")
    own = ~pl.col("added_after_report").fill_null(False)
    ridden = pl.when(~flying).then("_credit").when(flying).then(0)
    planned = pl.when(flying & own).then(block).when(flying.is_not_null()).then(0)
    kept = (
        pl.when(flying & own & (_lost(term) | ~gone())).then(block).when(flying).then(0).when(~flying).then("_credit")
    )
    return legs.group_by(row).agg(
        legs_lost=_lost(term).sum().cast(pl.Int64),
        left=operated().sum(),
        planned=_sum(planned),
        kept=_sum(kept),
        ridden=_sum(ridden),
    )


def _sum(minutes: pl.Expr) -> pl.Expr:
    return pl.when(minutes.is_not_null().all()).then(minutes.sum())
