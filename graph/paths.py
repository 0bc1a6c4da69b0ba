"""Walks the live graph from one node: what a change of it would touch, and how two nodes hang together.

What is touched is asked for step by step, once a distance, so that no two ways to one place are ever followed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import NamedTuple

from domain.errors import NotFoundError
from domain.rules.rule import PUBLIC, Key
from graph.connection import Graph, Reader
from graph.nodes import Row
from graph.steady import of_one_edition
from graph.ways import KINDS, LABELS, TOUCHED, Hop, Node, Path


class _Step(Row):
    """A relationship on the way, and the node that it leads to."""

    kind: str
    forward: bool
    label: str
    key: Key

    @property
    def hop(self) -> Hop:
        return Hop(self.kind, self.forward, Node(KINDS[self.label], self.key))


class _Near(_Step):
    """A node one step away, by the ids of this transaction."""

    source: str
    only: bool
    id: str


class _Id(Row):
    id: str


class _Question(NamedTuple):
    """What stands around a node: but for one step, or by that step ``only``."""

    id: str
    way: str
    only: bool


async def touched(graph: Graph, start: Node, airline: str, on: date) -> tuple[Path, ...]:
    """What a change of a node would touch, as the airline sees it: a shortest path to each, by kind and key.

    Relationships that have ended by the day are left out; announced ones count.
    """

    async def walk(reader: Reader) -> dict[Node, Path]:
        return await _Walk(reader, [PUBLIC, airline], on).from_(start)

    _, found = await of_one_edition(graph, walk)
    return tuple(found[node] for node in sorted(found.keys() - {start}))


async def between(graph: Graph, start: Node, end: Node, airline: str, on: date) -> Path | None:
    """A shortest way between two nodes along relationships of any direction that have not ended by the day; None
    where there is none.
    """
    owners = [PUBLIC, airline]

    async def walk(reader: Reader) -> list[_Step]:
        one, other = await _id(reader, start, owners), await _id(reader, end, owners)
        return await reader.rows("paths/between", _Step, one=one, other=other, owners=owners, on=on)

    if start == end:
        return Path(start)
    _, steps = await of_one_edition(graph, walk)
    return Path(start, tuple(step.hop for step in steps)) if steps else None


async def _id(reader: Reader, node: Node, owners: list[str]) -> str:
    label, key = LABELS[node.kind], list(node.key)
    rows = await reader.rows("paths/node", _Id, label=label, key=key, owners=owners)
    if not rows:
        raise NotFoundError(f"The {node.kind} {node.key} is not in the live graph: try `crewlex rules check`.")
    return rows[0].id


@dataclass(slots=True)
class _Walk:
    """One walk inside one transaction, which ends where nothing is new.

    A change is felt onwards, and not back where it came from: a step is not undone at once. So a node is asked for all
    but that step; should it be reached otherwise as well, for that step alone.
    """

    reader: Reader
    owners: list[str]
    on: date
    ids: dict[Node, str] = field(default_factory=dict)
    barred: dict[Node, str] = field(default_factory=dict)

    async def from_(self, start: Node) -> dict[Node, Path]:
        """A shortest path to each node; the first in the order of their hops where several are as short."""
        self.ids[start] = await _id(self.reader, start, self.owners)
        found, frontier = {start: Path(start)}, [Path(start)]
        while asked := [(path, question) for path in frontier for question in self._asked(path)]:
            near = await self._near([question for _, question in asked])
            frontier = []
            for path, (node, _, only) in asked:
                for row in near.get((node, only), ()):
                    self.ids[row.hop.node] = row.id
                    frontier.append(path.to(row.hop))
                    found.setdefault(row.hop.node, frontier[-1])
        return found

    def _asked(self, path: Path) -> Iterator[_Question]:
        end = path.end
        if end not in self.barred:
            self.barred[end] = path.way_back
            yield _Question(self.ids[end], path.way_back, only=False)
        elif self.barred[end] not in ("", path.way_back):
            yield _Question(self.ids[end], self.barred[end], only=True)
            self.barred[end] = ""

    async def _near(self, asked: Iterable[_Question]) -> dict[tuple[str, bool], list[_Near]]:
        """The answers, each in order, by the id of the node and whether it was asked for one step only."""
        nodes, steps = [question._asdict() for question in asked], sorted(TOUCHED)
        rows = await self.reader.rows("paths/around", _Near, nodes=nodes, steps=steps, owners=self.owners, on=self.on)
        line = sorted(rows, key=lambda row: (row.source, row.only, row.hop))
        return {about: list(group) for about, group in groupby(line, key=lambda row: (row.source, row.only))}
