"""Edits of rules before they are published: one open draft an author and owner."""

import json
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select, text
from sqlmodel import col

from domain.errors import NotFoundError, RefusedError
from store import audit, rows
from store.database import ReadSession, WriteSession
from store.tables import Draft
from store.tables.enums import Action, DraftStatus

_APPEND: Final = text("""
    UPDATE drafts SET edits = edits || jsonb_build_array(CAST(:edit AS jsonb))
    WHERE id = :draft AND author = :author AND status = 'OPEN' RETURNING jsonb_array_length(edits)
""")


async def opened(session: ReadSession, owner: str) -> Draft | None:
    """The signed-in author's open draft of an owner's rules."""
    return (await session.scalars(_open(session, owner))).one_or_none()


async def ensure(session: WriteSession, owner: str, airline_id: UUID | None) -> Draft:
    """The signed-in author's open draft of an owner's rules, made where there is none; theirs alone to change until
    this transaction ends.
    """
    row = {"owner": owner, "airline_id": airline_id, "author": session.claims.sub, "status": DraftStatus.OPEN}
    await rows.add_missing(session, Draft, row)
    locked = _open(session, owner).with_for_update().execution_options(populate_existing=True)
    return (await session.scalars(locked)).one()


async def append(session: WriteSession, draft_id: UUID, edit: Mapping[str, Any]) -> int:
    """Adds one edit at the end; returns how many there are now."""
    values = {"draft": draft_id, "author": session.claims.sub, "edit": json.dumps(dict(edit))}
    count = (await session.execute(_APPEND, values)).scalar_one_or_none()
    if count is None:
        raise NotFoundError(f"There is no open draft {draft_id} of yours.")
    return int(count)


async def discard(session: WriteSession, draft_id: UUID) -> None:
    """Drops the edits; the draft stays on record."""
    await _close(session, draft_id, DraftStatus.DISCARDED, None)


async def published(session: WriteSession, draft_id: UUID, edition: int) -> None:
    """Marks the draft as part of an edition, in the transaction that commits it."""
    await _close(session, draft_id, DraftStatus.PUBLISHED, edition)


def _open(session: ReadSession, owner: str) -> Select[Draft]:
    return select(Draft).where(
        col(Draft.author) == session.claims.sub, col(Draft.owner) == owner, col(Draft.status) == DraftStatus.OPEN
    )


async def _close(session: WriteSession, draft_id: UUID, status: DraftStatus, edition: int | None) -> None:
    own = select(Draft).where(col(Draft.id) == draft_id, col(Draft.author) == session.claims.sub)
    locked = own.with_for_update().execution_options(populate_existing=True)
    found = (await session.scalars(locked)).one_or_none()
    if found is None:
        raise NotFoundError(f"There is no draft {draft_id} of yours.")
    if found.status is not DraftStatus.OPEN:
        raise RefusedError(f"Draft {draft_id} is {found.status} already.")
    found.status, found.edition = status, edition
    session.add(found)
    action = Action.PUBLISHED if status is DraftStatus.PUBLISHED else Action.DELETED
    await audit.record(session, action, "draft", draft_id, airline_id=found.airline_id, after={"edits": found.edits})
