"""Published editions of the rules: one sequence; the content of each owner is kept by its hash."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Text
from sqlmodel import Field, SQLModel

from store.tables.columns import body, owned, stamp


class Edition(SQLModel, table=True):
    """One publication. Its row is the commit point: an edition that has none was never published."""

    __tablename__ = "editions"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    message: str = Field(sa_type=Text)
    published_by: UUID
    published_at: datetime = stamp()


class EditionContent(SQLModel, table=True):
    """What one owner's part says, compressed; ``airline_id`` is null for shared law."""

    __tablename__ = "edition_contents"
    __table_args__ = owned("edition_contents")

    owner: str = Field(max_length=20, primary_key=True)
    content_hash: str = Field(max_length=71, primary_key=True)
    airline_id: UUID | None = None
    body: bytes = body()
    created_at: datetime = stamp()


class EditionPart(SQLModel, table=True):
    """The part an edition changed. An owner's content at an edition is its newest part up to there."""

    __tablename__ = "edition_parts"
    __table_args__ = (
        *owned("edition_parts"),
        ForeignKeyConstraint(["owner", "content_hash"], ["edition_contents.owner", "edition_contents.content_hash"]),
        Index("ix_edition_parts_owner", "owner", "edition"),
    )

    edition: int = Field(primary_key=True, foreign_key="editions.number")
    owner: str = Field(max_length=20, primary_key=True)
    airline_id: UUID | None = None
    content_hash: str = Field(max_length=71)
    created_at: datetime = stamp()
