"""Legs that a crew member was to fly and did not: cancelled, or flown by somebody else. Where nobody says, neither."""

import polars as pl


def gone(*, by_other: bool = True) -> pl.Expr:
    """Whether a leg was cancelled, or (``by_other``) somebody else flew it in the crew member's place."""
    cancelled = pl.col("cancelled").fill_null(False)
    return cancelled | pl.col("operated_by_other").fill_null(False) if by_other else cancelled


def left() -> pl.Expr:
    """When a leg left; of one that was not flown, whatever times it has, when it was to."""
    return pl.when(~gone()).then(pl.coalesce("out", "scheduled_out")).otherwise("scheduled_out")


def came() -> pl.Expr:
    """When a leg arrived; of one that was not flown, whatever times it has, when it was to."""
    return pl.when(~gone()).then(pl.coalesce("in", "scheduled_in")).otherwise("scheduled_in")


def operated() -> pl.Expr:
    """Whether a leg is the crew member's to fly, at the controls."""
    return (pl.col("kind") == "OPERATING") & ~gone()
