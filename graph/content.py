"""What must be true of the content of any edition before it is worth publishing."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from domain.errors import InputError
from domain.rulegraph import Edge, EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC, Key
from graph.references import ENDS

Node = tuple[str, Key]


def joined(parts: Iterable[RuleGraph]) -> RuleGraph:
    """All parts together, in the order given."""
    given = list(parts)
    return RuleGraph(
        rules=tuple(chain.from_iterable(part.rules for part in given)),
        scenarios=tuple(chain.from_iterable(part.scenarios for part in given)),
        components=tuple(chain.from_iterable(part.components for part in given)),
        clauses=tuple(chain.from_iterable(part.clauses for part in given)),
        edges=tuple(chain.from_iterable(part.edges for part in given)),
    )


def nodes(content: RuleGraph) -> list[Node]:
    """Every node as its kind and key; clauses and components are ``PUBLIC`` under their citation or type."""
    return [
        *(("rule", rule.key) for rule in content.rules),
        *(("scenario", scenario.key) for scenario in content.scenarios),
        *(("component", Key(PUBLIC, component.type)) for component in content.components),
        *(("clause", Key(PUBLIC, clause.citation)) for clause in content.clauses),
    ]


def told(edge: Edge) -> str:
    """``XP/A OVERRIDES XP/B``."""
    return f"{edge.source} {edge.kind} {edge.target}"


def check(content: RuleGraph) -> None:
    """Raises ``InputError`` where content cannot be a graph: something twice, loose ends, foreign owners.

    Circles and disagreements are refused by ``domain.resolve``, which knows dates and scopes.
    """
    known = Counter(nodes(content))
    for (kind, key), times in known.items():
        if times > 1:
            raise InputError(f"There are {times} {kind}s {key}: keep one of them.")
    for edge, times in Counter((edge.kind, edge.owner, edge.source, edge.target) for edge in content.edges).items():
        if times > 1:
            raise InputError(f"{edge[2]} {edge[0]} {edge[3]} is drawn {times} times by {edge[1]}: keep one.")
    for edge_found in content.edges:
        _check_edge(edge_found, known)


def _check_edge(edge: Edge, known: Counter[Node]) -> None:
    for kind, key in zip(ENDS[edge.kind], (edge.source, edge.target), strict=True):
        if (kind, key) not in known:
            raise InputError(f"{told(edge)}: there is no {kind} {key}; add it, or take the edge away.")
        if key.owner not in (PUBLIC, edge.owner):
            raise InputError(f"{told(edge)}, drawn by {edge.owner}: {key} belongs to {key.owner}; use your own node.")
    if (edge.method is None) == (edge.kind is EdgeKind.CONFLICTS_WITH):
        remedy = "give a method to settle it" if edge.method is None else "only a conflict has a method: leave it out"
        raise InputError(f"{told(edge)}: {remedy}.")
