"""The Rulebook of an airline and period under the newest edition: by traversal of the graph, else from the record."""

import asyncio
from contextlib import suppress
from datetime import date
from typing import Final

from domain.claims import Claims
from domain.errors import CrewlexError, NotFoundError, UnavailableError
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import RuleGraph
from graph import traversal
from services import airlines, content, publishing, regimes
from services.doors import Doors
from services.shelf import Place
from store import editions, rulebooks
from store.standing import standing
from store.tables import Airline

PATIENCE: Final = 5
"""Seconds that the graph is waited for before the record is read: a lost connection is tried again for longer."""


async def in_force(doors: Doors, claims: Claims, airline: str, start: date, end: date) -> Rulebook:
    """What binds an airline (by code) from ``start`` up to ``end``, under the newest edition.

    Compiled once a process and edition; each call asks Postgres for the airline and the edition's number, so what is
    published elsewhere takes effect at once. Every Rulebook handed out is kept in the record by its hash.
    ``NotFoundError`` before the first edition, or for an airline that is not the asker's.
    """
    found, edition = await _standing(doors, claims, airline)
    place = Place(airline, start, end, edition, regimes.of(found, start, end))
    known = doors.shelf.find(place)
    if known is not None:
        return known
    rulebook = resolve(await _part(doors, claims, place), airline, start, end, place.regime)
    async with doors.database.writing(airlines.service(found.id)) as session:
        await rulebooks.put(session, found.id, rulebook)
    doors.shelf.put(place, rulebook)
    return rulebook


async def _standing(doors: Doors, claims: Claims, airline: str) -> tuple[Airline, int]:
    """The airline and the newest edition, by one message; where one of them lacks, it is looked for by itself."""
    found = await standing(doors.database, claims, airline)
    if found is not None and found.newest is not None:
        return found.airline, found.newest
    return await airlines.find(doors, claims, airline), await newest(doors, claims)


async def newest(doors: Doors, claims: Claims) -> int:
    """The number of the newest edition; ``NotFoundError`` before the first."""
    async with doors.database.reading(claims) as session:
        number = await editions.newest(session)
    if number is None:
        raise NotFoundError("No rules are published yet: publish the packs with `crewlex rules load`.")
    return number


async def _part(doors: Doors, claims: Claims, place: Place) -> RuleGraph:
    """The airline's part of the edition, from the live graph where it stands at that edition, else from the record.

    The graph's mark is read in the same read transaction as the rules it vouches for (``traversal.rule_graph``).
    """
    with suppress(UnavailableError, TimeoutError):  # pay goes on while Neo4j is down
        async with asyncio.timeout(PATIENCE):
            mark, walked = await traversal.rule_graph(doors.graph, place.airline)
        if mark == place.edition:
            return walked
        with suppress(CrewlexError):
            await publishing.recover(doors)
    async with doors.database.reading(claims) as session:
        return content.deciding(await editions.content(session, place.edition, place.airline))
