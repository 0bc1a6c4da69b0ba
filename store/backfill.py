"""Data migrations: in batches, each committed with the place it reached, so that a killed one goes on from there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlmodel import col

from domain.claims import Claims
from store import rows
from store.database import Database, WriteSession
from store.tables import Backfill


@dataclass(frozen=True, slots=True)
class Step:
    """What one batch did: where it ended, and how many rows it changed. ``position`` None: nothing is left."""

    position: str | None
    rows: int


@dataclass(frozen=True, slots=True)
class Migration:
    """A data migration: its name, and one batch from a position on. A batch run twice must change nothing more."""

    name: str
    batch: Callable[[WriteSession, str], Awaitable[Step]]


async def run(database: Database, claims: Claims, migration: Migration) -> int:
    """Runs the batches that are left, each in a transaction of its own; returns how many rows it changed in all.

    The claims must be a platform administrator's. Two runs at once take turns batch by batch.
    """
    while True:
        async with database.writing(claims) as session:
            state = await _state(session, migration.name)
            if state.finished_at is not None:
                return state.rows_done
            step = await migration.batch(session, state.position)
            state.rows_done += step.rows
            if step.position is None:
                state.finished_at = datetime.now(UTC)
            else:
                state.position = step.position
            session.add(state)


async def _state(session: WriteSession, name: str) -> Backfill:
    """Where the migration stands, kept from others until this transaction ends."""
    await rows.add_missing(session, Backfill, {"name": name, "position": "", "rows_done": 0})
    return (await session.scalars(select(Backfill).where(col(Backfill.name) == name).with_for_update())).one()
