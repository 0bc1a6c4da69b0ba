"""The live graph held against its edition: every node, relationship and property that differs, named."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from domain.collecting import uncollected
from domain.leaves import apart
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from graph.connection import Graph, Reader
from graph.derived import relationships
from graph.nodes import Row
from graph.steady import of_one_edition
from graph.stored import IDENTITY, End, StoredEdge, StoredNode, nodes

_TEXTS: Final = ("versions", "earlier", "sections", "input", "expect")
"""Properties that are JSON texts."""
Place = tuple[str, ...]
Named = dict[Place, list[Mapping[str, Any]]]
"""Properties by the owner and name of what has them; more than one where something is there twice."""


class _NodeRow(Row):
    labels: list[str]
    properties: dict[str, Any]


class _EdgeRow(Row):
    kind: str
    properties: dict[str, Any]
    source_labels: list[str]
    source: dict[str, Any]
    target_labels: list[str]
    target: dict[str, Any]


async def differences(graph: Graph, content: RuleGraph, number: int) -> list[tuple[str, str]]:
    """Owner and sentence for each difference of the live graph from an edition; none where it is that edition."""

    async def read(reader: Reader) -> tuple[list[_NodeRow], list[_EdgeRow]]:
        return await reader.rows("edition/live_nodes", _NodeRow), await reader.rows(
            "edition/live_relationships", _EdgeRow
        )

    with uncollected():
        mark, (live_nodes, live_edges) = await of_one_edition(graph, read)
        found = [] if mark == number else [(PUBLIC, f"the mark: edition {number}, and the graph says {mark}")]
        found += _compared(_named_nodes(nodes(content)), _named_nodes(map(_node, live_nodes)))
        found += _compared(_named_edges(relationships(content)), _named_edges(map(_edge, live_edges)))
    return found


def _compared(edition: Named, live: Named) -> Iterator[tuple[str, str]]:
    for place in sorted({*edition, *live}):
        ours, theirs = edition.get(place, []), live.get(place, [])
        yield from ((place[0], f"{' '.join(place[1:])}: {said}") for said in _told(ours, theirs))


def _told(ours: list[Mapping[str, Any]], theirs: list[Mapping[str, Any]]) -> Iterator[str]:
    if len(ours) > len(theirs):
        yield "in the edition, and missing in the graph"
    elif len(ours) < len(theirs):
        yield f"in the graph {len(theirs)} times" if ours else "in the graph, and not in the edition"
    elif ours:
        yield from (each.told("edition", "graph") for each in apart(_opened(ours[0]), _opened(theirs[0])))


def _opened(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties with their JSON texts read, so that what differs inside one is named by its place."""
    return {name: _read(item) if name in _TEXTS else item for name, item in properties.items()}


def _read(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return text


def _named_nodes(found: Iterable[StoredNode]) -> Named:
    named: Named = defaultdict(list)
    for node in found:
        properties = dict(node.properties) | {"labels": sorted(node.labels)}
        named[_owner(node.end), node.end.label, str(node.end)].append(properties)
    return named


def _named_edges(found: Iterable[StoredEdge]) -> Named:
    named: Named = defaultdict(list)
    for edge in found:
        since = edge.properties.get("since")
        when = (f"(from {since})",) if since else ()
        owner = str(edge.properties.get("owner") or PUBLIC)
        named[owner, str(edge.source), edge.kind, str(edge.target), *when].append(edge.properties)
    return named


def _owner(end: End) -> str:
    return str(end.identity.get("owner") or PUBLIC)


def _node(row: _NodeRow) -> StoredNode:
    kind = _kind(row.labels)
    return StoredNode((kind, *sorted({*row.labels} - {kind})), row.properties)


def _edge(row: _EdgeRow) -> StoredEdge:
    ends = ((_kind(row.source_labels), row.source), (_kind(row.target_labels), row.target))
    source, target = (End(kind, tuple(known.get(name) for name in IDENTITY[kind])) for kind, known in ends)
    return StoredEdge(row.kind, source, target, row.properties)


def _kind(labels: Iterable[str]) -> str:
    return next(label for label in IDENTITY if label in labels)
