"""Whole frames in and out of tables, in one statement for thousands of rows.

``COPY`` may not write where row security binds, so rows travel as one JSON text and Postgres takes them apart.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl
from sqlalchemy import Column, DateTime, Table, TextClause, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import SQLModel

from domain.errors import InputError
from domain.frames import Schema
from store.database import ReadSession, WriteSession

CHUNK: Final = 20_000
_DIALECT: Final = postgresql.dialect()  # type: ignore[no-untyped-call]


async def insert(session: WriteSession, model: type[SQLModel], frame: pl.DataFrame, key: Sequence[str] = ()) -> None:
    """Adds the rows of a frame whose columns are named as the table's; left-out columns get their default.

    Instants may be UTC minutes. With a ``key`` (a unique one of the table), a row that is there already takes the
    frame's values, and is left alone where nothing differs. A key that the frame has twice is an ``InputError``.
    """
    if frame.is_empty():
        return
    table: Table = model.__table__  # type: ignore[attr-defined]
    unknown = [name for name in frame.columns if name not in table.columns]
    if unknown:
        raise InputError(f"Table {table.name} has no {', '.join(unknown)}: rename or drop them in the frame.")
    await _send(session, _insert(table, frame, key), _ordered(table, frame, key) if key else frame)


async def add_missing(session: WriteSession, model: type[SQLModel], frame: pl.DataFrame, key: Sequence[str]) -> None:
    """Adds the rows whose key is not there yet, and leaves the others as they are."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    statement = text(f"{_insert(table, frame, ())} ON CONFLICT ({', '.join(key)}) DO NOTHING")
    await _send(session, statement, _ordered(table, frame, key))


async def frame(session: ReadSession, query: TextClause, values: Mapping[str, Any], schema: Schema) -> pl.DataFrame:
    """The rows of a query whose columns come in the schema's order."""
    rows = (await session.execute(query, dict(values))).all()
    return pl.DataFrame([tuple(row) for row in rows], schema=dict(schema), orient="row")


def _ordered(table: Table, frame: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """By key, so that two loads of the same rows take them in one order and never wait for each other in a circle."""
    twice = frame.filter(frame.select(key).is_duplicated())
    if twice.height:
        raise InputError(
            f"{twice.height} rows for {table.name} share their {', '.join(key)}, such as "
            f"{', '.join(map(str, twice.select(key).row(0)))}: each may be there once."
        )
    return frame.sort(key)


async def _send(session: WriteSession, statement: TextClause, frame: pl.DataFrame) -> None:
    for part in frame.iter_slices(CHUNK):
        await session.execute(statement, {"rows": part.write_json()})


def _insert(table: Table, frame: pl.DataFrame, key: Sequence[str]) -> TextClause:
    names = ", ".join(f'"{name}"' for name in frame.columns)
    fields = [_field(table.columns[name], frame.schema[name]) for name in frame.columns]
    taken = ", ".join(value for _, value in fields)
    record = ", ".join(declared for declared, _ in fields)
    return text(
        f"INSERT INTO {table.name} ({names}) SELECT {taken} "  # noqa: S608  (names of our own tables and columns)
        f"FROM json_to_recordset(CAST(:rows AS json)) AS r ({record}) {_conflict(table, frame, key)}"
    )


def _field(column: Column[Any], kind: pl.DataType) -> tuple[str, str]:
    """How the record declares a field, and how its value becomes the column's."""
    if isinstance(column.type, DateTime) and kind.is_integer():
        return f'"{column.name}" bigint', f'utc_moment(r."{column.name}")'
    if isinstance(column.type, JSONB) and kind == pl.String:
        return f'"{column.name}" text', f'CAST(r."{column.name}" AS jsonb)'
    return f'"{column.name}" {column.type.compile(dialect=_DIALECT)}', f'r."{column.name}"'


def _conflict(table: Table, frame: pl.DataFrame, key: Sequence[str]) -> str:
    if not key:
        return ""
    changing = [name for name in frame.columns if name not in key]
    target = ", ".join(key)
    values = ", ".join(f'"{name}" = EXCLUDED."{name}"' for name in changing)
    before = ", ".join(f'{table.name}."{name}"' for name in changing)
    after = ", ".join(f'EXCLUDED."{name}"' for name in changing)
    return f"ON CONFLICT ({target}) DO UPDATE SET {values} WHERE ({before}) IS DISTINCT FROM ({after})"
