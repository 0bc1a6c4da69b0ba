"""Scenarios inside scenarios: as ``SPECIALIZES`` draws them, and as their conditions prove it."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError
from itertools import permutations

from domain.arrows import ordered, reachable
from domain.conditions import Condition
from domain.conditions.together import inside
from domain.errors import RefusedError
from domain.rulegraph import Edge, EdgeKind
from domain.rules.rule import Key

Drawn = tuple[Key, Key]
"""A scenario and a wider one that it is drawn to lie inside."""


def drawn(edges: Iterable[Edge]) -> Iterator[Drawn]:
    """What the edges say lies inside what."""
    return ((edge.source, edge.target) for edge in edges if edge.kind is EdgeKind.SPECIALIZES)


def around(pairs: Iterable[Drawn]) -> dict[Key, frozenset[Key]]:
    """All the wider scenarios that each is drawn inside; ``RefusedError`` for a circle."""
    try:
        return reachable(pairs)
    except CycleError as circle:
        path = " inside ".join(str(key) for key in circle.args[1][::-1])
        raise RefusedError(f"These scenarios specialize each other in a circle: {path}. Take an edge away.") from None


def specific_first(conditions: Mapping[Key, Condition], wider: Mapping[Key, frozenset[Key]]) -> list[Key]:
    """The scenarios, each before those it lies inside, as drawn (``around``) or by proof; equals by key.

    Where a proof goes against what was drawn, the drawing stands.
    """
    placed = {(outer, inner) for inner in conditions for outer in wider.get(inner, ()) if outer in conditions}
    proved = {
        (outer, inner) for inner, outer in permutations(conditions, 2) if _strictly_inside(inner, outer, conditions)
    }
    try:
        return ordered(conditions, placed | proved)
    except CycleError:
        return ordered(conditions, placed)


def _strictly_inside(inner: Key, outer: Key, conditions: Mapping[Key, Condition]) -> bool:
    return inside(conditions[inner], conditions[outer]) and not inside(conditions[outer], conditions[inner])
