"""Integer arithmetic in expressions: whole minutes and whole minor units, rounded once and openly."""

from typing import Final

import polars as pl

HOUR_AT_PERCENT: Final = 60 * 100 * 100
"""Minutes x hundredths of a minor unit an hour x percent, in one minor unit."""


def share(amount: pl.Expr, part: pl.Expr | int, whole: pl.Expr | int) -> pl.Expr:
    """``amount * part / whole`` rounded half away from zero, the column form of ``domain.money.prorate``."""
    product = amount * part
    return product.sign() * ((2 * product.abs() + whole) // (whole * 2))


def paid(minutes: pl.Expr, rate: pl.Expr, percent: pl.Expr | int = 100) -> pl.Expr:
    """Minor units for minutes at so many percent of a rate an hour, in hundredths of a minor unit; rounded once."""
    return share(minutes * rate, percent, HOUR_AT_PERCENT)


def due(minutes: pl.Expr, rate: pl.Expr, percent: pl.Expr | int = 100) -> pl.Expr:
    """``paid``; and nothing for no minutes, whatever the rate, also where it is not known."""
    return pl.when(minutes == 0).then(0).otherwise(paid(minutes, rate, percent))


def inside(
    start: pl.Expr, length: pl.Expr, opens: int, closes: int, after: pl.Expr | int = 0, jump: pl.Expr | int = 0
) -> pl.Expr:
    """How many of ``length`` minutes from the clock minute ``start`` on fall inside a daily window.

    The window is [opens, closes) on the clock; ``closes`` under ``opens`` runs past midnight. ``after`` so many
    minutes the clock jumps by ``jump`` (its change in spring or autumn; 0 where it does not): what it skips is not
    worked, and an hour that comes twice counts twice.
    """
    wide = closes - opens if closes >= opens else closes + 1440 - opens
    since = start - opens
    skipped = _opened(since + after + jump, wide) - _opened(since + after, wide)
    return _opened(since + length + jump, wide) - _opened(since, wide) - skipped


def _opened(minute: pl.Expr, wide: int) -> pl.Expr:
    """Window minutes from the opening of day 0 up to a minute counted from there (negative before it)."""
    return (minute // 1440) * wide + (minute % 1440).clip(upper_bound=wide)
