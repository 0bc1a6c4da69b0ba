"""Who did what: rows are added and never changed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Text, text
from sqlalchemy.dialects.postgresql import INET
from sqlmodel import Field, SQLModel

from store.tables.columns import MOMENT, document, key, member
from store.tables.enums import Action, ActorType


class AuditEntry(SQLModel, table=True):
    """One deed, written in the transaction that did it; ``changes`` holds before and after."""

    __tablename__ = "audit_log"
    __table_args__ = (
        Index("ix_audit_log_created_at", "created_at", postgresql_using="brin"),
        Index("ix_audit_log_entity", "airline_id", "entity_type", "entity_id"),
    )

    id: UUID = key()
    airline_id: UUID | None = Field(default=None, foreign_key="airlines.id")
    entity_type: str = Field(max_length=40)
    entity_id: str = Field(max_length=120)
    action: Action = member(Action, "audit_action")
    actor_id: UUID
    actor_type: ActorType = member(ActorType, "actor_type")
    changes: dict[str, Any] = document()
    reason: str = Field(default="", sa_type=Text)
    ip_address: str | None = Field(default=None, nullable=True, sa_type=INET)
    user_agent: str | None = Field(default=None, sa_type=Text)
    created_at: datetime = Field(
        default=None, nullable=False, sa_type=MOMENT, sa_column_kwargs={"server_default": text("clock_timestamp()")}
    )
