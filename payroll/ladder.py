"""Where each line of a statement stands on the way to the crew member: projected, earned, posted, paid.

A line is earned once what it is about is over: its flight has arrived (or was cancelled, and its time is past), its
duty or trip was released, its standby or day has ended; a line about the whole period, when that has ended. It is
posted with the release of its run in a closed period, and paid with the period.
"""

from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

import polars as pl

from domain.frames import Schema


class Rung(StrEnum):
    """The steps of the ladder, from below."""

    PROJECTED = "PROJECTED"
    EARNED = "EARNED"
    POSTED = "POSTED"
    PAID = "PAID"


class Standing(NamedTuple):
    """Where the period stands that lines are paid in: its status, whether the run was released, its pay date."""

    status: str
    released: bool
    pay_date: date


ENDS: Final[Schema] = {"line_id": pl.String(), "ended": pl.Int64()}
"""One row a line: the UTC minute when what it is about was over; null while nobody recorded that."""
LADDER: Final[Schema] = {"line_id": pl.String(), "rung": pl.String(), "due": pl.Date()}
"""One row a line: its step, and the day it is due to be posted."""


def ladder(ends: pl.DataFrame, standing: Standing, now: int) -> pl.DataFrame:
    """The step of each line (LADDER, in the order of ENDS) at a UTC minute."""
    above = _above(standing)
    earned = pl.when(pl.col("ended") <= now).then(pl.lit(Rung.EARNED.value)).otherwise(pl.lit(Rung.PROJECTED.value))
    rung = earned if above is None else pl.lit(above.value)
    return ends.select("line_id", rung=rung, due=pl.lit(standing.pay_date, pl.Date)).cast(dict(LADDER.items()))


def _above(standing: Standing) -> Rung | None:
    """The step that the whole period has reached; None while each line stands for itself."""
    if standing.status == "PAID":
        return Rung.PAID
    return Rung.POSTED if standing.status == "CLOSED" and standing.released else None
