"""Where the lines of statements stand on the pay ladder, and when they are due."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

import polars as pl

from domain import clock
from domain.airports import zone_of
from payroll.ladder import Rung, Standing, ladder
from store import ladders
from store.database import ReadSession

__all__ = ["Rung", "Step", "of"]


class Step(NamedTuple):
    """A line's step, the day it is due to be posted, and the first day of the earlier period it was earned in."""

    rung: Rung
    due: date
    earned: date | None


async def of(session: ReadSession, calculation_ids: Sequence[UUID], now: int) -> Mapping[UUID, Step]:
    """The step of each line of these calculations, by the line's id, at a UTC minute."""
    lines = _ended(await ladders.lines(session, calculation_ids))
    steps: dict[UUID, Step] = {}
    for standing, mine in lines.group_by("status", "released", "pay_date", maintain_order=True):
        found = ladder(mine.select("line_id", "ended"), Standing(*standing), now)
        told = found.with_columns(mine["earned"]).rows()
        steps |= {UUID(line): Step(Rung(rung), due, earned) for line, rung, due, earned in told}
    return steps


def _ended(lines: pl.DataFrame) -> pl.DataFrame:
    """``ended`` also of lines about a day or the whole period: its last midnight on the clock of the base."""
    last = pl.when("whole").then("last_day").otherwise("day").alias("last")
    asked = lines.select("base", last).drop_nulls().unique().sort("base", "last")
    over = [clock.midnight(day + timedelta(days=1), zone_of(base)) for base, day in asked.rows()]
    known = asked.with_columns(over=pl.Series(over, dtype=pl.Int64))
    joined = lines.with_columns(last).join(known, on=["base", "last"], how="left", maintain_order="left")
    return joined.with_columns(ended=pl.coalesce("ended", "over"))
