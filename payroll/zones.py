"""The clock that a term names, for whole columns: where something happens, at the base, or UTC."""

import polars as pl

from domain.airports import zone_of
from domain.clock import DAY
from domain.rules.pay import Clock
from payroll.clocks import change, shifts, wall

_UTC = "UTC"


def zone_on(clock: Clock, station: pl.Series, base_zone: pl.Series) -> pl.Series:
    """The zone of each row's clock: its station's, its base's, or UTC; null where the station is not known."""
    match clock:
        case Clock.BASE:
            return base_zone
        case Clock.UTC:
            return pl.repeat(_UTC, station.len(), dtype=pl.String, eager=True)
        case Clock.STATION:
            named = station.unique().drop_nulls().sort().to_list()
            zones = [zone_of(iata) for iata in named]
            return station.replace_strict(named, zones, default=None, return_dtype=pl.String)


def on_clock(rows: pl.DataFrame, zone: pl.Series, start: str, end: str) -> pl.DataFrame:
    """The rows with ``wall_start``, the wall clock of the zone at ``start`` (minutes since 1970-01-01 there).

    ``wall_after`` and ``wall_jump`` tell of a change of that clock before ``end``: how long after ``start``, and by
    how many minutes (0 and 0 where there is none).
    """
    known = rows.select(start=start, end=end, zone=zone)
    low, high = known.select(pl.col("start").min(), pl.col("end").max()).row(0)
    table = shifts(zone.drop_nulls().unique().to_list(), low or 0, high or 0)
    begins, ends = pl.col("start"), pl.col("end")
    after, jump = change(begins, ends, table.columns)
    found = known.join(table, "zone", "left", maintain_order="left").select(
        wall_start=wall(begins, table.columns), wall_after=after, wall_jump=jump
    )
    return pl.concat([rows, found], how="horizontal")


def day_of(minute: pl.Expr) -> pl.Expr:
    """The date of a minute since 1970-01-01."""
    return (minute // DAY).cast(pl.Int32).cast(pl.Date)


def date_on(instant: pl.Series, zone: pl.Series) -> pl.Series:
    """The date on each row's clock at a UTC minute; null where either is null."""
    found = on_clock(pl.DataFrame({"instant": instant}), zone, "instant", "instant")
    return found.select(day_of(pl.col("wall_start"))).to_series()
