"""What crew members are owed: the current version of each calculation, the earlier ones, and their lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import polars as pl
from sqlalchemy import Select, Uuid, column, func, select, table, text
from sqlmodel import col

from domain.clock import to_datetime
from domain.errors import RefusedError
from domain.frames import LINES, Schema
from store import audit, bulk, rows
from store.database import ReadSession, WriteSession
from store.tables import PayCalculation, PayLine, PayLiveRun, PayRunPart, PayRunRow
from store.tables.enums import Action

_LINES: Final = text("""
    SELECT l.crew_member_id, l.component, l.rule_owner, l.rule_code, l.rule_since, l.trip_id,
           l.duty_id, l.assignment_id, l.flight_id, l.standby_id, l.day,
           l.quantity, l.unit, l.rate_minor, l.rate_parts,
           l.percent, l.amount_minor, l.credit_minutes, l.reason
    FROM pay_lines l JOIN pay_calculations c ON c.airline_id = l.airline_id AND c.id = l.calculation_id
    WHERE c.airline_id = :airline AND c.pay_period_id = :period
    ORDER BY l.crew_member_id, l.place
""")
_UNDECIDED: Final = text("""
    SELECT n.calculation_id, n.crew_member_id, n.rule_owner, n.rule_code, n.grain, n.key, n.missing,
           array_to_string(ARRAY(
        SELECT DISTINCT a.flight_id::text FROM crew_assignments a
        WHERE a.airline_id = n.airline_id AND a.crew_member_id = n.crew_member_id
          AND n.key IN (a.id::text, a.duty_id::text, a.trip_id::text)
        ORDER BY 1
    ), ',')
    FROM pay_needs n WHERE n.calculation_id = ANY(CAST(:calculations AS uuid[]))
    ORDER BY n.calculation_id, n.rule_owner, n.rule_code, n.key, n.missing
""")
UNDECIDED: Final[Schema] = {
    "calculation_id": pl.String(), "crew_id": pl.String(), "rule_owner": pl.String(), "rule_code": pl.String(),
    "grain": pl.String(), "key": pl.String(),
    "missing": pl.String(),  # facts, with commas
    "flight_ids": pl.List(pl.String()),  # of the leg, or of all the row's legs; none for the whole period
}  # fmt: skip
"""One row that a rule could not be decided on when a calculation was made, for lack of data."""
_PEOPLE: Final = text("""
    SELECT DISTINCT c.crew_member_id FROM pay_live_runs l
    JOIN pay_calculation_versions c ON c.pay_run_id = l.pay_run_id WHERE l.pay_period_id = :period
    ORDER BY 1
""")
_CURRENT: Final = table(
    "pay_calculations", column("id", Uuid), column("airline_id", Uuid), column("crew_member_id", Uuid),
    column("pay_period_id", Uuid),
)  # fmt: skip
"""The view that says which version of a calculation is current."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a calculation, and the instant from which a newer run stood in its place; None: it is current."""

    row: PayCalculation
    superseded_at: datetime | None


async def current(session: ReadSession, airline_id: UUID, period_id: UUID) -> list[PayCalculation]:
    """The current calculation of every crew member of a period that this reader sees."""
    found = await session.scalars(
        _now().where(_CURRENT.c.airline_id == airline_id, _CURRENT.c.pay_period_id == period_id)
    )
    return list(found)


async def of_crew(session: ReadSession, crew_ids: Sequence[UUID], period_id: UUID) -> list[PayCalculation | None]:
    """The current calculation of each crew member, in the order asked; None where there is none for this reader."""
    found = await session.scalars(
        _now().where(_CURRENT.c.crew_member_id.in_(set(crew_ids)), _CURRENT.c.pay_period_id == period_id)
    )
    known = {each.crew_member_id: each for each in found}
    return [known.get(each) for each in crew_ids]


async def people(session: ReadSession, period_id: UUID) -> list[UUID]:
    """Everybody of whom some live run of a period says what they are owed."""
    return list((await session.execute(_PEOPLE, {"period": period_id})).scalars())


async def versions(session: ReadSession, crew_id: UUID, period_id: UUID) -> list[Version]:
    """Every version of one crew member's calculation that was ever read, oldest first."""
    following = func.lead(col(PayLiveRun.created_at)).over(order_by=col(PayLiveRun.live))
    found = await session.execute(
        select(PayCalculation, following)
        .join(PayLiveRun, col(PayLiveRun.pay_run_id) == col(PayCalculation.pay_run_id))
        .where(col(PayCalculation.crew_member_id) == crew_id, col(PayCalculation.pay_period_id) == period_id)
        .order_by(col(PayLiveRun.live))
    )
    return [Version(*row) for row in found]


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
    found = await bulk.frame(session, _UNDECIDED, asked, UNDECIDED | {"flight_ids": pl.String()})
    return found.with_columns(pl.col("flight_ids").str.split(",").list.eval(pl.element().filter(pl.element() != "")))


async def validate(session: WriteSession, calculation_id: UUID, at: int) -> None:
    """Marks a current calculation as checked by the signed-in person, who must not be the one that ran it."""
    found = await rows.one(session, PayCalculation, calculation_id)
    run = await rows.one(session, PayRunRow, found.pay_run_id)
    ran = select(col(PayRunPart.taken_by)).where(col(PayRunPart.pay_run_id) == run.id)
    if session.claims.sub in {run.calculated_by, *(await session.scalars(ran))}:
        raise RefusedError("Whoever ran a calculation cannot validate it: ask a second person.")
    if (await session.scalars(_now().where(_CURRENT.c.id == calculation_id))).one_or_none() is None:
        raise RefusedError(f"Version {found.version} is no longer current: validate the newest one.")
    found.validated_at, found.validated_by = to_datetime(at), session.claims.sub
    session.add(found)
    await audit.record(session, Action.VALIDATED, "pay_calculation", found.id, airline_id=found.airline_id)


def _now() -> Select[PayCalculation]:
    return (
        select(PayCalculation)
        .join(_CURRENT, _CURRENT.c.id == col(PayCalculation.id))
        .order_by(col(PayCalculation.crew_member_id))
    )
