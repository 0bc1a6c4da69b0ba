"""Rulebooks and the inputs of runs, each kept once, by the hash of its content."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from store.tables.columns import body, stamp


class RulebookBody(SQLModel, table=True):
    """A compiled Rulebook as canonical JSON, compressed. ``end_date`` is the first day after it."""

    __tablename__ = "rulebooks"

    airline_id: UUID = Field(foreign_key="airlines.id", primary_key=True)
    hash: str = Field(max_length=71, primary_key=True)
    start_date: date
    end_date: date
    body: bytes = body()
    created_at: datetime = stamp()


class RunInput(SQLModel, table=True):
    """One frame that a run read, as CSV (before migration 0004: as JSON lines), compressed."""

    __tablename__ = "run_inputs"

    airline_id: UUID = Field(foreign_key="airlines.id", primary_key=True)
    hash: str = Field(max_length=71, primary_key=True)
    rows: int
    body: bytes = body()
    created_at: datetime = stamp()
