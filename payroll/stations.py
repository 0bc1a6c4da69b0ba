"""The clock of the station where something happens, for whole columns."""

import polars as pl

from domain.airports import zone_of
from domain.clock import DAY
from payroll.clocks import shifts, wall


def station_wall(station: pl.Series, instant: pl.Series) -> pl.Series:
    """The wall clock of each row's station at a UTC minute, as minutes since 1970-01-01; null where either is null."""
    zones = {iata: zone_of(iata) for iata in station.unique().drop_nulls().sort()}
    low, high = instant.min(), instant.max()
    if not zones or low is None:
        return pl.repeat(None, station.len(), dtype=pl.Int64, eager=True)
    table = shifts(zones.values(), int(low) - DAY, int(high) + DAY)  # type: ignore[arg-type]
    clocks = pl.DataFrame({"station": list(zones), "zone": list(zones.values())}).join(table, "zone")
    known = pl.DataFrame({"station": station, "instant": instant}).join(
        clocks, "station", "left", maintain_order="left"
    )
    return known.select(wall(pl.col("instant"), table.columns)).to_series()


def ends(legs: pl.DataFrame, duties: pl.DataFrame) -> pl.DataFrame:
    """``origin`` and ``destination`` of each duty: of its first and its last leg; null where it has none."""
    found = (
        legs.sort(pl.coalesce("out", "scheduled_out"), maintain_order=True, nulls_last=True)
        .group_by("duty_row")
        .agg(pl.col("origin").first(), pl.col("destination").last())
    )
    return duties.select("duty_row").join(found, "duty_row", "left", maintain_order="left").drop("duty_row")
