"""The versions of rows: who changed them and why, and what they were."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select, text

from store.database import ReadSession, WriteSession
from store.tables.enums import Change, Stage
from store.tables.versions import HISTORIES

_BECAUSE: Final = text("SELECT set_config('crewlex.feed', :feed, true), set_config('crewlex.reason', :reason, true)")


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a row; ``content`` is the row after the change, or before it for a deletion."""

    version: int
    change: Change
    content: dict[str, Any]
    stage: Stage | None
    told_at: datetime | None
    feed: str
    changed_by: UUID | None
    reason: str
    recorded_at: datetime


async def because(session: WriteSession, feed: str, reason: str = "") -> None:
    """Says which feed (or program) the next changes of this transaction come from, and why they are made."""
    await session.execute(_BECAUSE, {"feed": feed, "reason": reason})


async def versions(session: ReadSession, noun: str, row_id: UUID) -> list[Version]:
    """Every version of one row of ``flights``, ``crew_assignments`` … , oldest first."""
    table = HISTORIES[noun]
    kept = [table.columns[name] for name in Version.__dataclass_fields__]
    found = await session.execute(select(*kept).where(table.columns.row_id == row_id).order_by(table.columns.version))
    return [Version(*row) for row in found]
