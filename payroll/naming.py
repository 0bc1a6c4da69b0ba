"""Lines under their names: while they are worked out they go by the numbers of their rows and of their author."""

from collections.abc import Sequence
from functools import cache

import polars as pl

from domain.frames import LINES, Schema
from payroll.authors import Authors
from payroll.facts import Rows
from payroll.lines import MEASURED
from payroll.reasons import SAID, Reasons
from payroll.tables import ROW


def named(lines: Sequence[pl.DataFrame], reasons: Reasons, rows: Rows, authors: Authors) -> pl.DataFrame:
    """All lines under the names of LINES."""
    whole = pl.concat([_blank(), *lines], how="diagonal")
    known = authors.frame().drop("rule_since", "family")
    who = known[whole["author"]] if whole.height else known.clear()
    ids = {
        "crew_id": rows.periods["crew_id"].gather(whole["crew_row"]),
        "trip_id": _ids(rows.trips["trip_id"], whole["trip_row"]),
        "duty_id": _ids(rows.duties["duty_id"], whole["duty_row"]),
        "leg_id": _ids(rows.legs["leg_id"], whole["leg_row"]),
        "flight_id": _ids(rows.legs["flight_id"], whole["leg_row"]),
        "standby_id": _ids(rows.standby["standby_id"], whole["standby_row"]),
        "day": _ids(rows.leave["day"], whole["leave_row"]).zip_with(
            whole["leave_row"].is_not_null(), _ids(rows.days.rows["day"], whole["day_row"])
        ),
        "reason": reasons.of(whole),
    }
    found = {name: ids[name] if name in ids else (who if name in who.columns else whole)[name] for name in LINES}
    return pl.DataFrame(found)


@cache
def _blank() -> pl.DataFrame:
    """Lines about rows of any table, of which there are none."""
    every: Schema = dict.fromkeys(ROW.values(), pl.UInt32())
    return pl.DataFrame(schema=every | MEASURED | SAID)


def _ids(names: pl.Series, rows: pl.Series) -> pl.Series:
    """The names of rows; null where there is no row."""
    if names.is_empty() or rows.null_count() == rows.len():
        return pl.repeat(None, rows.len(), dtype=names.dtype, eager=True)
    return names.gather(rows)
