"""Drafts of rule edits: collected, looked at together, and published together.

An author has one open draft for each owner (an airline's code, or ``PUBLIC`` for shared law). Every edit remembers
what was published of the thing it touches: if somebody else publishes a change of that thing first, the draft is
refused and nothing of theirs is lost.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.claims import Claims
from domain.errors import NotFoundError, RefusedError
from domain.rulegraph import RuleGraph
from graph.edits import Edit, apply
from services import content, drafted, publishing
from services.doors import Doors
from services.drafted import Drafted
from services.permission import editor_of
from store import audit, drafts
from store.database import ReadSession, WriteSession
from store.tables import Draft as Row
from store.tables.enums import Action


@dataclass(frozen=True, slots=True)
class Draft:
    """An author's open draft: whose rules, and the edits in order."""

    owner: str
    edits: tuple[Edit, ...]
    since: datetime

    @property
    def lines(self) -> tuple[str, ...]:
        """The edits for people."""
        return tuple(drafted.told(edit) for edit in self.edits)


async def add(doors: Doors, claims: Claims, owner: str, build: Callable[[RuleGraph], Iterable[Edit]]) -> Draft:
    """Adds edits to the author's draft. ``build`` is given the rules as they would be after the draft so far.

    What does not fit (a path, a value, somebody else's rule) is refused here already.
    """
    airline_id = await editor_of(doors, claims, owner)
    number, now = await publishing.published(doors)
    async with doors.database.writing(claims) as session:
        row = await drafts.ensure(session, owner, airline_id)
        before = _after(now, number, drafted.read(row.edits), owner)
        edits = list(build(before))
        apply(before, edits, owner)
        entries = [drafted.entry(now, number, edit) for edit in edits]
        for each in entries:
            await drafts.append(session, row.id, each.model_dump(mode="json"))
        await audit.record(
            session,
            Action.UPDATED,
            "draft",
            row.id,
            airline_id=airline_id,
            after={"edits": [each.model_dump(mode="json") for each in entries]},
        )
        await session.refresh(row)
        return _told(row)


async def opened(doors: Doors, claims: Claims, owner: str) -> Draft | None:
    """The author's open draft; None if there is none."""
    await editor_of(doors, claims, owner)
    async with doors.database.reading(claims) as session:
        row = await drafts.opened(session, owner)
        return _told(row) if row else None


async def check(doors: Doors, claims: Claims, owner: str) -> Draft:
    """Tries what publishing the draft would do, and changes nothing; raises what it would raise."""
    await editor_of(doors, claims, owner)
    number, now = await publishing.published(doors)
    async with doors.database.reading(claims) as session:
        row = await _open(session, owner)
    after = _after(now, number, drafted.read(row.edits), owner)
    publishing.check_settled(doors.settings, after, content.changed(now, after))
    return _told(row)


async def discard(doors: Doors, claims: Claims, owner: str) -> Draft:
    """Drops the author's draft; it stays on record."""
    await editor_of(doors, claims, owner)
    async with doors.database.writing(claims) as session:
        row = await _open(session, owner)
        await drafts.discard(session, row.id)
        return _told(row)


async def publish(doors: Doors, claims: Claims, owner: str, message: str) -> int:
    """Publishes the author's draft and returns the number of the edition.

    ``RefusedError`` if somebody published a change of the same things meanwhile, or if it would change nothing;
    ``ConflictError`` naming both clauses if rules would disagree. The draft then stays open.
    """
    await editor_of(doors, claims, owner)

    async def change(session: WriteSession, number: int, before: RuleGraph) -> RuleGraph:
        row = await _open(session, owner)
        await session.refresh(row, with_for_update=True)  # nothing is added to it until it is published
        after = _after(before, number, drafted.read(row.edits), owner)
        if after == before:
            raise RefusedError("This draft changes nothing: what it says stands already. Discard it.")
        return content.without_orphans(before, after)

    async def also(session: WriteSession, number: int) -> None:
        await drafts.published(session, (await _open(session, owner)).id, number)

    return await publishing.publish(doors, claims, message, change, also)


def _after(now: RuleGraph, number: int, entries: tuple[Drafted, ...], owner: str) -> RuleGraph:
    drafted.check_fresh(now, number, entries)
    return apply(now, [each.edit for each in entries], owner)


async def _open(session: ReadSession, owner: str) -> Row:
    row = await drafts.opened(session, owner)
    if row is None or not row.edits:
        raise NotFoundError(f"You have no draft for {owner}: begin one with `crewlex rules set` or `connect`.")
    return row


def _told(row: Row) -> Draft:
    return Draft(row.owner, tuple(each.edit for each in drafted.read(row.edits)), row.created_at)
