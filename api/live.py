"""The live graph, read only while it is the edition that the record names."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Final, TypeVar

from domain.errors import UnavailableError
from graph import edition
from graph.connection import Graph

_T = TypeVar("_T")
_LOG = logging.getLogger(__name__)
PATIENCE: Final = 5
"""How many seconds an answer of the graph is waited for before the record answers in its place."""
REST: Final = 15
"""How many seconds a graph that did not answer is left alone: each request would wait for it again."""


class Live:
    """The graph of one API process."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._rests_until = monotonic()

    async def read(self, number: int, work: Callable[[Graph], Awaitable[_T]]) -> _T | None:
        """What ``work`` reads of edition ``number``; None where the graph is down, or is or becomes another edition.

        The mark is looked at before and after: an edition published in between may have been read in part.
        """
        if monotonic() < self._rests_until:
            return None
        try:
            async with asyncio.timeout(PATIENCE):
                if await edition.mark(self.graph) != number:
                    return None
                found = await work(self.graph)
                return found if await edition.mark(self.graph) == number else None
        except (UnavailableError, TimeoutError) as gone:
            self._rests_until = monotonic() + REST
            _LOG.warning("The graph does not answer, the record does in its place: %s", gone or "it took too long")
            return None
