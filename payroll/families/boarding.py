"""Boarding pay: a fixed length for boarding a leg that is operated, by the type of aircraft. Pay, and no credit.

It is paid once its block is known: until then nobody knows that the leg was operated.
"""

import polars as pl

from domain.money import Currency
from domain.rules.pay import BoardingPay
from payroll.arithmetic import due
from payroll.around import Around
from payroll.lost import operated
from payroll.payment import Payment
from payroll.words import at_rate, hours, leg


def boarding_pay(term: BoardingPay, currency: Currency) -> Payment:
    """The length of boarding, twice where the aircraft came back to the gate and the term pays ``again``."""
    times = 1 + pl.col("gate_return").fill_null(False).cast(pl.Int64) if term.again else pl.lit(1, dtype=pl.Int64)
    known = pl.col("kind").is_not_null() & pl.col("block_minutes").is_not_null()
    minutes = pl.when(known).then(_length(term) * times)
    twice = pl.when(times > 1).then(pl.lit(" of boarding twice, ")).otherwise(pl.lit(" of boarding, "))
    needs = ("kind", "block_minutes", *(("aircraft_type",) if _typed(term) else ()))
    if term.percent is not None:
        return Payment(
            quantity=minutes,
            rate=pl.col("rate"),
            percent=term.percent,
            amount=due(minutes, pl.col("rate"), term.percent),
            reason=pl.concat_str(pl.lit(f"{term.percent}% on "), hours(minutes), twice, leg(), at_rate()),
            needs=("rate", *needs),
            gather=_boarded,
        )
    assert term.per_hour is not None
    rate = pl.lit(currency.parts(term.per_hour), dtype=pl.Int64)
    words = pl.lit(f"{currency.finely(currency.parts(term.per_hour))} an hour on ")
    reason = pl.concat_str(words, hours(minutes), twice, leg())
    return Payment(minutes, due(minutes, rate), reason, needs, rate=rate, gather=_boarded)


def _boarded(legs: pl.DataFrame, _: Around) -> pl.DataFrame:
    """The legs that the crew member operates, and those of no kind, of which nobody can say."""
    return legs.filter(operated().fill_null(True))


def _typed(term: BoardingPay) -> tuple[tuple[str, int], ...]:
    return tuple((time.aircraft_type, time.minutes) for time in term.times if time.aircraft_type is not None)


def _length(term: BoardingPay) -> pl.Expr:
    """By the leg's type, else that of every other type; a type that the term does not name has none."""
    other = next((time.minutes for time in term.times if time.aircraft_type is None), 0)
    if not _typed(term):
        return pl.lit(other, dtype=pl.Int64)
    kinds, minutes = zip(*_typed(term), strict=True)
    length = pl.col("aircraft_type").replace_strict(kinds, minutes, default=other, return_dtype=pl.Int64)
    return pl.when(pl.col("aircraft_type").is_not_null()).then(length)
