"""Whether the API can answer: both servers and the edition, without a word on where they are."""

import asyncio
from typing import Any, Final

from domain.errors import UnavailableError
from graph import edition
from services.airlines import OPERATOR
from services.doors import Doors
from store import editions

PATIENCE: Final = 5
"""Seconds that each server is waited for."""


async def health(doors: Doors) -> tuple[int, dict[str, Any]]:
    """An HTTP status and what to say: 503 without Postgres; without the graph, rules come from the record."""
    (postgres, newest), (neo4j, mark) = await asyncio.gather(_record(doors), _graph(doors))
    agreed = neo4j and mark == newest
    status = "down" if not postgres else "ok" if agreed else "degraded"
    return 200 if postgres else 503, {
        "status": status,
        "postgres": {"up": postgres, "edition": newest},
        "neo4j": {"up": neo4j, "edition": mark},
        "edition": newest,
    }


async def _record(doors: Doors) -> tuple[bool, int | None]:
    try:
        async with asyncio.timeout(PATIENCE), doors.database.reading(OPERATOR) as session:
            return True, await editions.newest(session)
    except (UnavailableError, TimeoutError):
        return False, None


async def _graph(doors: Doors) -> tuple[bool, int | None]:
    try:
        async with asyncio.timeout(PATIENCE):
            return True, await edition.mark(doors.graph)
    except (UnavailableError, TimeoutError):
        return False, None
