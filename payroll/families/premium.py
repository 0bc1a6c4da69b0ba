"""Premiums: so much on top of credit, for the legs or duties that a scenario selects. They add no credit."""

import polars as pl

from domain.money import Currency
from domain.rules.pay import Grain, Premium, Window
from payroll.arithmetic import inside, paid
from payroll.payment import Payment
from payroll.words import at_rate, hours, leg, money


def premium(term: Premium, currency: Currency) -> Payment:
    """By the hour of credit, by the hour inside a window of the base clock, or flat."""
    if term.flat is not None:
        each = pl.lit(currency.minor(term.flat), dtype=pl.Int64)
        reason = pl.concat_str(pl.lit(f"{currency.text(currency.minor(term.flat))} flat for "), _what(term.grain))
        return Payment(pl.lit(1, dtype=pl.Int64), each, reason, (), rate=each, unit="EACH")
    minutes, needs = _minutes(term)
    if term.percent is not None:
        return Payment(
            quantity=minutes,
            rate=pl.col("rate"),
            percent=term.percent,
            amount=paid(minutes, pl.col("rate"), term.percent),
            reason=pl.concat_str(pl.lit(f"{term.percent}% on "), _said(term, minutes), at_rate()),
            needs=("rate", *needs),
        )
    assert term.per_hour is not None
    rate = pl.lit(currency.minor(term.per_hour), dtype=pl.Int64)
    words = pl.concat_str(money(rate, currency), pl.lit(" an hour on "), _said(term, minutes))
    return Payment(minutes, paid(minutes, rate), words, needs, rate=rate)


def _minutes(term: Premium) -> tuple[pl.Expr, tuple[str, ...]]:
    """The minutes it pays: the credit, or what of the leg or duty lies inside the window."""
    if term.window is None:
        return pl.col("credit"), ("credit",)
    leg = term.grain is Grain.LEG
    start, length = ("out_local_min", "block_minutes") if leg else ("report_local_min", "duty_minutes")
    clock = pl.col("clock_change_after"), pl.col("clock_change")
    return inside(pl.col(start), pl.col(length), term.window.start, term.window.end, *clock), (start, length)


def _said(term: Premium, minutes: pl.Expr) -> pl.Expr:
    return pl.concat_str(hours(minutes), pl.lit(_of(term.window)), _what(term.grain))


def _of(window: Window | None) -> str:
    if window is None:
        return " credit, "
    return f" between {_clock(window.start)} and {_clock(window.end)} base time, "


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _what(grain: Grain) -> pl.Expr:
    if grain is Grain.LEG:
        return leg()
    return pl.concat_str(pl.lit("duty of "), pl.col("duty_date").cast(pl.String))
