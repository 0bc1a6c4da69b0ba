"""International override: money for the block of a leg that leaves or reaches a foreign country. No credit.

A leg that was cancelled, or that somebody else flew, went nowhere.
"""

from functools import partial

import polars as pl

from domain.money import Currency
from domain.rules.pay import Basis, InternationalOverride
from payroll.arithmetic import paid
from payroll.around import Around
from payroll.countries import international
from payroll.lost import gone
from payroll.payment import Payment
from payroll.words import hours, leg

_SCHEDULED, _ACTUAL = pl.col("scheduled_block_minutes"), pl.col("block_minutes")
_BLOCK = {
    Basis.SCHEDULED: (_SCHEDULED, ("scheduled_block_minutes",)),
    Basis.ACTUAL: (_ACTUAL, ("block_minutes",)),
    Basis.GREATER: (
        pl.when(_ACTUAL > _SCHEDULED).then(_ACTUAL).when(_ACTUAL <= _SCHEDULED).then(_SCHEDULED),
        ("scheduled_block_minutes", "block_minutes"),
    ),
}


def international_override(term: InternationalOverride, currency: Currency) -> Payment:
    """The block of the leg at the override's own rate."""
    block, needs = _BLOCK[term.basis]
    minutes = pl.when("earns").then(block)
    rate = pl.lit(currency.parts(term.per_hour), dtype=pl.Int64)
    words = pl.lit(f" {term.basis} block abroad at {currency.finely(currency.parts(term.per_hour))} an hour, ")
    return Payment(
        quantity=minutes,
        rate=rate,
        amount=paid(minutes, rate),
        reason=pl.concat_str(hours(minutes), words, leg()),
        needs=("kind", "origin", "destination", *needs),
        gather=partial(_abroad, term=term),
    )


def _abroad(legs: pl.DataFrame, _: Around, term: InternationalOverride) -> pl.DataFrame:
    """The legs that earn it (``earns``), and those of which nobody can say."""
    kinds = ["OPERATING", "DEADHEAD"] if term.deadheads else ["OPERATING"]
    abroad = pl.lit(international(legs, term.home_countries))
    earning = legs.with_columns(earns=~gone() & pl.col("kind").is_in(kinds) & abroad)
    return earning.filter(pl.col("earns").fill_null(True))
