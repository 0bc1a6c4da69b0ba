"""The facts step: what rules may ask of a leg, a duty, a trip and a crew member's period, one frame each.

Every frame carries the row numbers of the rows above it (``leg_row``, ``duty_row``, ``trip_row``, ``crew_row``),
so that whatever is added up or handed down afterwards goes by integers. ``on`` is the row's own date: a rule
takes the value in force on it. A leg and a duty are dated by the duty's first day on the base clock, a trip by its
first duty, a period by the crew member's first day on the books in it.

A cancelled leg has no block and no delay (both 0: it arrived nowhere late); its ``out`` and ``in`` clocks are null.
A duty and a leg also say when their base clock is changed on the way (``clock_change_after`` so many minutes, by
``clock_change``; mostly 0).
"""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from domain.clock import DAY
from domain.errors import InputError
from domain.frames import CREW, DUTIES, DUTY_MORE, LEG_MORE, LEGS, conform
from domain.rules.pay import Grain
from payroll.beside import Beside
from payroll.clocks import change, shifts, wall

ROW = {Grain.LEG: "leg_row", Grain.DUTY: "duty_row", Grain.TRIP: "trip_row", Grain.PERIOD: "crew_row"}
"""The row number column of each grain, the finest first."""
_PERSON = ["crew_row", "crew_position", "base", "zone", "hire_date", "contract_rate"]
_HANDED_DOWN = [
    "trip_row", "crew_row", "crew_position", "base", "contract_rate", "years_of_service", "duty_date", "on",
    "report_local_min", "release_local_min", "duty_minutes", "segments", "deadheads", "augmented",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rows:
    """The fact frames of one run."""

    legs: pl.DataFrame
    duties: pl.DataFrame
    trips: pl.DataFrame
    periods: pl.DataFrame

    def at(self, grain: Grain) -> pl.DataFrame:
        """The frame of one grain (a day has no facts of its own: it reads the period's)."""
        return {Grain.LEG: self.legs, Grain.DUTY: self.duties, Grain.TRIP: self.trips}.get(grain, self.periods)


def build(start: date, end: date, crew: pl.DataFrame, duties: pl.DataFrame, legs: pl.DataFrame, beside: Beside) -> Rows:
    """The fact frames for a period ``[start, end)``; rows that belong to nobody are an ``InputError``."""
    periods = _periods(start, end, conform(crew, CREW, "crew"))
    on_duty = _clocked(
        _owned(conform(duties, DUTIES, "duties", DUTY_MORE), periods, "crew_id", "duty", "crew member", "crew_row")
    )
    flown = _owned(conform(legs, LEGS, "legs", LEG_MORE), on_duty, "duty_id", "leg", "duty", "duty_row")
    _same_person(flown, on_duty)
    trips = _trips(on_duty)
    on_duty = _counted(on_duty, flown).join(trips.select("crew_row", "trip_id", "trip_row"), ["crew_row", "trip_id"])
    on_duty = on_duty.sort("duty_row")
    return Rows(_legs(flown, on_duty), on_duty.drop("^(shift|from)_.*$", "wall_midnight"), trips, periods)


def full_years(since: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Full years from a date to a day, at least 0; somebody hired on 29 February has the anniversary on 1 March."""
    before = (day.dt.month().cast(pl.Int64) * 32 + day.dt.day()) < (
        since.dt.month().cast(pl.Int64) * 32 + since.dt.day()
    )
    return (day.dt.year().cast(pl.Int64) - since.dt.year() - before.cast(pl.Int64)).clip(lower_bound=0)


def _periods(start: date, end: date, crew: pl.DataFrame) -> pl.DataFrame:
    last = end - timedelta(days=1)
    joined = pl.col("available_from").fill_null(start).clip(start, last)
    left = pl.col("available_to").fill_null(last).clip(upper_bound=last)
    return (
        _numbered(crew, "crew_id", "crew_row")
        .rename({"position": "crew_position"})
        .with_columns(
            on=joined,
            days=(
                (left - pl.max_horizontal(pl.col("available_from").fill_null(start), pl.lit(start))).dt.total_days() + 1
            ).clip(lower_bound=0),
            period_days=pl.lit((end - start).days, dtype=pl.Int64),
        )
        .with_columns(years_of_service=full_years(pl.col("hire_date"), pl.col("on")))
    )


def _numbered(frame: pl.DataFrame, key: str, row: str) -> pl.DataFrame:
    """The frame with its row numbers; a key that is there twice is an ``InputError``."""
    if frame[key].n_unique() < frame.height:
        twice = frame.filter(pl.col(key).is_duplicated())[key][0]
        raise InputError(f"{key} {twice} is there twice in one pay run: pass each row once.")
    return frame.with_row_index(row)


def _owned(frame: pl.DataFrame, owners: pl.DataFrame, key: str, what: str, owner: str, row: str) -> pl.DataFrame:
    """The frame, numbered, with its owner's row number (and, for a duty, what is known of the person)."""
    taken = [key, *(_PERSON if what == "duty" else [row])]
    found = _numbered(frame, f"{what}_id", f"{what}_row").join(owners.select(taken), key, "left", maintain_order="left")
    if found[row].null_count():
        lost = found.filter(pl.col(row).is_null()).row(0, named=True)
        raise InputError(
            f"The {what} {lost[f'{what}_id']} is of {owner} {lost[key]}, who is not in this run: pass both or neither."
        )
    return found


def _same_person(legs: pl.DataFrame, duties: pl.DataFrame) -> None:
    """A leg flown by one person in another one's duty would be paid to either: refuse it."""
    other = legs["crew_id"] != duties["crew_id"].gather(legs["duty_row"])
    if other.any():
        wrong = legs.filter(other).row(0, named=True)
        raise InputError(
            f"The leg {wrong['leg_id']} of {wrong['crew_id']} is in a duty of somebody else: {wrong['duty_id']}."
        )


def _clocked(duties: pl.DataFrame) -> pl.DataFrame:
    """Duties with their date and clock facts, and the offsets of the base clock for their legs."""
    if duties.is_empty():
        table = shifts((), 0, 0)
    else:
        begin, end = duties.select(pl.col("report").min(), pl.col("release").max()).row(0)
        table = shifts(duties["zone"].unique().to_list(), begin - 2 * DAY, end + 2 * DAY)
    names = table.columns
    after, jump = change(pl.col("report"), pl.col("release"), names)
    return (
        duties.join(table, "zone", "left", maintain_order="left")
        .with_columns(wall_midnight=wall(pl.col("report"), names) // DAY * DAY)
        .with_columns(
            duty_date=(pl.col("wall_midnight") // DAY).cast(pl.Int32).cast(pl.Date),
            report_local_min=wall(pl.col("report"), names) - pl.col("wall_midnight"),
            release_local_min=wall(pl.col("release"), names) - pl.col("wall_midnight"),
            duty_minutes=pl.col("release") - pl.col("report"),
            clock_change_after=after,
            clock_change=jump,
        )
        .with_columns(on=pl.col("duty_date"), years_of_service=full_years(pl.col("hire_date"), pl.col("duty_date")))
    )


def _trips(duties: pl.DataFrame) -> pl.DataFrame:
    """One row a trip of a crew member: away from base from its first report to its last release."""
    first = pl.col("report").arg_min()
    return (
        duties.group_by("crew_row", "trip_id", maintain_order=True)
        .agg(
            pl.col("crew_id", "crew_position", "base", "contract_rate").first(),
            pl.col("on", "years_of_service").get(first),
            pl.col("report").min(),
            pl.col("release").max(),
        )
        .with_columns(away=pl.col("release") - pl.col("report"))
        .with_row_index("trip_row")
    )


def _counted(duties: pl.DataFrame, legs: pl.DataFrame) -> pl.DataFrame:
    """Duties with how many legs they operate and deadhead. Whether a crew is augmented the record does not say yet."""
    flown = ~pl.col("cancelled").fill_null(False)
    counts = legs.group_by("duty_row").agg(
        segments=((pl.col("kind") == "OPERATING") & flown).sum().cast(pl.Int64),
        deadheads=((pl.col("kind") == "DEADHEAD") & flown).sum().cast(pl.Int64),
    )
    return duties.join(counts, "duty_row", "left").with_columns(
        pl.col("segments", "deadheads").fill_null(0), augmented=pl.lit(None, dtype=pl.Boolean)
    )


def _legs(legs: pl.DataFrame, duties: pl.DataFrame) -> pl.DataFrame:
    """Legs with their own facts and those of their duty."""
    shift = [name for name in duties.columns if name.startswith(("shift_", "from_"))]
    above = duties.select(*_HANDED_DOWN, "wall_midnight", *shift)[legs["duty_row"]]
    flown = ~pl.col("cancelled").fill_null(False)
    after, jump = change(pl.col("out"), pl.col("in"), shift)

    def clock(instant: pl.Expr) -> pl.Expr:
        return wall(instant, shift) - pl.col("wall_midnight")

    return (
        pl.concat([legs, above], how="horizontal")
        .with_columns(
            scheduled_block_minutes=pl.col("scheduled_in") - pl.col("scheduled_out"),
            scheduled_out_local_min=clock(pl.col("scheduled_out")),
            scheduled_in_local_min=clock(pl.col("scheduled_in")),
            block_minutes=pl.when(flown).then(pl.col("in") - pl.col("out")).otherwise(0),
            out_local_min=pl.when(flown).then(clock(pl.col("out"))),
            in_local_min=pl.when(flown).then(clock(pl.col("in"))),
            clock_change_after=after,
            clock_change=jump,
            delay_minutes=pl.when(flown).then((pl.col("in") - pl.col("scheduled_in")).clip(lower_bound=0)).otherwise(0),
        )
        .drop(*shift, "wall_midnight")
    )
