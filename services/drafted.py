"""One edit of a draft as it is kept: what to change, and what stood there when the author looked."""

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from domain.canonical import digest
from domain.errors import RefusedError
from domain.rulegraph import RuleGraph
from domain.rules.fields import Frozen
from graph.edits import Edit, PutEdge, RemoveEdge, SetValue


class Drafted(Frozen):
    """An edit, the edition its author saw, and the digest of what it touches as published then."""

    edit: Edit
    edition: int
    seen: str


_ENTRIES = TypeAdapter(tuple[Drafted, ...])


def entry(content: RuleGraph, edition: int, edit: Edit) -> Drafted:
    """The edit with what is published of the thing that it touches."""
    return Drafted(edit=edit, edition=edition, seen=_standing(content, edit))


def read(edits: Sequence[Any]) -> tuple[Drafted, ...]:
    """The entries of a draft on record; ``RefusedError`` if a newer crewlex wrote them."""
    try:
        return _ENTRIES.validate_python(edits)
    except ValidationError as wrong:
        raise RefusedError(
            "This draft was written by another version of crewlex: discard it and begin again."
        ) from wrong


def check_fresh(content: RuleGraph, number: int, entries: Iterable[Drafted]) -> None:
    """``RefusedError`` for the first edit whose thing somebody else changed since its author looked."""
    for each in entries:
        if each.seen != _standing(content, each.edit):
            raise RefusedError(
                f"{thing(each.edit)} was changed by a publish after this draft touched it (drafted on edition "
                f"{each.edition}, now {number}): look at it, discard the draft and make the change again."
            )


def thing(edit: Edit) -> str:
    """What an edit touches, in words: a rule, or the relationship between two nodes."""
    match edit:
        case SetValue():
            return str(edit.rule)
        case PutEdge() | RemoveEdge():
            return f"{edit.source} {edit.kind} {edit.target}"


def told(edit: Edit) -> str:
    """The edit as a line for people."""
    match edit:
        case SetValue():
            since = f" from {edit.since} on" if edit.since else ""
            return f"set {edit.rule} {edit.path} to {edit.value}{since}"
        case PutEdge():
            method = f" by {edit.method}" if edit.method else ""
            return f"connect {thing(edit)}{method}"
        case RemoveEdge():
            return f"disconnect {thing(edit)}"


def _standing(content: RuleGraph, edit: Edit) -> str:
    match edit:
        case SetValue():
            return digest([rule for rule in content.rules if rule.key == edit.rule])
        case PutEdge() | RemoveEdge():
            ends = (edit.kind, edit.source, edit.target)
            edges = [edge for edge in content.edges if (edge.kind, edge.source, edge.target) == ends]
            return digest(sorted(edges, key=lambda edge: edge.owner))
