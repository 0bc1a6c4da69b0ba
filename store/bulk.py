"""Whole frames in and out of tables, by ``COPY``.

``COPY … FROM`` is refused where row security binds. So rows are copied into a temporary table that is made and dropped
in the same transaction, and ``INSERT … SELECT`` takes them on, past the policies. Out of the database they come as the
CSV of a query.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl
import psycopg
from psycopg import AsyncClientCursor
from sqlalchemy import Column, DateTime, Table, TextClause
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import psycopg as driver_dialect
from sqlmodel import SQLModel

from domain.errors import InputError
from domain.frames import Schema
from store.database import ReadSession, WriteSession

BLOCK: Final = 1 << 20
"""How many bytes are handed to the server at a time."""
_SPELLING: Final = postgresql.dialect()  # type: ignore[no-untyped-call]
_DRIVER: Final = driver_dialect.dialect()  # type: ignore[no-untyped-call]


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
    await _send(session, table, frame, key, _conflict(table, frame, key))


async def add_missing(session: WriteSession, model: type[SQLModel], frame: pl.DataFrame, key: Sequence[str]) -> None:
    """Adds the rows whose key is not there yet, and leaves the others as they are."""
    if not frame.is_empty():
        table: Table = model.__table__  # type: ignore[attr-defined]
        await _send(session, table, frame, key, f"ON CONFLICT ({', '.join(key)}) DO NOTHING")


async def frame(session: ReadSession, query: TextClause, values: Mapping[str, Any], schema: Schema) -> pl.DataFrame:
    """The rows of a query whose columns come in the schema's order: text, whole numbers, dates and booleans."""
    await session.flush()
    connection = await driver(session)
    compiled = query.bindparams(**values).compile(dialect=_DRIVER)
    asked = AsyncClientCursor(connection).mogrify(str(compiled), compiled.params)
    found = io.BytesIO()
    async with connection.cursor() as cursor, cursor.copy(f"COPY ({asked}) TO STDOUT (FORMAT csv)".encode()) as rows:
        async for row in rows:
            found.write(row)
    return _parsed(found, schema)


async def driver(session: ReadSession) -> psycopg.AsyncConnection[Any]:
    """The driver's own connection of a session: its transaction is the session's."""
    connection = (await (await session.connection()).get_raw_connection()).driver_connection
    assert isinstance(connection, psycopg.AsyncConnection)
    return connection


def _parsed(found: io.BytesIO, schema: Schema) -> pl.DataFrame:
    """Postgres writes booleans as letters, which Polars does not read as such."""
    flags = [name for name, kind in schema.items() if kind == pl.Boolean]
    if not found.tell():
        return pl.DataFrame(schema=dict(schema))
    found.seek(0)
    read = schema | dict.fromkeys(flags, pl.String())
    return pl.read_csv(found, has_header=False, schema=read).with_columns(pl.col(name) == "t" for name in flags)


async def _send(session: WriteSession, table: Table, rows: pl.DataFrame, key: Sequence[str], conflict: str) -> None:
    """By key, so that two loads of the same rows take them in one order and never wait for each other in a circle."""
    frame = _ordered(table, rows, key) if key else rows
    fields = [_field(table.columns[name], frame.schema[name]) for name in frame.columns]
    names = ", ".join(f'"{name}"' for name in frame.columns)
    stop, taken = f"incoming_{table.name}", ", ".join(value for _, value in fields)
    await session.flush()
    async with (await driver(session)).cursor() as cursor:
        await cursor.execute(
            f"CREATE TEMP TABLE {stop} ({', '.join(kind for kind, _ in fields)}) ON COMMIT DROP".encode()
        )
        async with cursor.copy(f"COPY {stop} FROM STDIN (FORMAT csv)".encode()) as copy:
            told = memoryview(frame.with_columns(_arrays(frame)).write_csv(include_header=False).encode())
            for start in range(0, len(told), BLOCK):
                await copy.write(told[start : start + BLOCK])
        await cursor.execute(f"INSERT INTO {table.name} ({names}) SELECT {taken} FROM {stop} {conflict}".encode())  # noqa: S608
        await cursor.execute(f"DROP TABLE {stop}".encode())


def _ordered(table: Table, frame: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    twice = frame.filter(frame.select(key).is_duplicated())
    if twice.height:
        raise InputError(
            f"{twice.height} rows for {table.name} share their {', '.join(key)}, such as "
            f"{', '.join(map(str, twice.select(key).row(0)))}: each may be there once."
        )
    return frame.sort(key)


def _arrays(frame: pl.DataFrame) -> list[pl.Expr]:
    """Lists of text, as Postgres writes arrays."""
    item = pl.element().str.replace_all(r'(["\\\\])', r"\\$1")
    lists = [name for name, kind in frame.schema.items() if kind == pl.List(pl.String)]
    return [
        pl.format("{{{}}}", pl.col(name).list.eval(pl.format('"{}"', item)).list.join(",")).alias(name)
        for name in lists
    ]


def _field(column: Column[Any], kind: pl.DataType) -> tuple[str, str]:
    """How the temporary table declares a field, and how its value becomes the column's."""
    if isinstance(column.type, DateTime) and kind.is_integer():
        return f'"{column.name}" bigint', f'utc_moment("{column.name}")'
    if isinstance(column.type, JSONB):
        return f'"{column.name}" text', f'CAST("{column.name}" AS jsonb)'
    return f'"{column.name}" {column.type.compile(dialect=_SPELLING)}', f'"{column.name}"'


def _conflict(table: Table, frame: pl.DataFrame, key: Sequence[str]) -> str:
    if not key:
        return ""
    changing = [name for name in frame.columns if name not in key]
    target = ", ".join(key)
    values = ", ".join(f'"{name}" = EXCLUDED."{name}"' for name in changing)
    before = ", ".join(f'{table.name}."{name}"' for name in changing)
    after = ", ".join(f'EXCLUDED."{name}"' for name in changing)
    return f"ON CONFLICT ({target}) DO UPDATE SET {values} WHERE ({before}) IS DISTINCT FROM ({after})"
