"""What kind of difference a row of the comparison is, and which rows have one cause."""

from typing import Final

import polars as pl

from payroll.kinds import NOT_PREMIUM, DiscrepancyType

MANY: Final = 3
"""How many people at least a premium must have missed, and nobody got, to be one cause."""
_PREMIUM: Final = ~pl.col("component").is_in(list(NOT_PREMIUM))
_UNPAID: Final = (pl.col("entries") == 0) & (pl.col("expected") > 0)


def with_signs(rows: pl.DataFrame) -> pl.DataFrame:
    """The comparison with what its kinds are told by: whether a flight, and whether a component, was posted at all."""
    entries, flight = pl.col("entries"), pl.col("flight_id").is_not_null()
    by_flight = ((pl.col("component") == "flight_pay") & flight).any().over("crew_id")
    posted = entries.sum().over("crew_id", "flight_id") > 0
    return rows.with_columns(
        flight_missing=flight & by_flight & ~posted & (pl.col("expected") > 0),
        flight_missing_for_all=flight & (entries.sum().over("flight_id") == 0),
        nobody_got_it=_PREMIUM & (entries.sum().over("component") == 0),
        people=pl.col("crew_id").filter(pl.col("expected") > 0).n_unique().over("component"),
    )


def kind() -> pl.Expr:
    """The kind of a row, tried from the most telling sign to the least."""
    kinds, owed = DiscrepancyType, pl.col("difference") > 0
    return (
        pl.when("flight_missing")
        .then(pl.lit(kinds.MISSING_FLIGHT.value))
        .when((pl.col("repeated") != 0) & (pl.col("difference") == -pl.col("repeated")))
        .then(pl.lit(kinds.DUPLICATE_PAYMENT.value))
        .when(pl.col("paid_rate").is_not_null())
        .then(pl.lit(kinds.INCORRECT_RATE.value))
        .when((pl.col("component") == "guarantee") & owed)
        .then(pl.lit(kinds.GUARANTEE_SHORTFALL.value))
        .when(pl.col("component") == "per_diem")
        .then(pl.lit(kinds.PER_DIEM_ERROR.value))
        .when(_PREMIUM & _UNPAID)
        .then(pl.lit(kinds.MISSING_PREMIUM.value))
        .when(owed)
        .then(pl.lit(kinds.UNDERPAYMENT.value))
        .otherwise(pl.lit(kinds.OVERPAYMENT.value))
    )


def group() -> pl.Expr:
    """The cause that a row shares with others of its ``type``; null where it stands alone."""
    kinds, of = DiscrepancyType, pl.col("type")
    cause = (
        pl.when((of == kinds.MISSING_FLIGHT) & pl.col("flight_missing_for_all"))
        .then(pl.lit("not-posted"))
        .when(of == kinds.MISSING_FLIGHT)
        .then(pl.lit("not-posted:") + pl.col("crew_id"))
        .when((of == kinds.MISSING_PREMIUM) & pl.col("nobody_got_it") & (pl.col("people") >= MANY))
        .then(pl.lit("unprogrammed:") + pl.col("component"))
        .when(of == kinds.INCORRECT_RATE)
        .then(pl.lit("rate:") + pl.col("crew_id"))
        .when(of == kinds.DUPLICATE_PAYMENT)
        .then(pl.lit("posted-twice:") + pl.col("flight_id"))
    )
    return pl.when(pl.len().over(cause) > 1).then(cause)
