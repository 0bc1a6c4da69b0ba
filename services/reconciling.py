"""Proves that the live graph and the mirrors say what the newest edition says, or names each difference."""

from typing import Final, NamedTuple

from domain.claims import Claims
from domain.crew import Role
from domain.errors import RefusedError
from domain.rules.rule import PUBLIC
from graph import edition, reconciled
from services import airlines, content, publishing, rulebooks
from services.doors import Doors
from store import audit, mirrordrift
from store import publishing as turn
from store.tables.enums import Action

_TIMES: Final = 3
"""How often everything is compared anew where somebody publishes meanwhile."""
_LOGGED: Final = 100
"""How many differences the log of a repair names; it counts them all."""


class Reconciled(NamedTuple):
    """The edition that everything was held against, and what differed (nothing: both sides are equal)."""

    edition: int
    differences: tuple[str, ...]


async def reconcile(doors: Doors, claims: Claims, airline: str | None = None) -> Reconciled:
    """Each difference of the live graph and the mirrors from the newest edition: of shared law and one airline, or all.

    For the platform's administrators: those of an airline do not see the others' rows.
    """
    await _check_asker(doors, claims, airline)
    for _ in range(_TIMES):
        number, found = await _compared(doors, claims)
        if not found or number == (await publishing.published(doors))[0]:
            break
    shown = tuple(said for owner, said in found if airline is None or owner in (PUBLIC, airline))
    return Reconciled(number, shown)


async def repair(doors: Doors, claims: Claims) -> Reconciled:
    """Writes the newest edition into graph and mirrors again, all of it, where they differ; tells what differed.

    Nobody publishes meanwhile (``RefusedError`` where somebody does), and the log says what was put right.
    """
    await _check_asker(doors, claims, None)
    async with turn.hold(doors.database, claims) as session:
        number, found = await _compared(doors, claims)
        if found:
            _, published = await publishing.published(doors)
            await edition.publish(doors.graph, published, number)
            await mirrordrift.rewrite(session, content.parts(published))
            told = [said for _, said in found]
            before = {"differences": len(told), "first": told[:_LOGGED]}
            await audit.record(
                session, Action.UPDATED, "edition", number, before=before, reason="rules reconcile --repair"
            )
    return Reconciled(number, tuple(said for _, said in found))


async def _check_asker(doors: Doors, claims: Claims, airline: str | None) -> None:
    if claims.role is not Role.PLATFORM:
        raise RefusedError("Only the platform's administrators compare and repair everybody's rules.")
    await rulebooks.newest(doors, claims)  # there is nothing to compare before the first edition
    if airline is not None:
        await airlines.find(doors, claims, airline)


async def _compared(doors: Doors, claims: Claims) -> tuple[int, list[tuple[str, str]]]:
    """The edition's number; whose difference and what it is, first of the graph and then of the mirrors."""
    number, published = await publishing.published(doors)
    live = await reconciled.differences(doors.graph, published, number)
    async with doors.database.reading(claims) as session:
        return number, live + await mirrordrift.differences(session, content.parts(published))
