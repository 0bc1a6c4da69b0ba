"""What an edition is in Neo4j, node by node and relationship by relationship, as plain values."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from pydantic import BaseModel

from domain.documents import Authority, Document
from domain.readings import Case, Interpretation
from domain.rulegraph import ENDS, Edge, RuleGraph
from domain.rules.rule import PUBLIC, Clause, Key, PayComponent, Rule, Scenario
from graph.nodes import case_row, document_row, edge_row, rule_row, scenario_row

IDENTITY: Final[Mapping[str, tuple[str, ...]]] = {
    "Rule": ("owner", "code"),
    "Scenario": ("owner", "id"),
    "PayComponent": ("type",),
    "Clause": ("citation",),
    "Authority": ("code",),
    "Document": ("owner", "code"),
    "Interpretation": ("owner", "code"),
    "Case": ("owner", "about", "name"),
}
"""The labels of the graph, and the properties by which each kind of node is known."""
LABELS: Final = {
    "rule": "Rule",
    "scenario": "Scenario",
    "component": "PayComponent",
    "clause": "Clause",
    "interpretation": "Interpretation",
}
"""The labels of what edges of an edition lead from and to."""


class End(NamedTuple):
    """A node as a relationship names it: its label, and the values of its identity."""

    label: str
    values: tuple[Any, ...]

    def __str__(self) -> str:
        return "/".join(map(str, self.values))

    @property
    def identity(self) -> dict[str, Any]:
        """The properties that find it."""
        return dict(zip(IDENTITY[self.label], self.values, strict=True))


@dataclass(frozen=True, slots=True)
class StoredNode:
    """A node: its labels, the first of which is its kind, and the properties that it has."""

    labels: tuple[str, ...]
    properties: Mapping[str, Any]

    @property
    def end(self) -> End:
        """How relationships name it."""
        return End(self.labels[0], tuple(self.properties.get(name) for name in IDENTITY[self.labels[0]]))


@dataclass(frozen=True, slots=True)
class StoredEdge:
    """A relationship between two nodes, with the properties that it has."""

    kind: str
    source: End
    target: End
    properties: Mapping[str, Any]


def nodes(content: RuleGraph) -> Iterator[StoredNode]:
    """Every node, kind by kind in the order of the content."""
    for items in (
        *(content.rules, content.scenarios, content.components, content.clauses),
        *(content.authorities, content.documents, content.interpretations, content.cases),
    ):
        yield from map(stored, items)


def stored(node: BaseModel) -> StoredNode:
    """A node as it is written."""
    label, row = _ROWS[type(node)]
    given: Any = row(node)
    labels = (label, given["label"]) if label == "Rule" else (label,)
    return StoredNode(labels, _present(given["properties"] if label == "Rule" else given))


def drawn(edge: Edge) -> StoredEdge:
    """A relationship of the edition as it is written."""
    source, target = (_end(kind, key) for kind, key in zip(ENDS[edge.kind], (edge.source, edge.target), strict=True))
    row: Any = edge_row(edge)
    return StoredEdge(edge.kind.value, source, target, _present(row["properties"]))


def end_of(node: Rule | Scenario | PayComponent | Clause | Document | Case) -> End:
    """How relationships name a node of the domain."""
    match node:
        case Clause():
            return End("Clause", (node.citation,))
        case PayComponent():
            return End("PayComponent", (node.type,))
        case Case():
            return End("Case", (node.owner, node.subject, node.name))
    return End(type(node).__name__, tuple(node.key))


def key_of(end: End) -> Key:
    """The key by which an edition names the node: owner and code."""
    return Key(*end.values) if len(end.values) > 1 else Key(PUBLIC, *end.values)


def _end(kind: str, key: Key) -> End:
    label = LABELS[kind]
    return End(label, tuple(key) if "owner" in IDENTITY[label] else (key.code,))


def _present(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: item for name, item in properties.items() if item is not None}


def _plain(node: Any) -> dict[str, object]:
    found: dict[str, object] = node.model_dump(mode="json")
    return found


_ROWS: Final[dict[type, tuple[str, Callable[[Any], Mapping[str, object]]]]] = {
    Rule: ("Rule", rule_row),
    Scenario: ("Scenario", scenario_row),
    PayComponent: ("PayComponent", _plain),
    Clause: ("Clause", _plain),
    Authority: ("Authority", _plain),
    Document: ("Document", document_row),
    Interpretation: ("Interpretation", _plain),
    Case: ("Case", case_row),
}
