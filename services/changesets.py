"""Change sets as people look at them: listed, one in full, and what it would change."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from domain.claims import Claims
from domain.difference import Difference, difference
from domain.errors import InputError
from domain.rules.rule import PUBLIC
from graph.edits import Edit
from graph.touching import told as line
from services import airlines, drafted, publishing
from services.doors import Doors
from services.drafted import Published
from store import drafts, editions
from store.tables import Draft
from store.tables.enums import DraftStatus

Status = DraftStatus
"""Where a change set stands."""
_NAME: Final = re.compile(r"(?:CS-)?(\d{1,9})", re.IGNORECASE)
_OVER: Final = (Status.DISCARDED, Status.REJECTED)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Edits of one owner's rules on their way to an edition. ``effective`` None: a correction, once it is submitted.

    ``author`` and ``reviewer`` are e-mail addresses, empty where a token named none or nobody reviewed it yet. ``seal``
    names what was submitted, for the one who approves it; empty before.
    """

    number: int
    owner: str
    status: Status
    edits: tuple[Edit, ...]
    message: str
    effective: date | None
    author: str
    reviewer: str
    note: str
    begun_at: datetime
    submitted_at: datetime | None
    reviewed_at: datetime | None
    published_at: datetime | None
    edition: int | None
    seal: str

    @property
    def name(self) -> str:
        """``CS-12``"""
        return f"CS-{self.number}"

    @property
    def lines(self) -> tuple[str, ...]:
        """The edits for people."""
        return tuple(line(edit) for edit in self.edits)


def number_of(typed: str) -> int:
    """The number of ``CS-12``; ``InputError`` for what is no name of a change set."""
    found = _NAME.fullmatch(typed)
    if found is None:
        raise InputError(f"{typed!r} is no change set: write it as CS-12. `crewlex rules changes` lists them.")
    return int(found[1])


async def listed(
    doors: Doors, claims: Claims, owner: str | None = None, status: Status | None = None
) -> list[ChangeSet]:
    """The change sets that the asker sees, newest first: of one owner's rules and of one status, or all."""
    if owner not in (None, PUBLIC):
        await airlines.find(doors, claims, str(owner))
    async with doors.database.reading(claims) as session:
        return [told(row) for row in await drafts.every(session, owner, status)]


async def shown(doors: Doors, claims: Claims, number: int) -> ChangeSet:
    """One change set; ``NotFoundError`` where the asker sees none of that number."""
    async with doors.database.reading(claims) as session:
        return told(await drafts.numbered(session, number))


async def compared(doors: Doors, claims: Claims, number: int) -> tuple[Difference, ...]:
    """What it changed, or would change now: raises what submitting it would, such as somebody else's change of the
    same things. One that was discarded or rejected changes nothing.
    """
    async with doors.database.reading(claims) as session:
        row = await drafts.numbered(session, number)
        if row.edition is not None:
            return difference(*[await editions.whole(session, at) for at in (row.edition - 1, row.edition)])
    if row.status in _OVER:
        return ()
    now = Published(*await publishing.published(doors))
    return difference(now.content, drafted.outcome(now, row, row.effective))


def told(row: Draft) -> ChangeSet:
    """The change set of a row."""
    return ChangeSet(
        number=row.number,
        owner=row.owner,
        status=row.status,
        edits=tuple(each.edit for each in drafted.read(row.edits)),
        message=row.message,
        effective=row.effective,
        author=row.author_email,
        reviewer=row.reviewer_email,
        note=row.note,
        begun_at=row.created_at,
        submitted_at=row.submitted_at,
        reviewed_at=row.reviewed_at,
        published_at=row.published_at,
        edition=row.edition,
        seal=drafted.short(drafted.seal(row)) if row.submitted_at else "",
    )
