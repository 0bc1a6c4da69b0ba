"""A statement level by level: the month, its trips, their duties and legs; each is its own lines and what lies below.

A line belongs to the finest level that it is about. What is about a calendar day of a trip belongs to the trip, and
standby, leave and what is worked out for the whole period belong to the month.
"""

from enum import StrEnum
from typing import Final

import polars as pl

from domain.frames import Schema

_T, _I = pl.String(), pl.Int64()
_KEYS: Final = ("crew_id", "trip_id", "duty_id", "flight_id")
LEVELS: Final[Schema] = {
    "level": _T, **dict.fromkeys(_KEYS, _T),
    "own": _I, "amount": _I, "own_credit": _I, "credit": _I,  # its own lines; and with all that lies below it
}  # fmt: skip
"""One row a month, trip, duty or leg that lines are about; minor units and minutes."""


class Level(StrEnum):
    """From the coarsest to the finest."""

    MONTH = "MONTH"
    TRIP = "TRIP"
    DUTY = "DUTY"
    LEG = "LEG"


def levels(lines: pl.DataFrame) -> pl.DataFrame:
    """LEVELS of LINES, each level after the one it lies in. A level is its own lines and the levels next below it."""
    found = [_level(lines, level, _KEYS[: place + 1]) for place, level in enumerate(Level)]
    return pl.concat(found).sort(_KEYS, nulls_last=False).select(list(LEVELS))


def _level(lines: pl.DataFrame, level: Level, keys: tuple[str, ...]) -> pl.DataFrame:
    """One level: rows of a trip, duty or leg that are there, and of every crew member's month."""
    below = _KEYS[len(keys) :]
    own = pl.all_horizontal(pl.lit(True), *(pl.col(name).is_null() for name in below))
    sums = lines.filter(pl.col(keys[-1]).is_not_null()).group_by(keys).agg(
        own=pl.col("amount").filter(own).sum(),
        amount=pl.col("amount").sum(),
        own_credit=pl.col("credit").filter(own).sum(),
        credit=pl.col("credit").sum(),
    )  # fmt: skip
    blank = [pl.lit(None, _T).alias(name) for name in below]
    return sums.select(pl.lit(str(level)).alias("level"), *keys, *blank, "own", "amount", "own_credit", "credit")
