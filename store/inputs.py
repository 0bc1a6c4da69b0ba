"""The frames a run read, kept by the hash of their content, so that the run can be made again."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

import polars as pl
from sqlalchemy.dialects.postgresql import insert

from domain import frames
from domain.canonical import digest_of
from domain.errors import NotFoundError, RefusedError
from domain.frames import Schema, conform
from store.database import ReadSession, WriteSession
from store.packed import FAST, pack, unpack
from store.tables import RunInput

SCHEMAS: Final[dict[str, Schema]] = {
    "crew": frames.CREW, "duties": frames.DUTIES, "legs": frames.LEGS, "ledger": frames.LEDGER,
    "standby": frames.STANDBY, "days": frames.DAYS, "versions": frames.VERSIONS, "told": frames.TOLD,
    "holidays": frames.HOLIDAYS, "emptied": frames.EMPTIED, "adjustments": frames.ADJUSTMENTS,
}  # fmt: skip
"""What a run may read, by name."""
MORE: Final[dict[str, Schema]] = {
    "crew": frames.CREW_MORE, "duties": frames.DUTY_MORE, "legs": frames.LEG_MORE,
}  # fmt: skip
"""What some of these may say beside: kept where a row says it."""


def key(name: str, frame: pl.DataFrame) -> str:
    """The hash of an input frame's content."""
    return digest_of(_text(name, frame))


async def put(session: WriteSession, airline_id: UUID, name: str, frame: pl.DataFrame) -> str:
    """Keeps one input frame, once; returns the hash of its content."""
    text = _text(name, frame)
    row = {"airline_id": airline_id, "hash": digest_of(text), "rows": frame.height, "body": pack(text, FAST)}
    await session.execute(insert(RunInput).values(row).on_conflict_do_nothing())
    return str(row["hash"])


async def get(session: ReadSession, airline_id: UUID, name: str, key: str) -> pl.DataFrame:
    """The frame of a hash, row for row as it was."""
    rows, text = await _kept(session, airline_id, key)
    if rows == 0:
        return pl.DataFrame(schema=dict(SCHEMAS[name]))
    if text.startswith("{"):  # written before migration 0004
        return conform(pl.read_ndjson(text.encode(), schema=dict(SCHEMAS[name])), SCHEMAS[name], name)
    schema = _schema(name, text[: text.index("\n")].split(","))
    return conform(pl.read_csv(text.encode(), schema=dict(schema)), schema, name)


async def text_of(session: ReadSession, airline_id: UUID, key: str) -> str:
    """The text of a hash: it is what the hash is of."""
    return (await _kept(session, airline_id, key))[1]


async def _kept(session: ReadSession, airline_id: UUID, key: str) -> tuple[int, str]:
    """How many rows a frame has, and its text; ``RefusedError`` where that does not have its hash any more."""
    found = await session.get(RunInput, (airline_id, key))
    if found is None:
        raise NotFoundError(f"There is no run input {key} of this airline.")
    text = unpack(found.body)
    if digest_of(text) != key:
        raise RefusedError(f"Run input {key} does not have its hash any more: the record was changed. Restore it.")
    return found.rows, text


def _text(name: str, frame: pl.DataFrame) -> str:
    return conform(frame, _schema(name, frame.columns), name).write_csv()


def _schema(name: str, columns: Iterable[str]) -> Schema:
    """The schema of a frame, with what these columns say beside."""
    return SCHEMAS[name] | {each: kind for each, kind in MORE.get(name, {}).items() if each in columns}
