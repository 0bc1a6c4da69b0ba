"""The rules in force, for people: listed, and one with everything around it."""

from domain.claims import Claims
from domain.errors import NotFoundError
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from graph.context import RuleContext, rule_context
from services import airlines, months, rulebooks
from services.doors import Doors
from services.naming import key_of
from store import editions

__all__ = ["RuleContext", "listed", "shown"]


async def listed(
    doors: Doors, claims: Claims, airline: str | None = None, edition: int | None = None
) -> tuple[int, RuleGraph]:
    """An edition's number (the newest) and what binds one airline; without one, everything that the asker may see."""
    number = await rulebooks.newest(doors, claims) if edition is None else edition
    if airline is not None:
        await airlines.find(doors, claims, airline)
    async with doors.database.reading(claims) as session:
        if airline is None:
            return number, await editions.whole(session, number)
        return number, await editions.content(session, number, airline)


async def shown(doors: Doors, claims: Claims, typed: str, airline: str | None = None) -> RuleContext:
    """One live rule with its clauses, scenarios, and what it displaces and is displaced by today."""
    _, content = await listed(doors, claims, airline)
    key = key_of(content, "rule", typed, airline or PUBLIC)
    seen_by = airline or key.owner
    found = await rule_context(doors.graph, [key], seen_by, months.today(doors.settings))
    if key not in found:
        raise NotFoundError(f"{key} is not in the live graph: put it back with `crewlex rules check --repair`.")
    return found[key]
