"""What crew members are owed: the current version of each calculation, the earlier ones, and their lines."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import polars as pl
from sqlalchemy import select, text
from sqlmodel import col

from domain.clock import to_datetime
from domain.errors import RefusedError
from domain.frames import LINES, Schema
from store import audit, bulk, rows
from store.database import ReadSession, WriteSession
from store.tables import PayCalculation, PayLine, PayRunRow
from store.tables.enums import Action

_LINES: Final = text("""
    SELECT l.crew_member_id::text, l.component, l.rule_owner, l.rule_code, l.rule_since, l.trip_id::text,
           l.duty_id::text, l.assignment_id::text, l.flight_id::text, NULL, NULL,
           l.quantity, l.unit, l.rate_minor, NULL,
           l.percent, l.amount_minor, l.credit_minutes, l.reason
    FROM pay_lines l JOIN pay_calculations c ON c.airline_id = l.airline_id AND c.id = l.calculation_id
    WHERE c.airline_id = :airline AND c.pay_period_id = :period
    ORDER BY l.crew_member_id, l.place
""")
_UNDECIDED: Final = text("""
    WITH asked AS MATERIALIZED (
        SELECT id, airline_id, crew_member_id, pay_run_id FROM pay_calculation_versions
        WHERE id = ANY(CAST(:calculations AS uuid[]))
    ), undecided AS MATERIALIZED (
        SELECT r.id AS run, n.* FROM pay_runs r CROSS JOIN LATERAL jsonb_to_recordset(r.needs_data)
            AS n(crew_id text, rule_owner text, rule_code text, grain text, key text, missing text)
        WHERE r.id IN (SELECT pay_run_id FROM asked)
    )
    SELECT c.id::text, n.crew_id, n.rule_owner, n.rule_code, n.grain, n.key, n.missing, ARRAY(
        SELECT DISTINCT a.flight_id::text FROM crew_assignments a
        WHERE a.airline_id = c.airline_id AND a.crew_member_id = c.crew_member_id
          AND n.key IN (a.id::text, a.duty_id::text, a.trip_id::text)
        ORDER BY 1
    )
    FROM asked c JOIN undecided n ON n.run = c.pay_run_id AND n.crew_id = c.crew_member_id::text
    ORDER BY c.id, n.rule_owner, n.rule_code, n.key, n.missing
""")
UNDECIDED: Final[Schema] = {
    "calculation_id": pl.String(), "crew_id": pl.String(), "rule_owner": pl.String(), "rule_code": pl.String(),
    "grain": pl.String(), "key": pl.String(),
    "missing": pl.String(),  # facts, with commas
    "flight_ids": pl.List(pl.String()),  # of the leg, or of all the row's legs; none for the whole period
}  # fmt: skip
"""One row that a rule could not be decided on when a calculation was made, for lack of data."""
_IS_CURRENT: Final = col(PayCalculation.superseded_at).is_(None)


async def current(session: ReadSession, airline_id: UUID, period_id: UUID) -> list[PayCalculation]:
    """The current calculation of every crew member of a period that this reader sees."""
    found = await session.scalars(
        select(PayCalculation)
        .where(
            col(PayCalculation.airline_id) == airline_id,
            col(PayCalculation.pay_period_id) == period_id,
            _IS_CURRENT,
        )
        .order_by(col(PayCalculation.crew_member_id))
    )
    return list(found)


async def of_crew(session: ReadSession, crew_ids: Sequence[UUID], period_id: UUID) -> list[PayCalculation | None]:
    """The current calculation of each crew member, in the order asked; None where there is none for this reader."""
    found = await session.scalars(
        select(PayCalculation).where(
            col(PayCalculation.crew_member_id).in_(set(crew_ids)),
            col(PayCalculation.pay_period_id) == period_id,
            _IS_CURRENT,
        )
    )
    known = {each.crew_member_id: each for each in found}
    return [known.get(each) for each in crew_ids]


async def versions(session: ReadSession, crew_id: UUID, period_id: UUID) -> list[PayCalculation]:
    """Every version of one crew member's calculation, oldest first."""
    found = await session.scalars(
        select(PayCalculation)
        .where(col(PayCalculation.crew_member_id) == crew_id, col(PayCalculation.pay_period_id) == period_id)
        .order_by(col(PayCalculation.version))
    )
    return list(found)


async def lines(session: ReadSession, calculation_ids: Sequence[UUID]) -> list[PayLine]:
    """The lines of calculations, in their order within each."""
    found = await session.scalars(
        select(PayLine)
        .where(col(PayLine.calculation_id).in_(set(calculation_ids)))
        .order_by(col(PayLine.calculation_id), col(PayLine.place))
    )
    return list(found)


async def lines_frame(session: ReadSession, airline_id: UUID, period_id: UUID) -> pl.DataFrame:
    """The LINES frame of a period's current calculations."""
    return await bulk.frame(session, _LINES, {"airline": airline_id, "period": period_id}, LINES)


async def undecided(session: ReadSession, calculation_ids: Sequence[UUID]) -> pl.DataFrame:
    """What the runs of these calculations left open for their crew members (UNDECIDED); no rows: all are complete.

    Crew cannot read runs: ask as the airline's service, about calculations that the asker was seen to see.
    """
    asked = {"calculations": [str(each) for each in calculation_ids]}
    return await bulk.frame(session, _UNDECIDED, asked, UNDECIDED)


async def validate(session: WriteSession, calculation_id: UUID, at: int) -> None:
    """Marks a current calculation as checked by the signed-in person, who must not be the one that ran it."""
    found = await rows.one(session, PayCalculation, calculation_id)
    run = await rows.one(session, PayRunRow, found.pay_run_id)
    if run.calculated_by == session.claims.sub:
        raise RefusedError("Whoever ran a calculation cannot validate it: ask a second person.")
    if found.superseded_at is not None:
        raise RefusedError(f"Version {found.version} is no longer current: validate the newest one.")
    found.validated_at, found.validated_by = to_datetime(at), session.claims.sub
    session.add(found)
    await audit.record(session, Action.VALIDATED, "pay_calculation", found.id, airline_id=found.airline_id)
