"""What an auditor is shown of one pay run: its lines as they stand on record, its sums, and who did what to it."""

from collections.abc import Sequence
from datetime import UTC
from typing import Any, Final
from uuid import UUID

import polars as pl
from sqlalchemy import or_, select, text
from sqlmodel import col

from domain.frames import LINE_MORE, LINES, Schema
from store import bulk
from store.database import ReadSession
from store.tables import AuditEntry, PayRunPart, PayRunRow

GROSS: Final[Schema] = {"crew_id": pl.String(), "employee_id": pl.String(), "gross": pl.Int64()}
"""What a run says that each crew member is owed, minor units."""
COMPONENTS: Final[Schema] = {
    "component": pl.String(), "crew": pl.Int64(), "lines": pl.Int64(), "amount": pl.Int64(), "credit": pl.Int64(),
}  # fmt: skip
"""What the lines of a run come to: of how many crew members, how many lines, minor units, credit minutes."""
OPEN: Final[Schema] = {
    "rule_owner": pl.String(), "rule_code": pl.String(), "missing": pl.String(), "crew": pl.Int64(), "rows": pl.Int64(),
}  # fmt: skip
"""What could not be decided in a run, rule by rule."""

_LINES: Final = text("""
    SELECT l.crew_member_id, l.component, l.rule_owner, l.rule_code, l.rule_since, l.trip_id,
           l.duty_id, l.assignment_id, l.flight_id, l.standby_id, l.day,
           l.quantity, l.unit, l.rate_minor, l.rate_parts,
           l.percent, l.amount_minor, l.credit_minutes, l.reason, l.adjustment_id
    FROM pay_lines l JOIN pay_calculation_versions c ON c.airline_id = l.airline_id AND c.id = l.calculation_id
    WHERE c.pay_run_id = :run AND c.crew_member_id = ANY(CAST(:crew AS uuid[]))
    ORDER BY l.crew_member_id, l.place
""")
_GROSS: Final = text("""
    SELECT c.crew_member_id, m.employee_id, c.gross_minor
    FROM pay_calculation_versions c JOIN crew_members m ON m.airline_id = c.airline_id AND m.id = c.crew_member_id
    WHERE c.pay_run_id = :run ORDER BY m.employee_id
""")
_COMPONENTS: Final = text("""
    SELECT l.component, count(DISTINCT l.crew_member_id), count(*), sum(l.amount_minor)::bigint,
           sum(l.credit_minutes)::bigint
    FROM pay_lines l JOIN pay_calculation_versions c ON c.airline_id = l.airline_id AND c.id = l.calculation_id
    WHERE c.pay_run_id = :run GROUP BY 1 ORDER BY 1
""")
_RETROS: Final = text("""
    SELECT DISTINCT a.retro_id::text FROM pay_calculation_versions c
    JOIN pay_lines l ON l.airline_id = c.airline_id AND l.calculation_id = c.id
    JOIN pay_adjustments a ON a.airline_id = l.airline_id AND a.id = l.adjustment_id
    WHERE c.pay_run_id = :run ORDER BY 1
""")
_OPEN: Final = text("""
    SELECT n.rule_owner, n.rule_code, n.missing, count(DISTINCT n.crew_member_id), count(*)
    FROM pay_needs n JOIN pay_calculation_versions c ON c.id = n.calculation_id
    WHERE c.pay_run_id = :run GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
""")


async def lines(session: ReadSession, run_id: UUID, crew: Sequence[str]) -> pl.DataFrame:
    """The LINES of a run as they are stored, of these crew members."""
    return await bulk.frame(session, _LINES, {"run": run_id, "crew": list(crew)}, LINES | LINE_MORE)


async def gross(session: ReadSession, run_id: UUID) -> pl.DataFrame:
    """GROSS of everybody in a run, by employee id."""
    return await bulk.frame(session, _GROSS, {"run": run_id}, GROSS)


async def components(session: ReadSession, run_id: UUID) -> pl.DataFrame:
    """COMPONENTS of a run."""
    return await bulk.frame(session, _COMPONENTS, {"run": run_id}, COMPONENTS)


async def undecided(session: ReadSession, run_id: UUID) -> pl.DataFrame:
    """OPEN of a run."""
    return await bulk.frame(session, _OPEN, {"run": run_id}, OPEN)


async def deeds(session: ReadSession, run: PayRunRow) -> list[AuditEntry]:
    """What the log says was done to a run, to its parts and to its period, and of the adjustments that it pays, oldest
    first.
    """
    numbers = await session.scalars(
        select(col(PayRunPart.number)).where(col(PayRunPart.pay_run_id) == run.id).order_by(col(PayRunPart.number))
    )
    parts = [f"{run.id}/{number}" for number in numbers]
    posted = list((await session.execute(_RETROS, {"run": run.id})).scalars())
    runs, period = ("pay_run", [str(run.id)]), ("pay_period", [str(run.pay_period_id)])
    about = [runs, ("pay_run_part", parts), period, ("pay_retro", posted)]
    named = (col(AuditEntry.entity_type) == noun for noun, _ in about)
    which = (col(AuditEntry.entity_id).in_(ids) for _, ids in about)
    asked = select(AuditEntry).where(
        col(AuditEntry.airline_id) == run.airline_id, or_(*(a & b for a, b in zip(named, which, strict=True)))
    )
    return list(await session.scalars(asked.order_by(col(AuditEntry.created_at), col(AuditEntry.id))))


def told(entry: AuditEntry) -> dict[str, Any]:
    """One line of the log, as JSON can say it."""
    return {
        "at": entry.created_at.astimezone(UTC).isoformat(),
        "what": entry.action.value,
        "of": f"{entry.entity_type} {entry.entity_id}",
        "actor": str(entry.actor_id),
        "as": entry.actor_type.value,
        "changes": entry.changes,
        "reason": entry.reason,
    }
