"""Circles in what packs draw: an entry that leads back to itself along one kind of relationship."""

from collections.abc import Mapping, Sequence
from graphlib import CycleError
from typing import Final

from domain.arrows import reachable
from domain.rulegraph import EdgeKind
from graph.packfolder import Loaded
from graph.problems import Problems
from graph.references import Reference, references

_CIRCULAR: Final = (EdgeKind.OVERRIDES, EdgeKind.SUPERSEDES, EdgeKind.DEPENDS_ON, EdgeKind.SPECIALIZES)


def check_circles(loaded: Sequence[Loaded], problems: Problems) -> None:
    """No contract, with shared law, has an entry that leads back to itself."""
    for template in sorted({pack.template or "" for _, pack in loaded}):
        drawn = [
            (one, edge) for one in loaded if one.pack.template in (None, template) for edge in references(one.pack)
        ]
        for kind in _CIRCULAR:
            _check_circle(
                {(edge.source, edge.target): (one, edge) for one, edge in drawn if edge.kind is kind}, problems
            )


def _check_circle(drawn: Mapping[tuple[str, str], tuple[Loaded, Reference]], problems: Problems) -> None:
    try:
        reachable(drawn)
    except CycleError as circle:
        path = circle.args[1][::-1]
        one, edge = drawn[path[0], path[1]]
        way = f" {edge.kind} ".join(path)
        problems.add(one.file.told(edge.place, f"this leads in a circle, {way}: take one of these away."))
