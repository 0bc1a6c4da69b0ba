"""Language premium: money for the credit of a leg that somebody is on for a language. No credit.

A leg for which no language is on record is staffed for none. One that was cancelled, or that somebody else flew, was
not worked as a speaker, whatever it is credited.
"""

from functools import partial

import polars as pl

from domain.money import Currency
from domain.rules.pay import LanguagePremium
from payroll.arithmetic import paid
from payroll.around import Around
from payroll.lost import gone
from payroll.payment import Payment
from payroll.words import hours, leg


def language_premium(term: LanguagePremium, currency: Currency) -> Payment:
    """The credit of the leg at the premium's own rate."""
    minutes = pl.when(pl.col("kind").is_not_null()).then(pl.col("credit"))
    rate = pl.lit(currency.parts(term.per_hour), dtype=pl.Int64)
    words = f" at {currency.finely(currency.parts(term.per_hour))} an hour as a speaker of "
    return Payment(
        quantity=minutes,
        rate=rate,
        amount=paid(minutes, rate),
        reason=pl.concat_str(hours(minutes), pl.lit(f" credit{words}"), pl.col("language"), pl.lit(", "), leg()),
        needs=("kind", "credit"),
        gather=partial(_spoken, term=term),
    )


def _spoken(legs: pl.DataFrame, _: Around, term: LanguagePremium) -> pl.DataFrame:
    """The legs that are worked as a speaker of one of the languages; those of no kind may be."""
    kinds = ["OPERATING", "DEADHEAD"] if term.deadheads else ["OPERATING"]
    spoken = pl.col("language").is_in(list(term.languages)) if term.languages else pl.col("language").is_not_null()
    return legs.filter(~gone() & spoken & pl.col("kind").is_in(kinds).fill_null(True))
