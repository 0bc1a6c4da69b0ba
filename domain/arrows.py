"""Order out of arrows: what can be reached along them, and a line-up in which every arrow points one way."""

from collections.abc import Iterable
from graphlib import TopologicalSorter
from typing import TypeVar

Node = TypeVar("Node", bound=tuple[str, ...] | str)


def ordered(nodes: Iterable[Node], needs: Iterable[tuple[Node, Node]]) -> list[Node]:
    """The nodes so that each stands after all it needs, equals in their own order.

    A circle is a ``CycleError`` whose second argument is the path.
    """
    sorter = TopologicalSorter[Node](dict.fromkeys(sorted(nodes), ()))
    for node, need in sorted(needs):
        sorter.add(node, need)
    sorter.prepare()
    line: list[Node] = []
    while ready := sorted(sorter.get_ready()):
        line += ready
        sorter.done(*ready)
    return line


def reachable(arrows: Iterable[tuple[Node, Node]]) -> dict[Node, frozenset[Node]]:
    """What lies behind each node, through any number of arrows. A circle is a ``CycleError``."""
    steps = sorted(set(arrows))
    onward: dict[Node, list[Node]] = {end: [] for step in steps for end in step}
    for source, target in steps:
        onward[source].append(target)
    behind: dict[Node, frozenset[Node]] = {}
    for node in ordered(onward, steps):
        behind[node] = frozenset(onward[node]).union(*(behind[target] for target in onward[node]))
    return behind
