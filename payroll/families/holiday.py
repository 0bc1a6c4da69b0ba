"""Holiday pay: so many percent on the credit of a leg that leaves or arrives on a holiday, each on its station's clock.

Actual times decide where the leg was flown, scheduled ones elsewhere. Rigs and guarantees carry no holiday pay.
"""

from datetime import date, timedelta
from functools import partial

import polars as pl

from domain.airports import zone_of
from domain.clock import DAY
from domain.rules.pay import HolidayPremium
from payroll.arithmetic import paid
from payroll.clocks import shifts, wall
from payroll.payment import Payment
from payroll.words import at_rate, hours, leg

_LEAVES, _ARRIVES = pl.coalesce("out", "scheduled_out"), pl.coalesce("in", "scheduled_in")


def holiday(term: HolidayPremium) -> Payment:
    """The percentage of the leg's credit."""
    return Payment(
        quantity=pl.col("credit"),
        rate=pl.col("rate"),
        percent=term.percent,
        amount=paid(pl.col("credit"), pl.col("rate"), term.percent),
        reason=pl.concat_str(
            pl.lit(f"{term.percent}% on "),
            hours(pl.col("credit")),
            pl.lit(" credit, "),
            leg(),
            pl.lit(" on the holiday "),
            pl.col("holiday").cast(pl.String),
            at_rate(),
        ),
        needs=("rate", "credit"),
        narrow=partial(touching, dates=term.dates),
    )


def touching(legs: pl.DataFrame, dates: tuple[date, ...]) -> pl.DataFrame:
    """The legs that touch one of the dates, with that ``holiday``. Clocks are read only for legs within a day of it."""
    around = [day + timedelta(days=step) for day in dates for step in (-1, 0, 1)]
    near = legs.filter(_utc_date(_LEAVES).is_in(around) | _utc_date(_ARRIVES).is_in(around))
    if near.is_empty():
        return near.with_columns(holiday=pl.lit(None, dtype=pl.Date))
    left, came = _station_date(near, "origin", _LEAVES), _station_date(near, "destination", _ARRIVES)
    days = list(dates)
    found = pl.when(pl.lit(left).is_in(days)).then(pl.lit(left)).when(pl.lit(came).is_in(days)).then(pl.lit(came))
    return near.with_columns(holiday=found).filter(pl.col("holiday").is_not_null())


def _utc_date(instant: pl.Expr) -> pl.Expr:
    return (instant // DAY).cast(pl.Int32).cast(pl.Date)


def _station_date(legs: pl.DataFrame, station: str, instant: pl.Expr) -> pl.Series:
    """The date on the clock of each leg's station at an instant."""
    zones = {iata: zone_of(iata) for iata in legs[station].unique().drop_nulls()}
    times = legs.select(low=instant.min(), high=instant.max()).row(0)
    table = shifts(zones.values(), *times)
    clocks = pl.DataFrame({station: list(zones), "zone": list(zones.values())}).join(table, "zone")
    known = legs.select(station, instant=instant).join(clocks, station, "left", maintain_order="left")
    return known.select(_utc_date(wall(pl.col("instant"), table.columns))).to_series()
