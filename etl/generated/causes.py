"""Delay codes for the late and the cancelled: generated, since the record names no causes."""

from typing import Final

import polars as pl

from etl.generated.draws import share
from etl.schemas import FLIGHTS

LATE: Final = 15  # minutes after the scheduled arrival, from which a flight counts as late
DELAYED: Final = {"ATC": 38, "MX": 28, "WX": 20, "CREW": 14}
CANCELLED: Final = {"WX": 55, "MX": 35, "CREW": 10}
"""Percent of the flights that get each code."""


def delay_codes(flights: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The flights (``schemas.FLIGHTS``) with a code on each that arrived 15 minutes late or more, or was cancelled."""
    columns = ("flight_id", "cancelled", "scheduled_in", "in")
    codes = [
        share(CANCELLED if cancelled else DELAYED, seed, "delay", flight)
        if cancelled or (arrived is not None and arrived - scheduled >= LATE)
        else None
        for flight, cancelled, scheduled, arrived in flights.select(columns).iter_rows()
    ]
    return flights.with_columns(pl.Series("delay_code", codes, dtype=pl.String)).select(list(FLIGHTS))
