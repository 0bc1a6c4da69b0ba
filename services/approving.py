"""Change sets in other hands: reviewed by somebody who is not their author, and published as approved."""

from domain.claims import Claims
from domain.errors import RefusedError
from domain.rulegraph import RuleGraph
from services import changesets, content, drafted, publishing
from services.changesets import ChangeSet, Status
from services.doors import Doors
from services.drafted import Published
from services.permission import editor_of
from store import drafts, steps
from store.database import WriteSession
from store.tables import Draft


async def approve(doors: Doors, claims: Claims, number: int, seal: str, note: str = "") -> ChangeSet:
    """Finds it right, as it was shown with its ``seal``: what is published later is exactly this.

    ``RefusedError`` for its author, where it was taken back and submitted again since, and where somebody published a
    change of the same things meanwhile.
    """
    await _permitted(doors, claims, number)
    now = Published(*await publishing.published(doors))
    async with doors.database.writing(claims) as session:
        row = await drafts.locked(session, number)
        if row.status is Status.CHECKED:
            _check_seen(row, seal)
            drafted.outcome(now, row, row.effective)
        return changesets.told(await steps.approve(session, number, drafted.seal(row), note))


async def reject(doors: Doors, claims: Claims, number: int, note: str) -> ChangeSet:
    """Finds it wrong and says why; its author may take it back and mend it. ``RefusedError`` for its author."""
    await _permitted(doors, claims, number)
    async with doors.database.writing(claims) as session:
        return changesets.told(await steps.reject(session, number, note))


async def publish(doors: Doors, claims: Claims, number: int) -> int:
    """Publishes an approved change set and returns the number of the edition.

    ``RefusedError`` if it is not approved, or if somebody published a change of the same things meanwhile;
    ``ConflictError`` naming both clauses if rules would disagree. It then stays approved, and nothing is in force.
    """
    found = await _permitted(doors, claims, number)

    async def change(session: WriteSession, edition: int, before: RuleGraph) -> RuleGraph:
        row = await drafts.locked(session, number)
        if row.status is not Status.APPROVED:
            raise RefusedError(f"CS-{number} is {row.status}: only one that somebody else approved can be published.")
        if row.approved != drafted.seal(row):
            raise RefusedError(f"CS-{number} is not what was approved any more: let its author reopen and submit it.")
        after = drafted.outcome(Published(edition, before), row, row.effective)
        if row.effective is not None:
            await publishing.check_settled(doors, after, content.changed(before, after), row.effective)
        return after

    async def also(session: WriteSession, edition: int) -> None:
        await steps.published(session, number, edition)

    return await publishing.publish(doors, claims, found.message, change, also)


def _check_seen(row: Draft, seal: str) -> None:
    if seal != drafted.short(drafted.seal(row)):
        raise RefusedError(
            f"CS-{row.number} is not what has the seal {seal}: it was submitted again since. Look at it with "
            f"`crewlex rules change CS-{row.number}`, and name the seal that it has now."
        )


async def _permitted(doors: Doors, claims: Claims, number: int) -> ChangeSet:
    """The change set, where the asker may edit the rules it is of."""
    found = await changesets.shown(doors, claims, number)
    await editor_of(doors, claims, found.owner)
    return found
