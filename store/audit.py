"""The log of deeds: written in the transaction that does them, so that neither is there without the other."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert, select
from sqlmodel import col

from domain.crew import Role
from store.database import ReadSession, WriteSession
from store.tables import AuditEntry
from store.tables.enums import Action, ActorType

_ACTORS: Final = {
    Role.USER: ActorType.CREW,
    Role.ADMIN: ActorType.ADMIN,
    Role.PLATFORM: ActorType.ADMIN,
    Role.SERVICE: ActorType.AI_AGENT,
}


async def record(
    session: WriteSession,
    action: Action,
    entity_type: str,
    entity_id: object,
    *,
    airline_id: UUID | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    actor_type: ActorType | None = None,
) -> None:
    """Notes what the signed-in actor did. ``before`` and ``after`` hold what changed, as JSON can say it."""
    entry = {
        "airline_id": airline_id or session.claims.airline_id,
        "entity_type": entity_type,
        "entity_id": str(entity_id),
        "action": action,
        "actor_id": session.claims.sub,
        "actor_type": actor_type or _ACTORS[session.claims.role],
        "changes": {"before": before, "after": after},
        "reason": reason,
    }
    await session.execute(insert(AuditEntry).values(entry))  # nothing is asked back: crew may add and not read


async def of(session: ReadSession, entity_type: str, entity_id: object) -> list[AuditEntry]:
    """What was done to one thing, oldest first."""
    found = await session.scalars(
        select(AuditEntry)
        .where(col(AuditEntry.entity_type) == entity_type, col(AuditEntry.entity_id) == str(entity_id))
        .order_by(col(AuditEntry.created_at))
    )
    return list(found)
