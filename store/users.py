"""Logins."""

from uuid import UUID

from domain.errors import InputError
from store import audit, rows
from store.database import WriteSession
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
    """The login of this id, made where there is none. A crew login's id is its crew member's.

    ``InputError`` where the address is another login's already.
    """
    row = {"id": user_id, "email": email, "role": role, "airline_id": airline_id, "crew_member_id": crew_member_id}
    if await rows.add_missing(session, User, row):
        await audit.record(session, Action.CREATED, "user", user_id, airline_id=airline_id, after={"role": role})
    elif await session.get(User, user_id) is None:
        raise InputError(f"The address {email} belongs to another login: give this one its own.")
    return user_id
