"""The parts that reasons are made of, as expressions: lengths, money, legs."""

import polars as pl

from domain.money import Currency


def hours(minutes: pl.Expr) -> pl.Expr:
    """``H:MM`` of a length that is not negative."""
    rest = minutes % 60
    return pl.concat_str(minutes // 60, pl.when(rest < 10).then(pl.lit(":0")).otherwise(pl.lit(":")), rest)


def money(amount: pl.Expr, currency: Currency) -> pl.Expr:
    """``1234.50`` of whole minor units."""
    if currency.exponent == 0:
        return amount.cast(pl.String)
    whole = 10**currency.exponent
    sign = pl.when(amount < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    cents = (amount.abs() % whole).cast(pl.String).str.zfill(currency.exponent)
    return pl.concat_str(sign, amount.abs() // whole, pl.lit("."), cents)


def leg() -> pl.Expr:
    """``leg XP101 EWR-MCO``, with ``deadhead`` or ``cancelled`` in front where it is one."""
    return pl.concat_str(
        pl.when(pl.col("cancelled").fill_null(False)).then(pl.lit("cancelled ")).otherwise(pl.lit("")),
        pl.when(pl.col("kind") == "DEADHEAD").then(pl.lit("deadhead leg ")).otherwise(pl.lit("leg ")),
        pl.col("flight_number"),
        pl.lit(" "),
        pl.col("origin"),
        pl.lit("-"),
        pl.col("destination"),
    )


def at_rate() -> pl.Expr:
    """``, at 90.00 an hour (XP/Section_3.A)``: the row's rate and where it comes from."""
    return pl.concat_str(pl.lit(", at "), pl.col("rate_text"))
