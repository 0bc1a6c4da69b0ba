"""Logins."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from domain.errors import NotFoundError
from store import audit
from store.database import ReadSession, WriteSession
from store.tables import User
from store.tables.enums import Action, UserRole


async def ensure(
    session: WriteSession,
    user_id: UUID,
    email: str,
    role: UserRole,
    *,
    airline_id: UUID | None,
    crew_member_id: UUID | None = None,
) -> UUID:
    """The login of this id, made where there is none. A crew login's id is its crew member's."""
    if await session.get(User, user_id) is None:
        session.add(User(id=user_id, email=email, role=role, airline_id=airline_id, crew_member_id=crew_member_id))
        await session.flush()
        await audit.record(session, Action.CREATED, "user", user_id, airline_id=airline_id, after={"role": role})
    return user_id


async def by_email(session: ReadSession, email: str) -> User:
    """The login of an address; ``NotFoundError`` where this reader has none."""
    found = (await session.scalars(select(User).where(col(User.email) == email))).one_or_none()
    if found is None:
        raise NotFoundError(f"There is no login {email} here.")
    return found
