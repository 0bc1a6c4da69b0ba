"""Whether the live graph is what the record published, whether it is sound, and whether a draft could be published."""

from datetime import date
from typing import Final, NamedTuple

from domain.claims import Claims
from domain.errors import RefusedError
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from graph import edition
from services import drafting, publishing
from services.changesets import ChangeSet
from services.doors import Doors
from services.permission import editor_of
from store import publishing as turn

NEVER: Final = "scenario_that_never_holds"
"""The one check that the graph cannot make of itself: it takes the facts' own limits."""


class Found(NamedTuple):
    """What was checked: the edition that the graph is, the checks that ran on it, and the draft that could be published
    (None: there is none).
    """

    edition: int
    checks: tuple[str, ...]
    draft: ChangeSet | None


async def check(
    doors: Doors, claims: Claims, owner: str, *, repair: bool = False, effective: date | None = None
) -> Found:
    """Raises ``RefusedError`` for what is wrong with the graph, and what publishing the draft from ``effective`` (None:
    as a correction) would raise.

    ``repair`` first writes the published edition into the graph again, where it is another.
    """
    if repair:
        await editor_of(doors, claims, PUBLIC)  # it is everybody's graph
    number, published = await publishing.published(doors)
    if not await _stands(doors, number, published):
        if not repair:
            raise RefusedError(
                f"The live graph is not edition {number} as published: somebody changed it past crewlex. "
                "Put it back with `crewlex rules check --repair`."
            )
        async with turn.hold(doors.database, claims):  # a publish meanwhile must not be written over
            number = await publishing.restore(doors)
    ran = [name.removeprefix("checks/") for name in await edition.run_checks(doors.graph)]
    publishing.check_possible(published.scenarios)
    draft = await drafting.opened(doors, claims, owner)
    tried = await drafting.check(doors, claims, owner, effective) if draft and draft.edits else None
    return Found(number, (*ran, NEVER), tried)


async def _stands(doors: Doors, number: int, published: RuleGraph) -> bool:
    """Whether the live graph is this edition; one that cannot even be read as rules is not."""
    try:
        return (await edition.mark(doors.graph) or 0, await edition.read_content(doors.graph)) == (number, published)
    except RefusedError:
        return False
