"""Content with one relationship more, changed, or less.

One relationship may stand in several pieces of time: one ends where a later one with another method begins.
"""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from domain.errors import InputError, NotFoundError
from domain.rulegraph import Edge, EdgeKind, RuleGraph
from domain.rules.rule import Key
from graph.content import told
from graph.edits import PutEdge, RemoveEdge
from graph.ownership import check_owner, drawer
from graph.turning import check_turn

Pieces = tuple[Edge, ...]


def erased(content: RuleGraph, edit: RemoveEdge, editor: str, day: date | None) -> RuleGraph:
    """Without the relationship, from the day on; ``NotFoundError`` says where those of that kind do go."""
    pieces = _own_pieces(content, edit)
    check_owner(editor, pieces[0].owner, told(pieces[0]))
    check_turn(day, told(pieces[0]))
    left = ended(pieces, day)
    if left == pieces:
        raise NotFoundError(f"{told(pieces[0])} has ended by {day} already: there is nothing to take away.")
    return _replaced(content, pieces, left)


def drawn(content: RuleGraph, edit: PutEdge, editor: str, day: date | None) -> RuleGraph:
    """With the relationship, in place of what stands of the same kind, ends and owner from the day on."""
    first = edit.since or day
    fields = edit.model_dump(exclude={"edit", "since", "until"})
    new = Edge.model_validate(fields | {"owner": edit.owner or drawer(editor, edit.source, edit.target)})
    check_owner(editor, new.owner, told(new))
    for turn in (first, edit.until):
        check_turn(turn, told(new))
    if day is not None and first is not None and first < day:
        raise InputError(f"{told(new)} would begin on {first}, before the change set does on {day}: leave since out.")
    pieces = tuple(sorted((edge for edge in content.edges if _same(edge, new)), key=_begins))
    new = new.model_copy(update={"since": first, "until": edit.until})
    left = _corrected(pieces, new) if first is None else _from(pieces, new)
    return _replaced(content, pieces, tuple(map(_lasting, left)))


def ended(pieces: Iterable[Edge], day: date | None) -> Pieces:
    """What is left where relationships end on a day: nothing of those that had not begun; None: nothing at all."""
    if day is None:
        return ()
    before = (piece for piece in pieces if _begins(piece) < day)
    return tuple(
        piece if piece.until is not None and piece.until <= day else piece.model_copy(update={"until": day})
        for piece in before
    )


def _own_pieces(content: RuleGraph, edit: RemoveEdge) -> Pieces:
    ends = (edit.kind, edit.source, edit.target)
    between = [edge for edge in content.edges if (edge.kind, edge.source, edge.target) == ends]
    found = sorted((edge for edge in between if edit.owner in (None, edge.owner)), key=_begins)
    if not found:
        where = _elsewhere(content, edit.kind, edit.source)
        raise NotFoundError(f"There is no {edit.kind} from {edit.source} to {edit.target}: {where}.")
    owners = sorted({edge.owner for edge in found})
    if len(owners) > 1:
        named = " and by ".join(owners)
        raise InputError(f"{told(found[0])} is drawn by {named}: name the owner of the one to remove.")
    return tuple(found)


def _corrected(pieces: Pieces, new: Edge) -> Pieces:
    """The one that stands, as it should have been; its days stay."""
    if not pieces:
        return (new,)
    if len(pieces) > 1:
        days = ", ".join(str(piece.since or "ever") for piece in pieces)
        raise InputError(f"{told(new)} stands in several pieces, since {days}: say which one with since.")
    days_of = {"since": pieces[0].since, "until": new.until or pieces[0].until}
    return (new.model_copy(update=days_of),)


def _from(pieces: Pieces, new: Edge) -> Pieces:
    """The pieces with the new one from its first day on, up to where a later one begins."""
    first = _begins(new)
    later = [piece for piece in pieces if _begins(piece) > first]
    until = min((day for day in (new.until, *(piece.since for piece in later)) if day is not None), default=None)
    line = (*ended(pieces, first), new.model_copy(update={"until": until}), *later)
    return _joined(line)


def _joined(line: Pieces) -> Pieces:
    """Neighbours that say the same are one: nothing changes between them."""
    kept = [line[0]]
    for one, other in pairwise(line):
        days = {"since": kept[-1].since, "until": other.until}
        if one.until == other.since and other.model_copy(update={"since": one.since, "until": one.until}) == one:
            kept[-1] = other.model_copy(update=days)
        else:
            kept.append(other)
    return tuple(kept)


def _lasting(edge: Edge) -> Edge:
    if edge.until is not None and edge.until <= _begins(edge):
        raise InputError(f"{told(edge)} would end on {edge.until}, before it begins: let it end later.")
    return edge


def _replaced(content: RuleGraph, old: Iterable[Edge], new: Iterable[Edge]) -> RuleGraph:
    gone = {id(edge) for edge in old}  # the very ones of the content: to hash a hundred thousand takes a while
    kept = (edge for edge in content.edges if id(edge) not in gone)
    return content.model_copy(update={"edges": (*kept, *new)})


def _elsewhere(content: RuleGraph, kind: EdgeKind, source: Key) -> str:
    """Where the relationships of that kind do go, for the one who misremembered."""
    targets = sorted({str(edge.target) for edge in content.edges if (edge.kind, edge.source) == (kind, source)})
    return f"it goes to {', '.join(targets)}" if targets else f"{source} has none of that kind"


def _same(one: Edge, other: Edge) -> bool:
    return (one.kind, one.owner, one.source, one.target) == (other.kind, other.owner, other.source, other.target)


def _begins(edge: Edge) -> date:
    return edge.since or date.min
