"""Change sets as they stand: found by whose they are or by their number, and the edits of an open one."""

import json
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select, text
from sqlmodel import col

from domain.errors import NotFoundError
from store import rows
from store.database import ReadSession, WriteSession
from store.tables import Draft
from store.tables.enums import DraftStatus

_APPEND: Final = text("""
    UPDATE drafts SET edits = edits || jsonb_build_array(CAST(:edit AS jsonb))
    WHERE id = :draft AND author = :author AND status = 'OPEN' RETURNING jsonb_array_length(edits)
""")


async def opened(session: ReadSession, owner: str) -> Draft | None:
    """The signed-in author's open change set of an owner's rules."""
    return (await session.scalars(_open(session, owner))).one_or_none()


async def ensure(session: WriteSession, owner: str, airline_id: UUID | None) -> Draft:
    """The signed-in author's open change set of an owner's rules, made where there is none; theirs alone to change
    until this transaction ends.
    """
    if await opened(session, owner) is None:  # one that is there must not use up a number
        named = {"owner": owner, "airline_id": airline_id, "status": DraftStatus.OPEN}
        who = {"author": session.claims.sub, "author_email": session.claims.email}
        await rows.add_missing(session, Draft, named | who)
    locked = _open(session, owner).with_for_update().execution_options(populate_existing=True)
    return (await session.scalars(locked)).one()


async def append(session: WriteSession, draft_id: UUID, edit: Mapping[str, Any]) -> int:
    """Adds one edit at the end; returns how many there are now."""
    values = {"draft": draft_id, "author": session.claims.sub, "edit": json.dumps(dict(edit))}
    count = (await session.execute(_APPEND, values)).scalar_one_or_none()
    if count is None:
        raise NotFoundError(f"There is no open draft {draft_id} of yours.")
    return int(count)


async def numbered(session: ReadSession, number: int) -> Draft:
    """The change set of a number; ``NotFoundError`` where there is none for this reader."""
    return _found((await session.scalars(_of(number))).one_or_none(), number)


async def locked(session: WriteSession, number: int) -> Draft:
    """The change set of a number, kept from others until this transaction ends."""
    asked = _of(number).with_for_update().execution_options(populate_existing=True)
    return _found((await session.scalars(asked)).one_or_none(), number)


async def every(session: ReadSession, owner: str | None = None, status: DraftStatus | None = None) -> list[Draft]:
    """The change sets that this reader sees, newest first: of one owner and status, or of all."""
    asked = select(Draft).order_by(col(Draft.number).desc())
    if owner is not None:
        asked = asked.where(col(Draft.owner) == owner)
    if status is not None:
        asked = asked.where(col(Draft.status) == status)
    return list(await session.scalars(asked))


def _of(number: int) -> Select[Draft]:
    return select(Draft).where(col(Draft.number) == number)


def _found(draft: Draft | None, number: int) -> Draft:
    if draft is None:
        raise NotFoundError(f"There is no change set CS-{number} here: `crewlex rules changes` lists them.")
    return draft


def _open(session: ReadSession, owner: str) -> Select[Draft]:
    return select(Draft).where(
        col(Draft.author) == session.claims.sub, col(Draft.owner) == owner, col(Draft.status) == DraftStatus.OPEN
    )
