"""What may be weighed before it is published: somebody's draft, a change set, or another edition."""

from dataclasses import dataclass
from uuid import UUID

from domain.claims import Claims
from domain.errors import NotFoundError
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from services import changesets, content, drafted, past, publishing
from services.doors import Doors
from services.drafted import Published
from services.past import Known
from services.permission import editor_of
from store import drafts
from store.parts import merge
from store.tables import Draft


@dataclass(frozen=True, slots=True)
class Candidate:
    """Rules that could be in force: what they are called, whose rules they change, and everything they would say.

    ``against`` is the edition they are held against unless another is asked for. ``edition`` is set once they are
    published, ``draft_id`` where they are a change set.
    """

    name: str
    owner: str
    content: RuleGraph
    against: int
    draft_id: UUID | None = None
    edition: int | None = None

    def part(self, airline: str) -> RuleGraph:
        """What of it decides for one airline: shared law and its own."""
        return content.deciding(merge([content.part(self.content, owner) for owner in (PUBLIC, airline)]))


async def of_draft(doors: Doors, claims: Claims, owner: str, *, always: bool = False) -> Candidate:
    """The asker's own open draft of an owner's rules."""
    await editor_of(doors, claims, owner)
    async with doors.database.reading(claims) as session:
        row = await drafts.opened(session, owner)
    if row is None or not row.edits:
        raise NotFoundError(f"You have no draft for {owner}: begin one with `crewlex rules set`, or name a change set.")
    return await _of(doors, row, always=always)


async def of_change_set(doors: Doors, claims: Claims, typed: str, *, always: bool = False) -> Candidate:
    """A change set by its name (``CS-12``): what publishing it would make of the newest edition, or what it made.

    ``always``: as if it had held from the start, whatever day it holds from. Raises what submitting it would.
    """
    async with doors.database.reading(claims) as session:
        row = await drafts.numbered(session, changesets.number_of(typed))
    await editor_of(doors, claims, row.owner)
    if row.edition is not None:
        found = await of_edition(doors, claims, None, row.edition)
        return Candidate(f"CS-{row.number}", row.owner, found.content, row.edition - 1, row.id, row.edition)
    return await _of(doors, row, always=always)


async def of_edition(doors: Doors, claims: Claims, airline: str | None, number: int) -> Candidate:
    """Another edition, held against the newest."""
    newest = await past.number(doors, claims)
    found, said = await past.listed(doors, claims, airline, Known(number))
    return Candidate(f"edition {found}", airline or PUBLIC, said, newest, edition=found)


async def _of(doors: Doors, row: Draft, *, always: bool) -> Candidate:
    now = Published(*await publishing.published(doors))
    after = drafted.outcome(now, row, None if always else row.effective)
    name = f"CS-{row.number}" + (" as if it had always held" if always and row.effective else "")
    return Candidate(name, row.owner, after, now.number, row.id)
