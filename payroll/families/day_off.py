"""Day-off infringement: duty that lies on, or runs into, a published day off. No credit.

Days off are those on record, and the day on which a leg arrives of which it is told. Each day goes by itself: a duty
that was begun before it and is released by ``from_minute`` of it does not infringe it.
"""

from functools import partial

import polars as pl

from domain.rules.pay import Clock, DayOffInfringement
from payroll.arithmetic import due
from payroll.around import Around
from payroll.dayparts import on_days
from payroll.lost import gone
from payroll.payment import Payment
from payroll.stations import ends
from payroll.words import at_rate, hours
from payroll.zones import zone_on


def day_off(term: DayOffInfringement) -> Payment:
    """The percentage of the rate for the minutes inside the day off, or for the credit of the whole duty."""
    whole = term.paid_for == "whole_duty"
    time = pl.col("credit") if whole else pl.col("inside")
    least = pl.when(time < term.minimum).then(term.minimum).when(time >= term.minimum).then(time)
    minutes = least.cast(pl.Int64)
    return Payment(
        quantity=minutes,
        rate=pl.col("rate"),
        percent=term.percent,
        amount=due(minutes, pl.col("rate"), term.percent),
        reason=pl.concat_str(
            pl.lit(f"{term.percent}% on "),
            hours(minutes),
            pl.lit(" credit of a duty with " if whole else ", for "),
            hours(pl.col("inside")),
            pl.lit(" on the day off "),
            pl.col("days_off"),
            pl.lit(", duty of "),
            pl.col("duty_date").cast(pl.String),
            at_rate(),
        ),
        needs=("rate", *(("credit",) if whole else ())),
        gather=partial(_inside, term=term),
    )


def _inside(duties: pl.DataFrame, around: Around, term: DayOffInfringement) -> pl.DataFrame:
    """The duties that infringe days off, with the minutes ``inside`` them and the ``days_off``."""
    zone = _zone(duties, around, term.clock)
    spans = duties.select("duty_row", "crew_id", start="report", end="release", zone=zone)
    parts = on_days(spans, _days(around), term.from_minute)
    spared = (pl.col("start") < pl.col("begins")) & (pl.col("end") <= pl.col("marked"))
    sums = (
        parts.filter(~spared)
        .sort("day")
        .group_by("duty_row")
        .agg(inside=pl.col("minutes").sum(), days_off=pl.col("day").cast(pl.String).str.join(" and "))
    )
    return duties.join(sums, "duty_row", maintain_order="left")


def _zone(duties: pl.DataFrame, around: Around, clock: Clock) -> pl.Series:
    """The zone of each duty's clock: at a station, that of its last arrival, or the base's where it has no leg."""
    base = around.rows.periods["zone"].gather(duties["crew_row"])
    last = ends(around.rows.legs, duties)["destination"]
    found = zone_on(clock, last, base)
    return found.zip_with(found.is_not_null(), base)


def _days(around: Around) -> pl.DataFrame:
    """``crew_id`` and ``day`` of every day off that is known."""
    known = around.rows.beside.days.filter(kind="DAY_OFF").select("crew_id", "day")
    arrives = pl.coalesce("in_local_min", "scheduled_in_local_min", "release_local_min") // 1440
    told = around.rows.legs.filter(pl.col("day_off").fill_null(False) & ~gone()).select(
        "crew_id", day=pl.col("duty_date") + pl.duration(days=arrives)
    )
    return pl.concat([known, told]).unique()
