"""Content with one relationship more, changed, or less."""

from typing import Any

from domain.errors import InputError, NotFoundError
from domain.rulegraph import Edge, EdgeKind, RuleGraph
from domain.rules.rule import Key
from graph.content import told
from graph.ownership import check_owner, drawer


def erased(content: RuleGraph, kind: EdgeKind, source: Key, target: Key, owner: str | None, editor: str) -> RuleGraph:
    """Without the relationship; ``NotFoundError`` says where those of that kind do go."""
    between = [edge for edge in content.edges if (edge.kind, edge.source, edge.target) == (kind, source, target)]
    found = [edge for edge in between if owner in (None, edge.owner)]
    if not found:
        raise NotFoundError(f"There is no {kind} from {source} to {target}: {_elsewhere(content, kind, source)}.")
    if len(found) > 1:
        owners = " and by ".join(edge.owner for edge in found)
        raise InputError(f"{told(found[0])} is drawn by {owners}: name the owner of the one to remove.")
    check_owner(editor, found[0].owner, told(found[0]))
    return content.model_copy(update={"edges": tuple(edge for edge in content.edges if edge != found[0])})


def drawn(content: RuleGraph, fields: dict[str, Any], owner: str | None, editor: str) -> RuleGraph:
    """With the relationship, in place of one of the same kind, ends and owner."""
    source, target = Key(*fields["source"]), Key(*fields["target"])
    new = Edge.model_validate(fields | {"owner": owner or drawer(editor, source, target)})
    check_owner(editor, new.owner, told(new))
    kept = (edge for edge in content.edges if _identity(edge) != _identity(new))
    return content.model_copy(update={"edges": (*kept, new)})


def _elsewhere(content: RuleGraph, kind: EdgeKind, source: Key) -> str:
    """Where the relationships of that kind do go, for the one who misremembered."""
    targets = sorted({str(edge.target) for edge in content.edges if (edge.kind, edge.source) == (kind, source)})
    return f"it goes to {', '.join(targets)}" if targets else f"{source} has none of that kind"


def _identity(edge: Edge) -> tuple[EdgeKind, str, Key, Key]:
    return edge.kind, edge.owner, edge.source, edge.target
