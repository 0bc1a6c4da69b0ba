"""Deadhead credit: a share of the block of a leg travelled as a passenger, in place of that leg's own credit.

A deadhead that was cancelled was not travelled, and is credited nothing.
"""

import polars as pl

from domain.rules.pay import Basis, DeadheadCredit
from payroll.arithmetic import paid, share
from payroll.payment import Payment
from payroll.words import at_rate, hours, leg

_SCHEDULED, _ACTUAL = pl.col("scheduled_block_minutes"), pl.col("block_minutes")


def deadhead(term: DeadheadCredit) -> Payment:
    """The share of the block, or the least credit of a deadhead."""
    block, needs, word = _block(term.basis)
    part = share(block, term.percent, 100)
    whole = pl.when(part < term.minimum).then(term.minimum).otherwise(part)
    credit = pl.when(pl.col("flown")).then(whole).otherwise(0)
    lifted = pl.lit(f", {term.minimum // 60}:{term.minimum % 60:02} at least")
    return Payment(
        quantity=credit,
        rate=pl.col("rate"),
        amount=paid(credit, pl.col("rate")),
        credit=credit,
        reason=pl.concat_str(
            pl.lit("" if term.percent == 100 else f"{term.percent}% of "),
            hours(block),
            pl.lit(f" {word} block"),
            pl.when(part < term.minimum).then(lifted).otherwise(pl.lit("")),
            pl.lit(", "),
            leg(),
            at_rate(),
        ),
        needs=("rate", *needs),
    )


def _block(basis: Basis) -> tuple[pl.Expr, tuple[str, ...], str]:
    match basis:
        case Basis.SCHEDULED:
            return _SCHEDULED, ("scheduled_block_minutes",), "scheduled"
        case Basis.ACTUAL:
            return _ACTUAL, ("block_minutes",), "actual"
        case Basis.GREATER:
            known = pl.when(_ACTUAL > _SCHEDULED).then(_ACTUAL).when(_ACTUAL <= _SCHEDULED).then(_SCHEDULED)
            return known, ("scheduled_block_minutes", "block_minutes"), "scheduled or actual"
