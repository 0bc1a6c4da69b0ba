"""Edits of rules that are not published yet."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from store.tables.columns import document, key, member, owned, stamp
from store.tables.enums import DraftStatus


class Draft(SQLModel, table=True):
    """The edits one author prepares for one owner's rules; an author has one open draft per owner."""

    __tablename__ = "drafts"
    __table_args__ = (
        *owned("drafts"),
        Index("uq_drafts_open", "author", "owner", unique=True, postgresql_where=text("status = 'OPEN'")),
    )

    id: UUID = key()
    airline_id: UUID | None = None
    owner: str = Field(max_length=20)
    author: UUID
    edits: list[Any] = document("[]")
    status: DraftStatus = member(DraftStatus, "draft_status", default=DraftStatus.OPEN)
    edition: int | None = Field(default=None, foreign_key="editions.number")
    created_at: datetime = stamp()
    updated_at: datetime = stamp()
