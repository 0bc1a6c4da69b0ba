"""What crew members are owed: the current version of each calculation, the earlier ones, and their lines."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import polars as pl
from sqlalchemy import select, text
from sqlmodel import col

from domain.clock import to_datetime
from domain.errors import RefusedError
from domain.frames import LINES
from store import audit, bulk, rows
from store.database import ReadSession, WriteSession
from store.tables import PayCalculation, PayLine, PayRunRow
from store.tables.enums import Action

_LINES: Final = text("""
    SELECT l.crew_member_id::text, l.component, l.rule_owner, l.rule_code, l.rule_since, l.trip_id::text,
           l.duty_id::text, l.assignment_id::text, l.flight_id::text, l.quantity, l.unit, l.rate_minor, l.percent,
           l.amount_minor, l.credit_minutes, l.reason
    FROM pay_lines l JOIN pay_calculations c ON c.airline_id = l.airline_id AND c.id = l.calculation_id
    WHERE c.airline_id = :airline AND c.pay_period_id = :period
    ORDER BY l.crew_member_id, l.place
""")
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
