"""Pay periods."""

from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select, text
from sqlmodel import col

from domain.errors import InputError
from store import adjustments, audit, rows
from store.database import ReadSession, WriteSession
from store.ids import stable
from store.tables import PayPeriod
from store.tables.enums import Action, PeriodStatus

_ALONE: Final = text("SELECT pg_advisory_xact_lock(hashtextextended('crewlex.period/' || :period, 0))")


async def ensure(session: WriteSession, airline_id: UUID, start: date, end: date, pay_date: date | None = None) -> UUID:
    """The period from ``start`` to ``end`` (both belong to it), made where there is none; paid on its last day
    unless ``pay_date`` says another.
    """
    if end < start:
        raise InputError(f"A pay period cannot end on {end}, before it starts on {start}.")
    found = await on(session, airline_id, start, end)
    if found is not None:
        return found.id
    dates = {"start_date": start, "end_date": end, "pay_date": pay_date or end}
    period_id = stable("period", airline_id, start, end)
    row = {"id": period_id, "airline_id": airline_id, "status": PeriodStatus.OPEN, **dates}
    await rows.add_missing(session, PayPeriod, row)
    return period_id


async def on(session: ReadSession, airline_id: UUID, start: date, end: date) -> PayPeriod | None:
    """The period of exactly these dates."""
    found = await session.scalars(
        select(PayPeriod).where(
            col(PayPeriod.airline_id) == airline_id,
            col(PayPeriod.start_date) == start,
            col(PayPeriod.end_date) == end,
        )
    )
    return found.one_or_none()


async def before(session: ReadSession, period: PayPeriod) -> PayPeriod | None:
    """The last period of the airline that ended before this one began."""
    asked = select(PayPeriod).where(
        col(PayPeriod.airline_id) == period.airline_id, col(PayPeriod.end_date) < period.start_date
    )
    return (await session.scalars(asked.order_by(col(PayPeriod.end_date).desc()).limit(1))).one_or_none()


async def step(session: WriteSession, period_id: UUID, status: PeriodStatus, reason: str = "") -> None:
    """Closes a period, or says that it is paid; the database refuses a step that is not lawful. Saying what is so
    already changes nothing.

    What its released run does not pay of the adjustments that runs of it took is free for the next open period.
    """
    await hold(session, period_id)
    period = await rows.one(session, PayPeriod, period_id)
    await session.refresh(period)
    if period.status is status:
        return
    if status is PeriodStatus.CLOSED:
        await adjustments.free(session, period_id)
    was, period.status = {"status": period.status}, status
    session.add(period)
    await session.flush()
    now, whose = {"status": status}, period.airline_id
    await audit.record(
        session, Action(status), "pay_period", period_id, airline_id=whose, before=was, after=now, reason=reason
    )


async def hold(session: WriteSession, period_id: UUID) -> None:
    """Waits until nobody else calculates or checks the period, and keeps others waiting until this transaction ends."""
    await session.execute(_ALONE, {"period": str(period_id)})


async def latest(session: ReadSession, airline_id: UUID, limit: int = 12) -> list[PayPeriod]:
    """The airline's periods, newest first."""
    found = await session.scalars(
        select(PayPeriod)
        .where(col(PayPeriod.airline_id) == airline_id)
        .order_by(col(PayPeriod.start_date).desc())
        .limit(limit)
    )
    return list(found)
