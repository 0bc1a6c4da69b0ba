"""LEG rows: an assignment to a flight, with the facts of its duty.

A leg that was cancelled, or that somebody else flew, has no block and no delay of this crew member's (both 0), and its
``out`` and ``in`` clocks are null.
"""

import polars as pl

from domain.errors import InputError
from domain.frames import LEG_MORE, LEGS, conform
from payroll.clocks import change, wall
from payroll.rows.owned import numbered, owned

_HANDED_DOWN = [
    "trip_row", "crew_row", "crew_position", "base", "contract_rate", "contract_rate_parts", "years_of_service",
    "duty_date", "on",
    "report_local_min", "release_local_min", "duty_minutes", "segments", "deadheads", "augmented", "assigned_by",
]  # fmt: skip


def assigned(given: pl.DataFrame, duties: pl.DataFrame) -> pl.DataFrame:
    """The legs with their duties, and whether this crew member ``flown`` them, at the controls or not."""
    frame = numbered(conform(given, LEGS, "legs", LEG_MORE), "leg_id", "leg_row")
    mine = owned(frame, duties, "duty_id", "duty_row", "leg", "duty")
    other = mine["crew_id"] != duties["crew_id"][mine["duty_row"]]
    if other.any():
        wrong = mine.filter(other).row(0, named=True)
        raise InputError(
            f"The leg {wrong['leg_id']} of {wrong['crew_id']} is in a duty of somebody else: {wrong['duty_id']}."
        )
    gone = pl.col("cancelled").fill_null(False) | pl.col("operated_by_other").fill_null(False)
    return mine.with_columns(flown=~gone)


def legs(mine: pl.DataFrame, duties: pl.DataFrame) -> pl.DataFrame:
    """One row a leg with its own facts and those of its duty."""
    shift = [name for name in duties.columns if name.startswith(("shift_", "from_"))]
    above = duties.select(*_HANDED_DOWN, "wall_midnight", *shift)[mine["duty_row"]]
    after, jump = change(pl.col("out"), pl.col("in"), shift)
    flown = pl.col("flown")

    def clock(instant: pl.Expr) -> pl.Expr:
        return wall(instant, shift) - pl.col("wall_midnight")

    return (
        pl.concat([mine, above], how="horizontal")
        .with_columns(
            scheduled_block_minutes=pl.coalesce(pl.col("scheduled_in") - pl.col("scheduled_out"), "told_block"),
            scheduled_out_local_min=clock(pl.col("scheduled_out")),
            scheduled_in_local_min=clock(pl.col("scheduled_in")),
            block_minutes=pl.when(flown).then(pl.coalesce(pl.col("in") - pl.col("out"), "told_block")).otherwise(0),
            out_local_min=pl.when(flown).then(clock(pl.col("out"))),
            in_local_min=pl.when(flown).then(clock(pl.col("in"))),
            clock_change_after=after,
            clock_change=jump,
            delay_minutes=pl.when(flown).then((pl.col("in") - pl.col("scheduled_in")).clip(lower_bound=0)).otherwise(0),
        )
        .drop(*shift, "wall_midnight")
    )
