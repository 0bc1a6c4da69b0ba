"""Ways through the graph as values: nodes, the steps between them, and which steps a walk takes."""

from dataclasses import dataclass
from typing import Final, Self

from domain.rules.rule import PUBLIC, Key

LABELS: Final = {
    "rule": "Rule",
    "scenario": "Scenario",
    "component": "PayComponent",
    "clause": "Clause",
    "document": "Document",
    "interpretation": "Interpretation",
    "case": "Case",
}
"""The label of each kind of node that a walk meets."""
KINDS: Final = {label: kind for kind, label in LABELS.items()}
"""The kind of node of each label."""
TOUCHED: Final = frozenset(
    f"{label}{step}"
    for label, steps in {
        "Clause": ("<CITES", ">PART_OF"),
        "Document": ("<PART_OF",),
        "Scenario": ("<APPLIES_TO", "<SPECIALIZES", "<ILLUSTRATES"),
        "PayComponent": ("<YIELDS", "<DEPENDS_ON", "<ILLUSTRATES"),
        "Interpretation": (">INTERPRETS",),
        "Rule": (
            *(">YIELDS", ">CITES", "<INTERPRETS", "<ILLUSTRATES", ">OVERRIDES", "<OVERRIDES"),
            *(">CONFLICTS_WITH", "<CONFLICTS_WITH", ">SUPERSEDES", "<SUPERSEDES"),
        ),
    }.items()
    for step in steps
)
"""The steps along which a change is felt: label, along (>) or against (<) the arrow, kind of relationship."""


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A node by its kind (rule, scenario, component, clause, document, interpretation, case) and key."""

    kind: str
    key: Key

    def __str__(self) -> str:
        return self.key.code if self.key.owner == PUBLIC else str(self.key)


@dataclass(frozen=True, slots=True, order=True)
class Hop:
    """One step: the relationship, whether the walk goes along its arrow, and where it leads."""

    kind: str
    forward: bool
    node: Node


@dataclass(frozen=True, slots=True)
class Path:
    """A shortest way from one node to another."""

    start: Node
    hops: tuple[Hop, ...] = ()

    @property
    def end(self) -> Node:
        """Where it leads."""
        return self.hops[-1].node if self.hops else self.start

    @property
    def text(self) -> str:
        """Read from its end: ``overtime DEPENDS_ON guarantee DEPENDS_ON flight_pay``; ``<-KIND-`` goes against it."""
        before = (self.start, *(hop.node for hop in self.hops))
        told = [str(self.end)]
        for hop, node in reversed(tuple(zip(self.hops, before, strict=False))):
            told += [f"<-{hop.kind}-" if hop.forward else hop.kind, str(node)]
        return " ".join(told)

    def to(self, hop: Hop) -> Self:
        """One step further."""
        return type(self)(self.start, (*self.hops, hop))

    @property
    def way_back(self) -> str:
        """The step that would undo the last one (``<CITES``): what shares a clause is not touched for that."""
        return f"{'<' if self.hops[-1].forward else '>'}{self.hops[-1].kind}" if self.hops else ""
