"""What depends on what: the ways that a change of one node would go, and how two nodes hang together."""

from itertools import product

from domain.claims import Claims
from domain.errors import InputError, NotFoundError
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from graph import paths
from graph.ways import LABELS, Node, Path
from services import months, rules
from services.doors import Doors
from services.naming import key_of

__all__ = ["LABELS", "Node", "Path", "between", "dependents"]


async def dependents(
    doors: Doors, claims: Claims, typed: str, airline: str | None = None, kind: str = ""
) -> tuple[Node, dict[str, tuple[Path, ...]]]:
    """The node that was named, and what a change of it would touch: by kind, a shortest path to each.

    ``kind`` says which is meant where a scenario and a pay component, say, have one name.
    """
    _, content = await rules.listed(doors, claims, airline)
    node = _named(content, typed, airline or PUBLIC, kind)
    found = await paths.touched(doors.graph, node, airline or node.key.owner, months.today(doors.settings))
    return node, {kind: tuple(path for path in found if path.end.kind == kind) for kind in LABELS}


async def between(doors: Doors, claims: Claims, one: str, other: str, airline: str | None = None) -> Path | None:
    """A shortest way between two nodes, whatever their kinds; None where there is none, as between two airlines."""
    _, content = await rules.listed(doors, claims, airline)
    starts, ends = (_all_named(content, typed, airline or PUBLIC) for typed in (one, other))
    found = []
    for start, end in product(starts, ends):
        own = {start.key.owner, end.key.owner} - {PUBLIC}
        if len(own) < 2:  # nothing joins two airlines
            seen_by = airline or min(own, default=PUBLIC)
            found.append(await paths.between(doors.graph, start, end, seen_by, months.today(doors.settings)))
    return min((path for path in found if path), key=lambda path: len(path.hops), default=None)


def _named(content: RuleGraph, typed: str, owner: str, kind: str) -> Node:
    if kind:
        if kind not in LABELS:
            raise InputError(f"{kind} is no kind of node: choose from {', '.join(LABELS)}.")
        return Node(kind, key_of(content, kind, typed, owner))
    found = _all_named(content, typed, owner)
    if len(found) > 1:
        kinds = " and a ".join(node.kind for node in found)
        raise InputError(f"{typed} is a {kinds}: say which with --kind {found[0].kind}.")
    return found[0]


def _all_named(content: RuleGraph, typed: str, owner: str) -> list[Node]:
    """The nodes of this name, of whatever kind; ``NotFoundError`` with what comes close among rules for none."""
    found, missing = [], []
    for kind in LABELS:
        try:
            found.append(Node(kind, key_of(content, kind, typed, owner)))
        except NotFoundError as wrong:
            missing.append(wrong)
    if not found:
        raise missing[0]
    return found
