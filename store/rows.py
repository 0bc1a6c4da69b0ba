"""Rows by their ids, for loaders that collect keys first."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlmodel import SQLModel

from domain.errors import NotFoundError
from store.database import ReadSession

Row = TypeVar("Row", bound=SQLModel)


async def by_ids(session: ReadSession, model: type[Row], ids: Sequence[UUID]) -> list[Row | None]:
    """One row an id, in the order of the ids; None where there is none (or none for this reader)."""
    column = model.__table__.columns["id"]  # type: ignore[attr-defined]
    found = await session.scalars(select(model).where(column.in_(set(ids))))
    known = {row.id: row for row in found}  # type: ignore[attr-defined]
    return [known.get(each) for each in ids]


async def one(session: ReadSession, model: type[Row], row_id: UUID) -> Row:
    """The row of an id; ``NotFoundError`` where there is none for this reader."""
    (found,) = await by_ids(session, model, [row_id])
    if found is None:
        raise NotFoundError(f"There is no {model.__name__} {row_id} (or not in your airline).")
    return found
