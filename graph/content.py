"""What must be true of the content of any edition before it is worth publishing."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import chain, pairwise

from domain.errors import InputError
from domain.rulegraph import ENDS, Edge, EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC, Key

Node = tuple[str, Key]


def joined(parts: Iterable[RuleGraph]) -> RuleGraph:
    """All parts together, in the order given."""
    given = list(parts)
    return RuleGraph(
        rules=tuple(chain.from_iterable(part.rules for part in given)),
        scenarios=tuple(chain.from_iterable(part.scenarios for part in given)),
        components=tuple(chain.from_iterable(part.components for part in given)),
        clauses=tuple(chain.from_iterable(part.clauses for part in given)),
        authorities=tuple(chain.from_iterable(part.authorities for part in given)),
        documents=tuple(chain.from_iterable(part.documents for part in given)),
        interpretations=tuple(chain.from_iterable(part.interpretations for part in given)),
        cases=tuple(chain.from_iterable(part.cases for part in given)),
        edges=tuple(chain.from_iterable(part.edges for part in given)),
    )


def nodes(content: RuleGraph) -> list[Node]:
    """Every node as its kind and key; clauses and components are ``PUBLIC`` under their citation or type."""
    return [
        *(("rule", rule.key) for rule in content.rules),
        *(("scenario", scenario.key) for scenario in content.scenarios),
        *(("component", Key(PUBLIC, component.type)) for component in content.components),
        *(("clause", Key(PUBLIC, clause.citation)) for clause in content.clauses),
        *(("authority", Key(PUBLIC, authority.code)) for authority in content.authorities),
        *(("document", document.key) for document in content.documents),
        *(("interpretation", interpretation.key) for interpretation in content.interpretations),
        *(("case", case.key) for case in content.cases),
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
    _check_doubled(content.edges)
    for edge in content.edges:
        _check_edge(edge, known)
    _check_fields(content, known)


def _check_doubled(edges: Iterable[Edge]) -> None:
    """One relationship of an owner between two nodes at a time."""
    line = sorted(edges, key=lambda edge: (edge.kind, edge.owner, edge.source, edge.target, edge.since or date.min))
    for one, other in pairwise(line):
        same = (one.kind, one.owner, one.source, one.target) == (other.kind, other.owner, other.source, other.target)
        if same and (one.until or date.max) > (other.since or date.min):
            raise InputError(f"{told(one)} is drawn twice by {one.owner} for the same time: keep one.")


def _check_edge(edge: Edge, known: Counter[Node]) -> None:
    for kind, key in zip(ENDS[edge.kind], (edge.source, edge.target), strict=True):
        if (kind, key) not in known:
            raise InputError(f"{told(edge)}: there is no {kind} {key}; add it, or take the edge away.")
        if key.owner not in (PUBLIC, edge.owner):
            raise InputError(f"{told(edge)}, drawn by {edge.owner}: {key} belongs to {key.owner}; use your own node.")
    if (edge.method is None) == (edge.kind is EdgeKind.CONFLICTS_WITH):
        remedy = "give a method to settle it" if edge.method is None else "only a conflict has a method: leave it out"
        raise InputError(f"{told(edge)}: {remedy}.")
    if (edge.because == "") == (edge.kind is EdgeKind.OVERRIDES):
        remedy = "only an override has one: write it as notes" if edge.because else "say why the first stands"
        raise InputError(f"{told(edge)}, because: {remedy}.")


def _check_fields(content: RuleGraph, known: Counter[Node]) -> None:
    """What nodes name by code is there: authorities of documents, and what cases are about."""
    for document in content.documents:
        if ("authority", Key(PUBLIC, document.authority)) not in known:
            raise InputError(f"{document.key}: there is no authority {document.authority}; add it or correct its code.")
    for case in content.cases:
        for kind, code in case.subjects:
            if not {(kind, Key(case.owner, code)), (kind, Key(PUBLIC, code))} & known.keys():
                raise InputError(f"The case {case.key} is about the {kind} {code}, which is not there: take it away.")
