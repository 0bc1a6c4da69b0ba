"""What crew members are told, recorded in the transaction that gives the reason."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from domain.clock import to_datetime
from store.database import ReadSession, WriteSession
from store.tables import Notification
from store.tables.enums import Delivery, NotificationType


async def send(
    session: WriteSession,
    airline_id: UUID,
    crew_id: UUID,
    kind: NotificationType,
    title: str,
    message: str,
    *,
    at: int,
    about: tuple[str, UUID] | None = None,
    delivery: Delivery = Delivery.IN_APP,
) -> None:
    """Leaves a message for one crew member; ``about`` is the type and id of what it is about."""
    session.add(
        Notification(
            airline_id=airline_id,
            crew_member_id=crew_id,
            notification_type=kind,
            title=title,
            message=message,
            related_entity_type=about[0] if about else None,
            related_entity_id=about[1] if about else None,
            sent_at=to_datetime(at),
            delivery_method=delivery,
        )
    )


async def of_crew(session: ReadSession, crew_ids: Sequence[UUID]) -> list[Notification]:
    """The messages of crew members, newest first."""
    found = await session.scalars(
        select(Notification)
        .where(col(Notification.crew_member_id).in_(set(crew_ids)))
        .order_by(col(Notification.sent_at).desc())
    )
    return list(found)
