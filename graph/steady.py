"""Reading one edition with several statements, while others may publish the next one.

Neo4j shows a reader what is committed meanwhile, and even half of a commit. So whoever read asks at the end which
edition stands when nobody is in the midst of publishing: where that is the one from the beginning, nothing moved. A
reader that is disturbed again and again makes the publishers wait.
"""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from graph.connection import Graph, Reader, Writer
from graph.nodes import MarkRow

_T = TypeVar("_T")
TIMES: Final = 3
"""How often an edition is read beside its publishers before they have to wait."""


async def of_one_edition(graph: Graph, work: Callable[[Reader], Awaitable[_T]]) -> tuple[int | None, _T]:
    """The live edition's number (None before the first) and what ``work`` reads of it, and of no other edition."""

    async def begin(reader: Reader) -> tuple[MarkRow | None, _T]:
        return await marked(reader), await work(reader)

    async def alone(writer: Writer) -> tuple[MarkRow | None, _T]:
        return await _fenced(writer), await work(writer)

    for _ in range(TIMES):
        before, found = await graph.reading(begin)
        if await graph.writing(_fenced) == before:
            break
    else:
        before, found = await graph.writing(alone)
    return before.number if before else None, found


async def marked(reader: Reader) -> MarkRow | None:
    """The mark inside a transaction; None before the first edition."""
    found = await reader.rows("edition/mark", MarkRow)
    return found[0] if found else None


async def _fenced(writer: Writer) -> MarkRow | None:
    found = await writer.rows("edition/fence", MarkRow)
    return found[0] if found else None
