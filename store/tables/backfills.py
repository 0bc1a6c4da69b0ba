"""How far each data migration has come."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from store.tables.columns import moment, stamp


class Backfill(SQLModel, table=True):
    """One data migration: where the last committed batch ended, so that a killed one goes on from there."""

    __tablename__ = "backfills"

    name: str = Field(max_length=120, primary_key=True)
    position: str = Field(default="", sa_type=Text)
    rows_done: int = Field(default=0)
    started_at: datetime = stamp()
    finished_at: datetime | None = moment(optional=True)
