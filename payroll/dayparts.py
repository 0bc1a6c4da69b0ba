"""Minutes of a stretch of time that lie on given calendar days, each day from midnight to midnight of a named zone.

Midnights are instants: a day of 23 or 25 hours has as many minutes as it really has.
"""

from datetime import date, timedelta

import polars as pl

from domain.clock import DAY, at_local, midnight
from payroll.zones import day_of


def on_days(spans: pl.DataFrame, days: pl.DataFrame, mark: int = 0) -> pl.DataFrame:
    """The parts of each span that lie on its days, one row each: the span's columns, ``day``, ``begins``, ``minutes``.

    ``spans`` have ``start`` and ``end`` (UTC minutes) and ``zone``; ``days`` have ``day`` and any columns of the spans
    that tell whose day it is. ``begins`` is the instant of the day's midnight, and ``marked`` that of the minute
    ``mark`` on its clock. A part without a minute is no part.
    """
    whose = [name for name in days.columns if name != "day"]
    near = pl.date_ranges(day_of(pl.col("start")).dt.offset_by("-1d"), day_of(pl.col("end")).dt.offset_by("1d"))
    known = spans.filter(pl.all_horizontal(pl.col("start", "end", "zone").is_not_null()))
    named = known.with_columns(day=near).explode("day").join(days.unique(), ["day", *whose], maintain_order="left")
    bounded = named.join(_midnights(named, mark), ["zone", "day"], maintain_order="left")
    inside = pl.min_horizontal("end", "ends") - pl.max_horizontal("start", "begins")
    return bounded.with_columns(minutes=inside).filter(pl.col("minutes") > 0).drop("ends")


def _midnights(named: pl.DataFrame, mark: int) -> pl.DataFrame:
    """When each of these days begins and ends in its zone: few, however many rows there are."""
    pairs = named.select("zone", "day").unique().sort("zone", "day")
    bounds = [(midnight(day, zone), _at(day, DAY, zone), _at(day, mark, zone)) for zone, day in pairs.iter_rows()]
    schema = {"begins": pl.Int64, "ends": pl.Int64, "marked": pl.Int64}
    return pl.concat([pairs, pl.DataFrame(bounds, schema=schema, orient="row")], how="horizontal")


def _at(day: date, minute: int, zone: str) -> int:
    """The instant of a minute of the day, up to its end."""
    return midnight(day + timedelta(days=1), zone) if minute == DAY else at_local(day, minute, zone)
