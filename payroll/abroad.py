"""How much of each trip lies abroad, and how long it is away from home for a night."""

from collections.abc import Collection

import polars as pl

from domain.clock import DAY
from payroll.around import Around
from payroll.countries import abroad
from payroll.lost import gone

_ON = pl.col("_from") | pl.col("_to")
_LEFT, _CAME = pl.coalesce("out", "scheduled_out"), pl.coalesce("in", "scheduled_in")


def minutes_abroad(around: Around, home: Collection[str]) -> pl.DataFrame:
    """Of trips with a leg that was ``flown``: their ``minutes`` abroad, and whether a leg ``leaves`` home.

    A trip is abroad from leaving for a foreign country until it comes back from one: on each leg with an end there, on
    the ground after each that ends there, and up to its first leg where that begins there. Both are null where a
    station is not known, the minutes where a time is not.
    """
    legs = around.rows.legs.filter(~gone())
    placed = legs.with_columns(_from=abroad(legs["origin"], home), _to=abroad(legs["destination"], home))
    ends = around.rows.trips.select("trip_row", "report", "release")
    known = placed.sort("trip_row", _LEFT, "leg_id").join(ends, "trip_row", maintain_order="left")
    parts = known.with_columns(_minutes=_minutes(), _foreign=_ON)
    told, timed = pl.col("_foreign").is_not_null().all(), pl.col("_minutes").is_not_null().all()
    return parts.group_by("trip_row").agg(
        flown=pl.lit(True),
        leaves=pl.when(told).then(pl.col("_foreign").any()),
        minutes=pl.when(told & timed).then(pl.col("_minutes").sum()),
    )


def _minutes() -> pl.Expr:
    """On a leg abroad, on the ground after it, and before the first."""
    next_left = _LEFT.shift(-1).over("trip_row").fill_null(pl.col("release"))
    first = pl.int_range(pl.len()).over("trip_row") == 0
    flying = pl.when(_ON).then(_CAME - _LEFT).otherwise(0)
    after = pl.when(pl.col("_to")).then(next_left - _CAME).otherwise(0)
    before = pl.when(first & pl.col("_from")).then(_LEFT - pl.col("report")).otherwise(0)
    return flying + after + before


def overnight(around: Around) -> pl.Series:
    """Every trip away for a night: with a rest between two duties, and released on a later day (base) than it began."""
    released = pl.col("duty_date") + pl.duration(days=pl.col("release_local_min") // DAY)
    spans = around.rows.duties.group_by("trip_row").agg(
        duties=pl.len(), first=pl.col("duty_date").min(), last=released.max()
    )
    return spans.filter((pl.col("duties") > 1) & (pl.col("last") > pl.col("first")))["trip_row"]
