"""Flight pay: each leg's credit at the hourly rate.

Greater is taken leg by leg. A deadhead is credited its share. A cancelled leg has no block: it is credited only
on the scheduled basis. A leg whose actual times are not known yet needs data, except on the scheduled basis, and so
does one in another capacity (reserve, standby): no term says what that is credited.
"""

import polars as pl

from domain.rules.pay import Basis, LegCredit
from payroll.arithmetic import paid, share
from payroll.payment import Payment
from payroll.words import at_rate, hours, leg

_SCHEDULED, _ACTUAL = pl.col("scheduled_block_minutes"), pl.col("block_minutes")


def leg_credit(term: LegCredit) -> Payment:
    """Credit minutes of the leg, and their pay."""
    percent = pl.when(kind="OPERATING").then(100).when(kind="DEADHEAD").then(term.deadhead_percent)
    credit = share(_block(term.basis), percent, 100)
    needs = {
        Basis.SCHEDULED: ("scheduled_block_minutes",),
        Basis.ACTUAL: ("block_minutes",),
        Basis.GREATER: ("scheduled_block_minutes", "block_minutes"),
    }[term.basis]
    return Payment(
        quantity=credit,
        rate=pl.col("rate"),
        amount=paid(credit, pl.col("rate")),
        credit=credit,
        reason=pl.concat_str(_share(term.deadhead_percent), _words(term.basis), pl.lit(", "), leg(), at_rate()),
        needs=("rate", "kind", *needs),
    )


def _block(basis: Basis) -> pl.Expr:
    if basis is Basis.SCHEDULED:
        return _SCHEDULED
    if basis is Basis.ACTUAL:
        return _ACTUAL
    better = pl.when(_ACTUAL > _SCHEDULED).then(_ACTUAL).when(_ACTUAL <= _SCHEDULED).then(_SCHEDULED)
    return pl.when(pl.col("cancelled")).then(0).otherwise(better)


def _share(percent: int) -> pl.Expr:
    if percent == 100:
        return pl.lit("")
    return pl.when(kind="DEADHEAD").then(pl.lit(f"{percent}% of ")).otherwise(pl.lit(""))


def _words(basis: Basis) -> pl.Expr:
    """``6:12 actual block over 6:05 scheduled``."""
    if basis is Basis.SCHEDULED:
        return pl.concat_str(hours(_SCHEDULED), pl.lit(" scheduled block"))
    if basis is Basis.ACTUAL:
        return pl.concat_str(hours(_ACTUAL), pl.lit(" actual block"))
    late = _ACTUAL > _SCHEDULED
    return pl.concat_str(
        hours(pl.max_horizontal(_ACTUAL, _SCHEDULED)),
        pl.when(late).then(pl.lit(" actual block over ")).otherwise(pl.lit(" scheduled block over ")),
        hours(pl.min_horizontal(_ACTUAL, _SCHEDULED)),
        pl.when(late).then(pl.lit(" scheduled")).otherwise(pl.lit(" actual")),
    )
