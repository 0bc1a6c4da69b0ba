"""Change sets: edits of rules on their way from a draft to an edition."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Identity, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from store.tables.columns import document, key, member, moment, owned, stamp
from store.tables.enums import DraftStatus


class Draft(SQLModel, table=True):
    """The edits one author prepares for one owner's rules; an author has one open draft per owner.

    ``effective`` is the day the edits hold from (null: a correction), ``approved`` the digest of what was approved.
    """

    __tablename__ = "drafts"
    __table_args__ = (
        *owned("drafts"),
        UniqueConstraint("number", name="uq_drafts_number"),
        Index("uq_drafts_open", "author", "owner", unique=True, postgresql_where=text("status = 'OPEN'")),
        Index("ix_drafts_status", "owner", "status", "number"),
        CheckConstraint("reviewed_by <> author", name="ck_drafts_second_person"),
        CheckConstraint(
            "(status IN ('APPROVED', 'REJECTED') OR published_by IS NOT NULL) <= (reviewed_by IS NOT NULL)",
            name="ck_drafts_reviewed",
        ),
        CheckConstraint(
            "(status = 'APPROVED' OR published_by IS NOT NULL) <= (approved IS NOT NULL)", name="ck_drafts_approved"
        ),
    )

    id: UUID = key()
    number: int = Field(default=None, nullable=False, sa_column_args=[Identity(always=True)])
    airline_id: UUID | None = None
    owner: str = Field(max_length=20)
    author: UUID
    author_email: str = Field(default="", max_length=254, sa_column_kwargs={"server_default": text("''")})
    edits: list[Any] = document("[]")
    status: DraftStatus = member(DraftStatus, "draft_status", default=DraftStatus.OPEN)
    message: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": text("''")})
    effective: date | None = None
    submitted_at: datetime | None = moment(optional=True)
    reviewed_by: UUID | None = None
    reviewer_email: str = Field(default="", max_length=254, sa_column_kwargs={"server_default": text("''")})
    reviewed_at: datetime | None = moment(optional=True)
    note: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": text("''")})
    approved: str | None = Field(default=None, max_length=71)
    published_by: UUID | None = None
    published_at: datetime | None = moment(optional=True)
    edition: int | None = Field(default=None, foreign_key="editions.number")
    created_at: datetime = stamp()
    updated_at: datetime = stamp()
