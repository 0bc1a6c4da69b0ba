"""Premiums: so much on top of credit, for the legs or duties that a scenario selects. They add no credit.

The hours of a window are read on the base's clock, on that of the station where the leg (or the duty's first leg)
departs, or in UTC. A leg that was cancelled, or that somebody else flew, has no minute inside one.
"""

from functools import partial

import polars as pl

from domain.money import Currency
from domain.rules.pay import Clock, Grain, Premium, Stacking, Window
from payroll.arithmetic import inside, paid, share
from payroll.around import Around
from payroll.eligible import eligible
from payroll.lost import gone
from payroll.payment import Payment
from payroll.raised import raised
from payroll.stations import ends
from payroll.tables import Table
from payroll.words import at_rate, day, finely, hours, leg
from payroll.zones import on_clock, zone_on

_SPAN = {Grain.LEG: ("out", "in"), Grain.DUTY: ("report", "release")}
_LENGTH = {Grain.LEG: ("out_local_min", "block_minutes"), Grain.DUTY: ("report_local_min", "duty_minutes")}


def premium(term: Premium, currency: Currency) -> Payment:
    """By the hour of credit, by the hour inside a window, or flat."""
    if term.flat is not None:
        each = pl.lit(currency.parts(term.flat), dtype=pl.Int64)
        reason = pl.concat_str(pl.lit(f"{currency.finely(currency.parts(term.flat))} flat for "), _what(term.grain))
        return Payment(pl.lit(1, dtype=pl.Int64), share(each, 1, 100), reason, (), rate=each, unit="EACH")
    minutes, needs = _minutes(term)
    plain = term.window is not None and term.clock is Clock.BASE and term.stacking is Stacking.ADDITIVE
    gather = None if plain else partial(_gather, term=term, currency=currency)
    if term.percent is not None:
        return Payment(
            quantity=minutes,
            rate=pl.col("rate"),
            percent=term.percent,
            amount=paid(minutes, pl.col("rate"), term.percent),
            reason=pl.concat_str(pl.lit(f"{term.percent}% on "), _said(term, minutes), at_rate()),
            needs=("rate", *needs),
            gather=gather,
        )
    assert term.per_hour is not None
    rate = pl.lit(currency.parts(term.per_hour), dtype=pl.Int64)
    words = pl.concat_str(finely(rate, currency), pl.lit(" an hour on "), _said(term, minutes))
    return Payment(minutes, paid(minutes, rate), words, needs, rate=rate, gather=gather)


def _gather(rows: pl.DataFrame, around: Around, term: Premium, currency: Currency) -> pl.DataFrame:
    """The rows with the credit that counts, or the clock that the window is read on, and the rate that is raised."""
    table = Table(term.grain)
    if term.window is None:
        rows = eligible(rows, around, table, rigs=term.rigs_eligible)
    elif term.clock is not Clock.BASE:
        rows = _clocked(rows, around, term)
    return raised(rows, around, table, currency) if term.stacking is Stacking.COMPOUNDING else rows


def _clocked(rows: pl.DataFrame, around: Around, term: Premium) -> pl.DataFrame:
    if term.grain is Grain.DUTY:
        rows = rows.with_columns(ends(around.rows.legs, rows)["origin"])
    base = around.rows.periods["zone"].gather(rows["crew_row"])
    return on_clock(rows, zone_on(term.clock, rows["origin"], base), *_SPAN[term.grain])


def _minutes(term: Premium) -> tuple[pl.Expr, tuple[str, ...]]:
    """The minutes it pays: the credit, or what of the leg or duty lies inside the window."""
    if term.window is None:
        return pl.col("credit"), ("credit",)
    start, length = _LENGTH[term.grain]
    needs: tuple[str, ...] = (start, length)
    clock = (start, "clock_change_after", "clock_change")
    if term.clock is not Clock.BASE:
        needs, clock = ("origin", *_SPAN[term.grain]), ("wall_start", "wall_after", "wall_jump")
    begins, after, jump = (pl.col(name) for name in clock)
    found = inside(begins, pl.col(length), term.window.start, term.window.end, after, jump)
    return pl.when(gone()).then(0).otherwise(found) if term.grain is Grain.LEG else found, needs


def _said(term: Premium, minutes: pl.Expr) -> pl.Expr:
    return pl.concat_str(hours(minutes), pl.lit(_of(term.window, term.clock)), _what(term.grain))


def _of(window: Window | None, clock: Clock) -> str:
    if window is None:
        return " credit, "
    where = {Clock.BASE: "base time", Clock.STATION: "at the station of departure", Clock.UTC: "UTC"}[clock]
    return f" between {_clock(window.start)} and {_clock(window.end)} {where}, "


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _what(grain: Grain) -> pl.Expr:
    if grain is Grain.LEG:
        return leg()
    return pl.concat_str(pl.lit("duty of "), day(pl.col("duty_date")))
