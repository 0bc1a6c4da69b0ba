"""Change sets in their author's hands: edits are collected, tried together, and submitted for review.

An author has one open change set for each owner (an airline's code, or ``PUBLIC`` for shared law). Every edit remembers
what was published of the thing it touches: if somebody else publishes a change of that thing first, the change set is
refused and nothing of theirs is lost. Once submitted it is not edited any more, unless its author takes it back.
"""

from collections.abc import Callable, Iterable
from datetime import date

from domain.claims import Claims
from domain.errors import NotFoundError
from domain.rulegraph import RuleGraph
from graph import edition
from graph.applying import apply
from graph.edits import Edit
from services import changesets, content, drafted, publishing
from services.changesets import ChangeSet
from services.doors import Doors
from services.drafted import Published
from services.permission import editor_of
from store import audit, drafts, steps
from store import publishing as turn
from store.database import ReadSession
from store.tables import Draft
from store.tables.enums import Action


async def add(doors: Doors, claims: Claims, owner: str, build: Callable[[RuleGraph], Iterable[Edit]]) -> ChangeSet:
    """Adds edits to the author's open change set. ``build`` is given the rules as they would be after those so far.

    What does not fit (a path, a value, somebody else's rule) is refused here already.
    """
    airline_id = await editor_of(doors, claims, owner)
    now = Published(*await publishing.published(doors))
    async with doors.database.writing(claims) as session:
        row = await drafts.ensure(session, owner, airline_id)
        before = drafted.drafted(now, row, None)
        edits = list(build(before))
        apply(before, edits, owner)
        entries = [drafted.entry(now, edit).model_dump(mode="json") for edit in edits]
        for each in entries:
            await drafts.append(session, row.id, each)
        after = {"edits": entries}
        await audit.record(session, Action.UPDATED, "draft", row.id, airline_id=airline_id, after=after)
        await session.refresh(row)
        return changesets.told(row)


async def opened(doors: Doors, claims: Claims, owner: str) -> ChangeSet | None:
    """The author's open change set; None if there is none."""
    await editor_of(doors, claims, owner)
    async with doors.database.reading(claims) as session:
        row = await drafts.opened(session, owner)
        return changesets.told(row) if row else None


async def check(doors: Doors, claims: Claims, owner: str, effective: date | None = None) -> ChangeSet:
    """Tries what publishing the open change set would do, and changes nothing; raises what it would raise."""
    await editor_of(doors, claims, owner)
    async with turn.hold(doors.database, claims) as session:  # the graph is rehearsed on: nobody else may write to it
        row = await _open(session, owner)
        await _tried(doors, row, effective)
        return changesets.told(row)


async def submit(doors: Doors, claims: Claims, owner: str, message: str, effective: date | None) -> ChangeSet:
    """Checks the open change set as publishing would, and leaves it to somebody else to review.

    From ``effective`` on the rules are as edited; None says that what was wrong from the start is corrected. It stays
    open if it is refused.
    """
    await editor_of(doors, claims, owner)
    async with turn.hold(doors.database, claims) as session:
        row = await drafts.locked(session, (await _open(session, owner)).number)
        await _tried(doors, row, effective)
        return changesets.told(await steps.submit(session, row.number, message, effective))


async def reopen(doors: Doors, claims: Claims, number: int) -> ChangeSet:
    """Takes back one's own change set that was submitted, approved or rejected: it can be edited, and is reviewed
    again from the start.
    """
    async with doors.database.writing(claims) as session:
        return changesets.told(await steps.reopen(session, number))


async def discard(doors: Doors, claims: Claims, owner: str) -> ChangeSet:
    """Drops the author's open change set; it stays on record."""
    await editor_of(doors, claims, owner)
    async with doors.database.writing(claims) as session:
        return changesets.told(await steps.discard(session, (await _open(session, owner)).number))


async def _tried(doors: Doors, row: Draft, effective: date | None) -> None:
    """Raises what publishing would raise: rules that do not settle, and what the graph's own checks find."""
    now = Published(*await publishing.published(doors))
    after = drafted.outcome(now, row, effective)
    days = () if effective is None else (effective,)
    await publishing.check_settled(doors, after, content.changed(now.content, after), *days)
    await edition.rehearse(doors.graph, after, now.number + 1)


async def _open(session: ReadSession, owner: str) -> Draft:
    row = await drafts.opened(session, owner)
    if row is None or not row.edits:
        raise NotFoundError(f"You have no draft for {owner}: begin one with `crewlex rules set` or `connect`.")
    return row
