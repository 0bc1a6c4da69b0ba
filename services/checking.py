"""Whether the live graph is what the record published, whether it is sound, and whether a draft could be published."""

from typing import NamedTuple

from domain.claims import Claims
from domain.errors import RefusedError
from domain.rulegraph import RuleGraph
from graph import edition
from services import drafting, publishing
from services.doors import Doors
from services.drafting import Draft
from store import publishing as turn


class Found(NamedTuple):
    """What was checked: the edition that the graph is, and the draft that could be published (None: there is none)."""

    edition: int
    draft: Draft | None


async def check(doors: Doors, claims: Claims, owner: str, *, repair: bool = False) -> Found:
    """Raises ``RefusedError`` for what is wrong with the graph, and what publishing the draft would raise.

    ``repair`` first writes the published edition into the graph again, where it is another.
    """
    number, published = await publishing.published(doors)
    if not await _stands(doors, number, published):
        if not repair:
            raise RefusedError(
                f"The live graph is not edition {number} as published: somebody changed it past crewlex. "
                "Put it back with `crewlex rules check --repair`."
            )
        async with turn.hold(doors.database, claims):  # a publish meanwhile must not be written over
            number = await publishing.restore(doors)
    await edition.run_checks(doors.graph)
    draft = await drafting.opened(doors, claims, owner)
    return Found(number, await drafting.check(doors, claims, owner) if draft and draft.edits else None)


async def _stands(doors: Doors, number: int, published: RuleGraph) -> bool:
    """Whether the live graph is this edition; one that cannot even be read as rules is not."""
    try:
        return (await edition.mark(doors.graph) or 0, await edition.read_content(doors.graph)) == (number, published)
    except RefusedError:
        return False
