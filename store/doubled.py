"""What a pay run pays that the period before it, closed by now, has paid too: it was moved there afterwards."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import polars as pl
from sqlalchemy import text

from domain.frames import Schema
from store import bulk, numbers
from store.database import ReadSession
from store.tables import PayRunRow

_FLOWN: Final[Schema] = {"crew_id": pl.String(), "flight_id": pl.String(), "amount": pl.Int64()}
_LINES: Final = """
    SELECT l.crew_member_id, l.flight_id, l.amount_minor FROM pay_calculation_versions c
    JOIN pay_lines l ON l.airline_id = c.airline_id AND l.calculation_id = c.id
    JOIN crew_members m ON m.airline_id = c.airline_id AND m.id = c.crew_member_id
    WHERE c.pay_run_id = :run AND l.adjustment_id IS NULL AND l.flight_id IS NOT NULL
      AND m.position::text <> ALL(CAST(:parted AS text[]))
"""
_NOW: Final = text(_LINES)
_PAID: Final = text(f"""{_LINES}
    UNION ALL
    SELECT a.crew_member_id, a.flight_id, a.amount_minor FROM pay_adjustments a
    WHERE a.earned_period_id = :earned AND a.flight_id IS NOT NULL
""")  # noqa: S608  (the condition is ours)


@dataclass(frozen=True, slots=True)
class Doubled:
    """A flight that a crew member is paid for in two periods: what the earlier one paid so far, minor units."""

    employee_id: str
    flight: str
    amount: int


async def flights(session: ReadSession, run: PayRunRow, last: PayRunRow, parted: Collection[str]) -> list[Doubled]:
    """The flights of a run that the released run of a period before has paid, with what was posted to it since.

    Crew of the ``parted`` positions may have one flight in two periods. The two sides meet here and not in the
    database, whose planner knows nothing yet of rows that were just written.
    """
    asked = {"run": run.id, "parted": sorted(parted)}
    before = {"run": last.id, "earned": last.pay_period_id, "parted": sorted(parted)}
    now = await bulk.frame(session, _NOW, asked, _FLOWN)
    paid = (
        (await bulk.frame(session, _PAID, before, _FLOWN)).group_by("crew_id", "flight_id").agg(pl.col("amount").sum())
    )
    both = paid.filter(pl.col("amount") != 0).join(now, on=["crew_id", "flight_id"], how="semi")
    named = await numbers.employees(session, run.airline_id, await numbers.flights(session, run.airline_id, both))
    told = named.select("employee_id", "flight", "amount", "flight_id").sort("employee_id", "flight", "flight_id")
    return [Doubled(*row) for row in told.drop("flight_id").rows()]
