"""Pay periods."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from domain.errors import InputError
from store.database import ReadSession, WriteSession
from store.ids import stable
from store.tables import PayPeriod


async def ensure(session: WriteSession, airline_id: UUID, start: date, end: date, pay_date: date | None = None) -> UUID:
    """The period from ``start`` to ``end`` (both belong to it), made where there is none; paid on its last day
    unless ``pay_date`` says another.
    """
    if end < start:
        raise InputError(f"A pay period cannot end on {end}, before it starts on {start}.")
    found = await on(session, airline_id, start, end)
    if found is not None:
        return found.id
    period = PayPeriod(
        id=stable("period", airline_id, start, end),
        airline_id=airline_id,
        start_date=start,
        end_date=end,
        pay_date=pay_date or end,
    )
    session.add(period)
    await session.flush()
    return period.id


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


async def latest(session: ReadSession, airline_id: UUID, limit: int = 12) -> list[PayPeriod]:
    """The airline's periods, newest first."""
    found = await session.scalars(
        select(PayPeriod)
        .where(col(PayPeriod.airline_id) == airline_id)
        .order_by(col(PayPeriod.start_date).desc())
        .limit(limit)
    )
    return list(found)
