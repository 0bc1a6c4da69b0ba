"""What changes of rules would do to a month: kept as it was found, so that people can share it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Identity, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from store.tables.columns import body, key, stamp


class ImpactRow(SQLModel, table=True):
    """One impact on one airline's month (``end_date`` does not belong to it), by the hash of its content.

    ``owner`` is whose rules would change, ``draft_id`` the change set (null: another edition), ``baseline`` the edition
    that it was held against. A change set of shared law is no airline's, so no key ties ``draft_id``: nothing is ever
    deleted there.
    """

    __tablename__ = "impacts"
    __table_args__ = (
        UniqueConstraint("number", name="uq_impacts_number"),
        UniqueConstraint("airline_id", "content_hash", name="uq_impacts_content"),
        Index("ix_impacts_draft", "draft_id"),
    )

    id: UUID = key()
    number: int = Field(default=None, nullable=False, sa_column_args=[Identity(always=True)])
    airline_id: UUID = Field(foreign_key="airlines.id")
    owner: str = Field(max_length=20)
    draft_id: UUID | None = None
    baseline: int = Field(foreign_key="editions.number")
    start_date: date
    end_date: date
    content_hash: str = Field(max_length=71)
    body: bytes = body()
    created_by: UUID
    created_at: datetime = stamp()
