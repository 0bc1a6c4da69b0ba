"""The steps of a change set, each written with its deed in the log. The database refuses any that is not lawful.

An author may not review: that is asked here, by a check and by a trigger of the database (migration 0002).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import func

from domain.errors import InputError, RefusedError
from store import audit, drafts
from store.database import WriteSession
from store.tables import Draft
from store.tables.enums import Action, DraftStatus

_BACK: Final = (DraftStatus.CHECKED, DraftStatus.APPROVED, DraftStatus.REJECTED)


async def submit(session: WriteSession, number: int, message: str, effective: date | None) -> Draft:
    """An open one was checked and waits for review; ``effective`` None says that it is a correction."""
    if not message.strip():
        raise InputError("A change set says why: give a message.")
    draft = await _standing(session, number, DraftStatus.OPEN)
    _author_only(session, draft)
    draft.status, draft.message, draft.effective = DraftStatus.CHECKED, message, effective
    draft.submitted_at = func.now()  # type: ignore[assignment]
    after = {"effective": effective.isoformat() if effective else None, "edits": draft.edits}
    return await _noted(session, draft, Action.SUBMITTED, after, message)


async def reopen(session: WriteSession, number: int) -> Draft:
    """Its author takes one back to edit it: what was checked, approved or rejected of it counts no more."""
    draft = await _standing(session, number, *_BACK)
    _author_only(session, draft)
    before = draft.status
    if await drafts.opened(session, draft.owner) is not None:
        raise RefusedError(f"You have another open draft for {draft.owner}: submit or discard that one first.")
    draft.status, draft.submitted_at, draft.approved = DraftStatus.OPEN, None, None
    draft.reviewed_by, draft.reviewed_at, draft.reviewer_email, draft.note = None, None, "", ""
    return await _noted(session, draft, Action.UPDATED, {"status": draft.status, "was": before})


async def approve(session: WriteSession, number: int, digest: str, note: str) -> Draft:
    """Somebody else than the author finds it right. ``digest`` is that of what they approve."""
    draft = await _reviewed(session, number, DraftStatus.APPROVED, note)
    draft.approved = digest
    return await _noted(session, draft, Action.APPROVED, {"approved": digest}, note)


async def reject(session: WriteSession, number: int, note: str) -> Draft:
    """Somebody else than the author finds it wrong, and says why."""
    if not note.strip():
        raise InputError(f"CS-{number}: a rejection says why: give a message.")
    draft = await _reviewed(session, number, DraftStatus.REJECTED, note)
    return await _noted(session, draft, Action.DENIED, {"status": draft.status}, note)


async def discard(session: WriteSession, number: int) -> Draft:
    """Its author drops an open one; it stays on record."""
    draft = await _standing(session, number, DraftStatus.OPEN)
    _author_only(session, draft)
    draft.status = DraftStatus.DISCARDED
    return await _noted(session, draft, Action.DELETED, {"edits": draft.edits})


async def published(session: WriteSession, number: int, edition: int) -> Draft:
    """An approved one is part of an edition, in the transaction that commits it."""
    draft = await _standing(session, number, DraftStatus.APPROVED)
    draft.status, draft.edition, draft.published_by = DraftStatus.PUBLISHED, edition, session.claims.sub
    draft.published_at = func.now()  # type: ignore[assignment]
    return await _noted(session, draft, Action.PUBLISHED, {"edition": edition, "edits": draft.edits}, draft.message)


async def _reviewed(session: WriteSession, number: int, status: DraftStatus, note: str) -> Draft:
    draft = await _standing(session, number, DraftStatus.CHECKED)
    if draft.author == session.claims.sub:
        raise RefusedError(f"CS-{number} is your own: somebody else has to review it.")
    draft.status, draft.note = status, note
    draft.reviewed_by, draft.reviewer_email = session.claims.sub, session.claims.email
    draft.reviewed_at = func.now()  # type: ignore[assignment]
    return draft


async def _standing(session: WriteSession, number: int, *statuses: DraftStatus) -> Draft:
    """The change set, locked, if it stands at one of these statuses."""
    draft = await drafts.locked(session, number)
    if draft.status not in statuses:
        wanted = " or ".join(statuses)
        raise RefusedError(f"CS-{number} is {draft.status}, and only one that is {wanted} goes this step.")
    return draft


def _author_only(session: WriteSession, draft: Draft) -> None:
    if draft.author != session.claims.sub:
        raise RefusedError(
            f"CS-{draft.number} is {draft.author_email or 'somebody else'}'s: only its author does that."
        )


async def _noted(
    session: WriteSession, draft: Draft, action: Action, after: Mapping[str, Any], reason: str = ""
) -> Draft:
    session.add(draft)
    await session.flush()
    await session.refresh(draft)
    await audit.record(session, action, "draft", draft.id, airline_id=draft.airline_id, after=after, reason=reason)
    return draft
