"""What a pay run came to, as frames: its lines, its totals, and what it left open."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

import polars as pl
from sqlalchemy import text

from domain.errors import NotFoundError
from domain.frames import LINES, TOTALS
from store import bulk
from store.database import ReadSession
from store.runparts import NEEDS
from store.tables import PayLiveRun

_MINE: Final = """
    JOIN pay_calculation_versions c ON c.airline_id = r.airline_id AND c.id = r.calculation_id
    WHERE c.pay_run_id = :run
"""
_LINES: Final = text(f"""
    SELECT r.crew_member_id, r.component, r.rule_owner, r.rule_code, r.rule_since, r.trip_id, r.duty_id,
           r.assignment_id, r.flight_id, r.standby_id, r.day, r.quantity, r.unit, r.rate_minor, r.rate_parts,
           r.percent, r.amount_minor, r.credit_minutes, r.reason
    FROM pay_lines r {_MINE} ORDER BY r.crew_member_id, r.place
""")  # noqa: S608  (the condition is ours)
_NEEDS: Final = text(f"""
    SELECT r.crew_member_id, r.rule_owner, r.rule_code, r.grain, r.key, r.missing
    FROM pay_needs r {_MINE} ORDER BY 1, 2, 3, 4, 5, 6
""")  # noqa: S608
_TOTALS: Final = text("""
    SELECT c.crew_member_id, c.credit_minutes, c.block_minutes, c.guarantee_minutes, c.overtime_minutes,
           c.hourly_rate_minor, c.gross_minor, c.flight_pay_minor, c.overtime_minor, c.delay_pay_minor,
           c.per_diem_minor, c.premium_pay_minor
    FROM pay_calculation_versions c WHERE c.pay_run_id = :run ORDER BY 1
""")


@dataclass(frozen=True, slots=True)
class RunResult:
    """LINES, TOTALS and NEEDS (``store.runparts``) of everybody in a run."""

    lines: pl.DataFrame
    totals: pl.DataFrame
    needs: pl.DataFrame


async def seen(session: ReadSession, run_id: UUID) -> None:
    """``NotFoundError`` for a run that was never complete: nobody reads what it wrote."""
    if await session.get(PayLiveRun, run_id) is None:
        raise NotFoundError(f"Run {run_id} is in work or was abandoned (or is not of your airline): name another one.")


async def of(session: ReadSession, run_id: UUID) -> RunResult:
    """What a run came to; ``NotFoundError`` for one that was never complete: nobody reads what it wrote."""
    await seen(session, run_id)
    frames = [
        await bulk.frame(session, query, {"run": run_id}, schema)
        for query, schema in ((_LINES, LINES), (_TOTALS, TOTALS), (_NEEDS, NEEDS))
    ]
    return RunResult(*frames)
