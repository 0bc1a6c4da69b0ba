"""Holiday pay: so many percent on the credit of a leg that touches a holiday.

A leg touches the days of its departure and of its arrival, on the term's clock: at each station, at the base, or in
UTC. By the hours in the day only the credit in proportion to the block inside it counts; the day then is that of the
station of departure. Actual times decide where the leg was flown, scheduled ones elsewhere.
"""

from datetime import date, timedelta
from functools import partial

import polars as pl

from domain.clock import DAY
from domain.money import Currency
from domain.rules.pay import HolidayPremium, Stacking
from payroll.arithmetic import paid, share
from payroll.around import Around
from payroll.dayparts import on_days
from payroll.eligible import eligible
from payroll.lost import came, left
from payroll.payment import Payment
from payroll.raised import raised
from payroll.tables import Table
from payroll.words import at_rate, day, hours, leg
from payroll.zones import date_on, day_of, zone_on

_LEAVES, _ARRIVES = left(), came()


def holiday(term: HolidayPremium, currency: Currency) -> Payment:
    """The percentage of the leg's credit, or of its part inside the day."""
    whole = term.method == "touches"
    counted = pl.col("credit") if whole else share(pl.col("credit"), pl.col("inside"), _ARRIVES - _LEAVES)
    credit = pl.when(pl.col("holiday").is_not_null()).then(counted)
    part = pl.concat_str(
        pl.lit(" of "), hours(pl.col("credit")), pl.lit(" credit, for "), hours(pl.col("inside")), pl.lit(" of "),
        hours(_ARRIVES - _LEAVES), pl.lit(" block, "),
    )  # fmt: skip
    return Payment(
        quantity=credit,
        rate=pl.col("rate"),
        percent=term.percent,
        amount=paid(credit, pl.col("rate"), term.percent),
        reason=pl.concat_str(
            pl.lit(f"{term.percent}% on "),
            hours(credit),
            pl.lit(" credit, ") if whole else part,
            leg(),
            pl.lit(" on the holiday "),
            day(pl.col("holiday")),
            at_rate(),
        ),
        needs=("rate", "credit", "scheduled_out", "scheduled_in"),
        gather=partial(_gather, term=term, currency=currency),
    )


def _gather(legs: pl.DataFrame, around: Around, term: HolidayPremium, currency: Currency) -> pl.DataFrame:
    """The legs on a holiday with it, the credit that counts, and the rate that is raised."""
    days = list(term.dates) or sorted(around.rows.beside.holidays["day"].unique().to_list())
    near = legs.filter(_near(days))
    found = touching(near, around, term, days) if term.method == "touches" else inside(near, around, term, days)
    found = eligible(found, around, Table.LEG, rigs=term.rigs_eligible)
    return raised(found, around, Table.LEG, currency) if term.stacking is Stacking.COMPOUNDING else found


def touching(legs: pl.DataFrame, around: Around, term: HolidayPremium, days: list[date]) -> pl.DataFrame:
    """The legs that leave or arrive on one of the days, with that ``holiday``; null where the times are not known."""
    base = around.rows.periods["zone"].gather(legs["crew_row"])
    first = date_on(legs.select(_LEAVES).to_series(), zone_on(term.clock, legs["origin"], base))
    last = date_on(legs.select(_ARRIVES).to_series(), zone_on(term.clock, legs["destination"], base))
    found = pl.when(pl.lit(first).is_in(days)).then(pl.lit(first)).when(pl.lit(last).is_in(days)).then(pl.lit(last))
    dated = legs.with_columns(holiday=found)
    unknown = pl.lit(first).is_null() | pl.lit(last).is_null()
    return dated.filter(pl.col("holiday").is_not_null() | unknown)


def inside(legs: pl.DataFrame, around: Around, term: HolidayPremium, days: list[date]) -> pl.DataFrame:
    """The legs with block on one of the days: the first such ``holiday`` and the minutes ``inside`` all of them."""
    base = around.rows.periods["zone"].gather(legs["crew_row"])
    zone = zone_on(term.clock, legs["origin"], base)
    spans = legs.select("leg_row", start=_LEAVES, end=_ARRIVES, zone=zone)
    parts = on_days(spans, pl.DataFrame({"day": days}, schema={"day": pl.Date}))
    sums = parts.group_by("leg_row").agg(holiday=pl.col("day").min(), inside=pl.col("minutes").sum())
    found = legs.join(sums, "leg_row", "left", maintain_order="left")
    return found.filter(pl.col("holiday").is_not_null() | _LEAVES.is_null() | _ARRIVES.is_null())


def _near(days: list[date]) -> pl.Expr:
    """Whether a leg (its duty, where its times are not known) lies within a day of one of the days, on any clock."""
    around = sorted({day + timedelta(days=step) for day in days for step in (-1, 0, 1)})
    ends = pl.col("duty_date") + pl.duration(days=pl.col("release_local_min") // DAY)
    unknown = (_LEAVES.is_null() | _ARRIVES.is_null()) & (pl.col("duty_date").is_in(around) | ends.is_in(around))
    return unknown | day_of(_LEAVES).is_in(around) | day_of(_ARRIVES).is_in(around)
