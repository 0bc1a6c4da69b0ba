"""Nodes and relationships as statements of Cypher, one a line, and back. Nothing that is read is ever run."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

from pydantic import TypeAdapter

from domain.documents import Authority
from domain.readings import Interpretation
from domain.rulegraph import Edge, EdgeKind
from domain.rules.rule import Clause, PayComponent
from graph.export.literals import Cursor, literal
from graph.migrator import read_migrations
from graph.nodes import LiveCase, LiveDocument, LiveRule, LiveScenario
from graph.queries import template
from graph.stored import IDENTITY, End, StoredEdge, StoredNode, drawn, key_of, stored

FIELDS: Final[Mapping[str, str]] = {
    "Rule": "rules",
    "Scenario": "scenarios",
    "PayComponent": "components",
    "Clause": "clauses",
    "Authority": "authorities",
    "Document": "documents",
    "Interpretation": "interpretations",
    "Case": "cases",
}
"""Where each kind of node stands in a content."""
_KINDS: Final[Mapping[str, Any]] = {
    "Rule": TypeAdapter(LiveRule),
    "Scenario": TypeAdapter(LiveScenario),
    "PayComponent": TypeAdapter(PayComponent),
    "Clause": TypeAdapter(Clause),
    "Authority": TypeAdapter(Authority),
    "Document": TypeAdapter(LiveDocument),
    "Interpretation": TypeAdapter(Interpretation),
    "Case": TypeAdapter(LiveCase),
}
_HOLE: Final = re.compile(r"\$(\w+)")
_DRAWN: Final = frozenset(EdgeKind)


@cache
def schema() -> tuple[str, ...]:
    """The constraints and indexes, as they are migrated; they may be there already."""
    migrations = read_migrations(resources.files("cypher").joinpath("migrations"))
    return tuple(f"{' '.join(text.split())};" for each in migrations for text in each.statements)


def is_node(line: str) -> bool:
    """Whether a line sets out to make a node; if not, it may draw a relationship."""
    return line.startswith(_pieces("node")[0][0])


def node_line(node: StoredNode) -> str:
    """The statement that makes a node."""
    return _filled("node", {"labels": ":".join(node.labels), "properties": node.properties})


def edge_line(edge: StoredEdge) -> str:
    """The statement that draws a relationship."""
    source, target = edge.source, edge.target
    ends = {"from": source.label, "source": source.identity, "to": target.label, "target": target.identity}
    return _filled("edge", ends | {"kind": edge.kind, "properties": edge.properties})


def read_node(line: str) -> tuple[str, Any]:
    """The kind of a node (its first label) and the node; ``ValueError`` where crewlex writes no such line."""
    found = _read("node", line)
    label = str(found["labels"]).split(":")[0]
    if label not in _KINDS:
        raise ValueError(f"there are no nodes {label} in a graph of crewlex")
    node = _KINDS[label].validate_python(found["properties"])
    _same(line, node_line(stored(node)))
    return label, node


def read_edge(line: str) -> Edge | StoredEdge:
    """A relationship of the edition, or a derived one; ``ValueError`` where crewlex writes no such line."""
    found = _read("edge", line)
    source, target = _end(found["from"], found["source"]), _end(found["to"], found["target"])
    edge = StoredEdge(str(found["kind"]), source, target, found["properties"])
    if edge.kind not in _DRAWN:
        _same(line, edge_line(edge))
        return edge
    fields = {"method" if name == "resolutionMethod" else name: item for name, item in edge.properties.items()}
    read = Edge(kind=EdgeKind(edge.kind), source=key_of(source), target=key_of(target), **fields)
    _same(line, edge_line(drawn(read)))
    return read


def _end(label: object, identity: Mapping[str, object]) -> End:
    if label not in IDENTITY or set(identity) != set(IDENTITY[str(label)]):
        raise ValueError(f"no node of crewlex is found by {label} and {', '.join(identity)}")
    return End(str(label), tuple(identity[name] for name in IDENTITY[str(label)]))


def _same(line: str, ours: str) -> None:
    if line != ours:
        raise ValueError(f"crewlex would write it as {ours}")


def _filled(name: str, given: Mapping[str, object]) -> str:
    def fill(hole: re.Match[str]) -> str:
        value = given[hole[1]]
        return value if isinstance(value, str) else literal(value)

    return _HOLE.sub(fill, template(name).text)


def _read(name: str, line: str) -> dict[str, Any]:
    """What stands in the holes of a template."""
    cursor, found = Cursor(line), {}
    for piece, hole in _pieces(name):
        cursor.expect(piece)
        if hole:
            found[hole] = cursor.words() if template(name).parameters[hole] == "text" else cursor.map()
    cursor.end()
    return found


@cache
def _pieces(name: str) -> tuple[tuple[str, str], ...]:
    """What stands before each hole, and the hole; after the last one there is none."""
    parts = [*_HOLE.split(template(name).text), ""]
    return tuple(zip(parts[::2], parts[1::2], strict=True))
