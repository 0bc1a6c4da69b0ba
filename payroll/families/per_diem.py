"""Per diem: an amount for every hour away from base, report to release of the trip, rounded once a trip.

Hours abroad may have an amount of their own, for the whole trip or from leaving for abroad until coming back.
"""

from functools import partial

import polars as pl

from domain.money import Currency
from domain.rules.pay import PerDiem
from payroll.abroad import minutes_abroad, overnight
from payroll.arithmetic import HOUR_AT_PERCENT, share
from payroll.around import Around
from payroll.payment import Payment
from payroll.words import day, either, hours


def per_diem(term: PerDiem, currency: Currency) -> Payment:
    """Minutes away at the hourly allowance, those abroad at the one for abroad. Two rates on one trip show none."""
    home = currency.parts(term.per_hour)
    foreign = home if term.international_per_hour is None else currency.parts(term.international_per_hour)
    away, abroad = pl.col("away"), pl.col("abroad")
    rate = pl.when(abroad == 0).then(home).when(abroad == away).then(foreign).cast(pl.Int64)
    part = pl.concat_str(pl.lit(", of it "), hours(abroad))
    beyond = (
        pl.when(abroad == 0).then(pl.lit("")).when(abroad < away).then(part).otherwise(pl.lit(", all of it")),
        pl.when(abroad == 0).then(pl.lit("")).otherwise(pl.lit(f" abroad at {currency.finely(foreign)}")),
    )
    return Payment(
        quantity=away,
        rate=rate,
        amount=share((away - abroad) * home + abroad * foreign, 100, HOUR_AT_PERCENT),
        reason=pl.concat_str(
            hours(away),
            pl.lit(" away from base on the trip of "),
            day(pl.col("on")),
            either(abroad < away, f", at {currency.finely(home)} an hour", ""),
            *(() if term.international_per_hour is None else beyond),
        ),
        needs=("away", "abroad"),
        gather=partial(_gather, term=term),
    )


def _gather(trips: pl.DataFrame, around: Around, term: PerDiem) -> pl.DataFrame:
    """The trips with the minutes ``away`` that are paid, and those of them that are paid as ``abroad``."""
    if not term.day_trips:
        nights = pl.col("trip_row").is_in(overnight(around).implode())
        trips = trips.with_columns(away=pl.when(nights).then("away").otherwise(0))
    if term.international_per_hour is None:
        return trips.with_columns(abroad=pl.lit(0, dtype=pl.Int64))
    found = trips.join(minutes_abroad(around, term.home_countries), "trip_row", "left", maintain_order="left")
    whole = pl.when("leaves").then("away").when(~pl.col("leaves")).then(0)
    paid = whole if term.international == "trip" else pl.col("minutes")
    nowhere = pl.col("flown").is_null() | (pl.col("away") == 0)
    return found.with_columns(abroad=pl.when(nowhere).then(0).otherwise(paid)).drop("leaves", "minutes", "flown")
