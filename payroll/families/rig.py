"""Rigs: a duty or a trip is credited at least so many minutes for so many minutes of it, rounded half up.

Hours inside a window may have a ratio of their own, and a late duty one from report to release. A rig may take the
duty or trip as planned, as flown, or whichever is longer (as flown where they are equal).
"""

from collections.abc import Iterable
from functools import partial
from math import lcm

import polars as pl

from domain.rules.pay import Basis, Clock, DutyRig, TripRig, WholeDuty, Window
from payroll.arithmetic import inside, share
from payroll.around import Around
from payroll.families.floors import floor
from payroll.payment import Payment
from payroll.stations import ends
from payroll.words import day, hours
from payroll.zones import on_clock, zone_on

_PLANNED = pl.col("planned_release") - pl.col("planned_report")


def rig(term: DutyRig) -> Payment:
    """The minutes by which the rig exceeds the credit of the duty."""
    if not term.windows and term.whole_duty is None:
        length = _length(term.basis, pl.col("duty_minutes"), _PLANNED)
        level = share(length, term.credit, term.per)
        words = pl.concat_str(hours(length), pl.lit(f" on duty at {term.credit}:{term.per} is "), hours(level))
        return floor(level, words, "duty_minutes")
    length, level = pl.col("rig_minutes"), _level(term)
    words = pl.concat_str(hours(length), pl.lit(f" on duty at {_ratios(term)} is "), hours(level))
    payment = floor(level, words, "rig_start")
    return payment._replace(gather=partial(_clocked, term=term))


def trip_rig(term: TripRig) -> Payment:
    """The minutes by which the rig exceeds the credit inside the trip."""
    planned, needs = _PLANNED, ("away",)
    if term.version is not None:
        stage = str(term.version).lower()
        planned, needs = pl.col(f"{stage}_release") - pl.col(f"{stage}_report"), (f"{stage}_release",)
    length = _length(term.basis, pl.col("away"), planned)
    level = share(length, term.credit, term.per)
    words = pl.concat_str(
        hours(length), pl.lit(f" away from base at {term.credit}:{term.per} is "), hours(level),
        pl.lit(", trip of "), day(pl.col("on")),
    )  # fmt: skip
    return floor(level, words, *needs)


def _length(basis: Basis, actual: pl.Expr, planned: pl.Expr) -> pl.Expr:
    match basis:
        case Basis.ACTUAL:
            return actual
        case Basis.SCHEDULED:
            return planned
        case Basis.GREATER:
            return pl.when(planned > actual).then(planned).when(planned <= actual).then(actual)


def _clocked(duties: pl.DataFrame, around: Around, term: DutyRig) -> pl.DataFrame:
    """With the start of the duty on the term's clock, its length, and the change of the clock on the way."""
    planned = {Basis.ACTUAL: pl.lit(False), Basis.SCHEDULED: pl.lit(True),
               Basis.GREATER: pl.col("duty_minutes") < _PLANNED}[term.basis]  # fmt: skip
    spans = duties.select(
        rig_from=pl.when(planned).then("planned_report").otherwise("report"),
        rig_to=pl.when(planned).then("planned_release").otherwise("release"),
    )
    station = ends(around.rows.legs, duties)["origin"] if term.clock is Clock.STATION else duties["base"]
    base = around.rows.periods["zone"].gather(duties["crew_row"])
    found = on_clock(spans, zone_on(term.clock, station, base), "rig_from", "rig_to")
    named = found.select(rig_start="wall_start", rig_after="wall_after", rig_jump="wall_jump",
                         rig_minutes=pl.col("rig_to") - pl.col("rig_from"))  # fmt: skip
    return pl.concat([duties, named], how="horizontal")


def _level(term: DutyRig) -> pl.Expr:
    """What the ratios come to, rounded once."""
    start, length = pl.col("rig_start"), pl.col("rig_minutes")
    whole = lcm(term.per, *(window.per for window in term.windows))
    plain = term.credit * whole // term.per
    sum_of = length * plain
    for window in term.windows:
        minutes = inside(start, length, window.start, window.end, pl.col("rig_after"), pl.col("rig_jump"))
        sum_of = sum_of + minutes * (window.credit * whole // window.per - plain)
    level = share(sum_of, 1, whole)
    late = term.whole_duty
    return level if late is None else pl.when(_late(late)).then(share(length, late.credit, late.per)).otherwise(level)


def _late(whole: WholeDuty) -> pl.Expr:
    """Whether a duty reports from the start on (before the end) and is released after the end that follows."""
    reported = pl.col("rig_start") % 1440
    in_it = (reported - whole.start) % 1440 < (whole.end - whole.start) % 1440
    return in_it & (pl.col("rig_minutes") + pl.col("rig_jump") > (whole.end - reported) % 1440)


def _ratios(term: DutyRig) -> str:
    """``1:2, 2:3 from 22:00 to 06:00``."""
    parts: Iterable[tuple[Window, str]] = [(window, f"{window.credit}:{window.per} from ") for window in term.windows]
    told = "".join(f", {ratio}{_clock(window.start)} to {_clock(window.end)}" for window, ratio in parts)
    late = term.whole_duty
    throughout = f", {late.credit}:{late.per} throughout if it ends after {_clock(late.end)}" if late else ""
    return f"{term.credit}:{term.per}{told}{throughout}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
