"""The frames a run read, kept by the hash of their content, so that the run can be made again."""

from typing import Final
from uuid import UUID

import polars as pl
from sqlalchemy.dialects.postgresql import insert

from domain.errors import NotFoundError, RefusedError
from domain.frames import CREW, DUTIES, LEDGER, LEGS, Schema, conform
from store.database import ReadSession, WriteSession
from store.packed import content_hash, pack, unpack
from store.tables import RunInput

SCHEMAS: Final[dict[str, Schema]] = {"crew": CREW, "duties": DUTIES, "legs": LEGS, "ledger": LEDGER}
"""What a run may read, by name."""


async def put(session: WriteSession, airline_id: UUID, name: str, frame: pl.DataFrame) -> str:
    """Keeps one input frame, once; returns the hash of its content."""
    text = conform(frame, SCHEMAS[name], name).write_ndjson()
    row = {"airline_id": airline_id, "hash": content_hash(text), "rows": frame.height, "body": pack(text)}
    await session.execute(insert(RunInput).values(row).on_conflict_do_nothing())
    return content_hash(text)


async def get(session: ReadSession, airline_id: UUID, name: str, key: str) -> pl.DataFrame:
    """The frame of a hash, row for row as it was."""
    found = await session.get(RunInput, (airline_id, key))
    if found is None:
        raise NotFoundError(f"There is no run input {key} of this airline.")
    text = unpack(found.body)
    if content_hash(text) != key:
        raise RefusedError(f"Run input {key} does not have its hash any more: the record was changed. Restore it.")
    if found.rows == 0:
        return pl.DataFrame(schema=dict(SCHEMAS[name]))
    return conform(pl.read_ndjson(text.encode(), schema=dict(SCHEMAS[name])), SCHEMAS[name], name)
