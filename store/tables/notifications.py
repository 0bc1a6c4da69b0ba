"""What crew members are told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from store.tables.columns import document, key, member, moment, stamp, within_airline
from store.tables.enums import Delivery, NotificationType


class Notification(SQLModel, table=True):
    """One message to one crew member, with each attempt to deliver it."""

    __tablename__ = "notifications"
    __table_args__ = (
        within_airline("crew_member_id", "crew_members"),
        Index("ix_notifications_crew_member_id", "airline_id", "crew_member_id", "sent_at"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    crew_member_id: UUID
    notification_type: NotificationType = member(NotificationType, "notification_type")
    title: str = Field(max_length=200)
    message: str = Field(sa_type=Text)
    related_entity_type: str | None = Field(default=None, max_length=40)
    related_entity_id: UUID | None = None
    sent_at: datetime = moment()
    read_at: datetime | None = moment(optional=True)
    delivery_method: Delivery = member(Delivery, "delivery_method", default=Delivery.IN_APP)
    attempts: list[Any] = document("[]")
    created_at: datetime = stamp()
    updated_at: datetime = stamp()
