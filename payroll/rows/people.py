"""PERIOD rows: what is known of each crew member in the period, and the offsets of the base's clock."""

from datetime import date, timedelta
from typing import Final

import polars as pl

from domain.frames import CREW, CREW_MORE, DAYS, TOLD, conform
from payroll.beside import Beside
from payroll.clocks import shifts
from payroll.rows.owned import full_years, numbered

_SAID: Final = {name: kind for name, kind in TOLD.items() if name not in ("crew_id", "unpaid_days")}


def people(start: date, end: date, crew: pl.DataFrame, beside: Beside) -> pl.DataFrame:
    """One row a crew member with the days on the books, the days of them unpaid, and what a case tells."""
    last = end - timedelta(days=1)
    joined = pl.col("available_from").fill_null(start).clip(start, last)
    since = pl.max_horizontal(pl.col("available_from").fill_null(start), pl.lit(start))
    left = pl.col("available_to").fill_null(last).clip(upper_bound=last)
    found = (
        numbered(conform(crew, CREW, "crew", CREW_MORE), "crew_id", "crew_row")
        .rename({"position": "crew_position"})
        .with_columns(
            on=joined,
            since=since,
            until=left,
            days=((left - since).dt.total_days() + 1).clip(lower_bound=0),
            period_days=pl.lit((end - start).days, dtype=pl.Int64),
        )
        .with_columns(years_of_service=full_years(pl.col("hire_date"), pl.col("on")))
    )
    return _told(_unpaid(found, conform(beside.days, DAYS, "days")), conform(beside.told, TOLD, "told"))


def base_clocks(found: pl.DataFrame, begin: int, end: int) -> pl.DataFrame:
    """The offsets of each person's base (``payroll.clocks.shifts``) from one UTC minute to another, a row a person."""
    table = shifts(found["zone"].unique().to_list(), begin, end)
    return found.select("zone").join(table, "zone", "left", maintain_order="left").drop("zone")


def _unpaid(found: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """With how many of a person's days on the books are unpaid."""
    if days.is_empty():
        return found.with_columns(unpaid_days=pl.lit(0, pl.Int64))
    unpaid = days.filter(kind="UNPAID").unique(["crew_id", "day"])
    inside = unpaid.join(found.select("crew_id", "since", "until"), "crew_id").filter(
        pl.col("day").is_between(pl.col("since"), pl.col("until"))
    )
    counted = inside.group_by("crew_id").agg(unpaid_days=pl.len().cast(pl.Int64))
    return found.join(counted, "crew_id", "left", maintain_order="left").with_columns(
        pl.col("unpaid_days").fill_null(0)
    )


def _told(found: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """With what a case says in place of trips and days."""
    if told.is_empty():
        return found.with_columns(pl.lit(None, kind).alias(f"told_{name}") for name, kind in _SAID.items())
    said = told.rename({name: f"told_{name}" for name in told.columns if name != "crew_id"})
    return (
        found.join(said, "crew_id", "left", maintain_order="left", validate="1:1")
        .with_columns(unpaid_days=pl.coalesce("told_unpaid_days", "unpaid_days"))
        .drop("told_unpaid_days")
    )
