"""The parts that reasons are made of, as expressions: lengths, money, legs."""

from functools import cache
from typing import Final

import polars as pl

from domain.money import Currency

_LOOKED_UP: Final = 6000
"""Lengths under a hundred hours, in minutes."""
_LEGS: Final = pl.Series(["leg ", "deadhead leg ", "cancelled leg ", "cancelled deadhead leg "])


def hours(minutes: pl.Expr) -> pl.Expr:
    """``H:MM`` of a length that is not negative."""
    return minutes.map_batches(_hours, return_dtype=pl.String, is_elementwise=True)


def _hours(minutes: pl.Series) -> pl.Series:
    """Usual lengths are looked up: that is many times as fast as writing each."""
    if minutes.is_between(0, _LOOKED_UP - 1).all():
        return _written_out().gather(minutes)
    rest = pl.col("m") % 60
    text = pl.concat_str(pl.col("m") // 60, pl.when(rest < 10).then(pl.lit(":0")).otherwise(pl.lit(":")), rest)
    return pl.DataFrame({"m": minutes}).select(text).to_series()


@cache
def _written_out() -> pl.Series:
    return pl.Series([f"{minute // 60}:{minute % 60:02}" for minute in range(_LOOKED_UP)])


def day(date: pl.Expr) -> pl.Expr:
    """``2026-01-31`` of a date."""
    return date.map_batches(_day, return_dtype=pl.String, is_elementwise=True)


def _day(dates: pl.Series) -> pl.Series:
    """The days of a few years are written once and looked up, as usual lengths are."""
    days = dates.to_physical()
    low, high = days.min(), days.max()
    if not (isinstance(low, int) and isinstance(high, int)) or high - low > _LOOKED_UP:
        return dates.cast(pl.String)
    every = pl.int_range(low, high + 1, dtype=pl.Int32, eager=True).cast(pl.Date).cast(pl.String)
    return every.gather(days - low)


def either(condition: pl.Expr, yes: str, no: str) -> pl.Expr:
    """One of two texts by a condition; ``no`` where it is null."""
    return pl.lit(pl.Series([no, yes])).gather(condition.fill_null(False).cast(pl.UInt32))


def money(amount: pl.Expr, currency: Currency) -> pl.Expr:
    """``1234.50`` of whole minor units."""
    if currency.exponent == 0:
        return amount.cast(pl.String)
    whole = 10**currency.exponent
    sign = pl.when(amount < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    cents = (amount.abs() % whole).cast(pl.String).str.zfill(currency.exponent)
    return pl.concat_str(sign, amount.abs() // whole, pl.lit("."), cents)


def finely(rate: pl.Expr, currency: Currency) -> pl.Expr:
    """``90.00`` of hundredths of a minor unit; ``90.1250`` where it is finer than the minor unit."""
    whole, finer = money(rate // 100, currency), money(rate, Currency(currency.code, currency.exponent + 2))
    return pl.when(rate % 100 == 0).then(whole).otherwise(finer)


def leg() -> pl.Expr:
    """``leg XP101 EWR-MCO``, with ``deadhead`` or ``cancelled`` in front where it is one; stations as far as told."""
    deadhead, cancelled = (pl.col("kind") == "DEADHEAD").fill_null(False), pl.col("cancelled").fill_null(False)
    return pl.concat_str(
        pl.lit(_LEGS).gather(deadhead.cast(pl.UInt32) + 2 * cancelled.cast(pl.UInt32)),
        pl.col("flight_number"),
        pl.concat_str(pl.lit(" "), "origin", pl.lit("-"), "destination").fill_null(""),
    )


def at_rate() -> pl.Expr:
    """``, at 90.00 an hour (XP/Section_3.A)``: the row's rate and where it comes from."""
    return pl.col("rate_text")


def at_most(maximum: int | None) -> str:
    """``, 4:00 at most`` of a length in minutes; nothing where there is none."""
    return "" if maximum is None else f", {maximum // 60}:{maximum % 60:02} at most"
