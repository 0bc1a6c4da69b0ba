"""Airlines: the tenants."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from domain.errors import NotFoundError
from domain.money import Currency
from store import audit, rows
from store.database import ReadSession, WriteSession
from store.ids import stable
from store.tables import Airline
from store.tables.enums import Action


async def ensure(session: WriteSession, code: str, name: str, currency: Currency) -> UUID:
    """The airline of this code, made where there is none. A platform administrator's deed."""
    found = await _by_code(session, code)
    if found is not None:
        return found.id
    row = {"code": code, "name": name, "currency": currency.code, "currency_exponent": currency.exponent}
    airline_id = stable("airline", code)
    if await rows.add_missing(session, Airline, {"id": airline_id, **row}):
        after = {"code": code, "name": name}
        await audit.record(session, Action.CREATED, "airline", airline_id, airline_id=airline_id, after=after)
    return airline_id


async def by_code(session: ReadSession, code: str) -> Airline:
    """The airline of a code; ``NotFoundError`` where this reader has none."""
    found = await _by_code(session, code)
    if found is None:
        raise NotFoundError(f"There is no airline {code} here (or it is not yours).")
    return found


async def every(session: ReadSession) -> list[Airline]:
    """The airlines this reader sees, by code."""
    return list(await session.scalars(select(Airline).order_by(col(Airline.code))))


async def currency(session: ReadSession, airline_id: UUID) -> Currency:
    """The currency an airline pays in."""
    airline = await rows.one(session, Airline, airline_id)
    return Currency(airline.currency, airline.currency_exponent)


async def set_policy(session: WriteSession, airline_id: UUID, policy: dict[str, Any], reason: str) -> None:
    """Records the choices that regulation leaves to the carrier; the earlier ones stay in the audit log."""
    airline = await rows.one(session, Airline, airline_id)
    before, airline.policy = airline.policy, policy
    session.add(airline)
    await audit.record(
        session,
        Action.UPDATED,
        "airline",
        airline_id,
        airline_id=airline_id,
        before={"policy": before},
        after={"policy": policy},
        reason=reason,
    )


async def _by_code(session: ReadSession, code: str) -> Airline | None:
    return (await session.scalars(select(Airline).where(col(Airline.code) == code))).one_or_none()
