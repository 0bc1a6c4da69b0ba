"""Legs that a crew member was to fly and did not: cancelled, or flown by somebody else. Where nobody says, neither."""

import polars as pl


def gone(*, by_other: bool = True) -> pl.Expr:
    """Whether a leg was cancelled, or (``by_other``) somebody else flew it in the crew member's place."""
    cancelled = pl.col("cancelled").fill_null(False)
    return cancelled | pl.col("operated_by_other").fill_null(False) if by_other else cancelled


def operated() -> pl.Expr:
    """Whether a leg is the crew member's to fly, at the controls."""
    return (pl.col("kind") == "OPERATING") & ~gone()
