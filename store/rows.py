"""Single rows: by their ids, and added where they are not there yet."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import SQLModel

from domain.errors import NotFoundError
from store.database import ReadSession, WriteSession

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
        raise NotFoundError(f"There is no {_noun(model)} {row_id} here (or it is not of your airline).")
    return found


def _noun(model: type[SQLModel]) -> str:
    """What people call a row: the table's name, of one."""
    name = str(model.__tablename__).replace("_", " ")
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


async def add_missing(session: WriteSession, model: type[SQLModel], row: Mapping[str, Any]) -> bool:
    """Adds a row unless one like it (by any unique key) is there or comes in at this moment; whether it was added."""
    table = model.__table__  # type: ignore[attr-defined]
    statement = insert(table).values(dict(row)).on_conflict_do_nothing()
    added = await session.execute(statement, execution_options={"preserve_rowcount": True})
    return added.rowcount == 1  # type: ignore[attr-defined, no-any-return]
