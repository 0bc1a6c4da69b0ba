"""Changes of an edition's content as data, and what the content is after them. Nothing here touches a server."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from typing import Annotated, Literal

from pydantic import Field

from domain.rulegraph import EdgeKind, Method, RuleGraph
from domain.rules.fields import Frozen
from domain.rules.rule import PUBLIC, Key
from graph.content import check
from graph.drawing import drawn, erased
from graph.setting import with_value

Value = str | int | bool | None | list[str | int]


class RemoveEdge(Frozen):
    """Takes a relationship away. ``owner``: who drew it, where more than one did."""

    edit: Literal["remove_edge"] = "remove_edge"
    kind: EdgeKind
    source: Key
    target: Key
    owner: str | None = None


class PutEdge(Frozen):
    """Draws a relationship, or changes the method and notes of one that is there.

    ``owner`` None: the airline that edits or whose node is at an end, else ``PUBLIC``.
    """

    edit: Literal["put_edge"] = "put_edge"
    kind: EdgeKind
    source: Key
    target: Key
    owner: str | None = None
    method: Method | None = None
    notes: str = ""
    because: str = ""


class SetValue(Frozen):
    """Sets one value of a rule: of its content (``rows[06:00].limits[4]``) or of the rule itself (``expires``).

    With ``since`` the content changes from that day on and what it said before stays; without, what it says last is
    corrected in place. A path of the rule itself takes no ``since``.
    """

    edit: Literal["set_value"] = "set_value"
    rule: Key
    path: str
    value: Value
    since: date | None = None


AnyEdit = RemoveEdge | PutEdge | SetValue
Edit = Annotated[AnyEdit, Field(discriminator="edit")]
"""One change; as JSON its ``edit`` says which."""


def apply(content: RuleGraph, edits: Iterable[AnyEdit], editor: str = PUBLIC) -> RuleGraph:
    """The content after the edits, in order, validated as a whole.

    ``editor`` is an airline's code, which may change its own rules and relationships only, or ``PUBLIC``, the
    platform, which may change everything. ``NotFoundError``: there is no such rule or relationship; ``RefusedError``:
    it is not the editor's; ``InputError``: the value or the path does not fit.
    """
    changed = reduce(lambda now, edit: _applied(now, edit, editor), edits, content)
    check(changed)
    return changed.ordered()


def _applied(content: RuleGraph, edit: AnyEdit, editor: str) -> RuleGraph:
    match edit:
        case RemoveEdge():
            return erased(content, edit.kind, edit.source, edit.target, edit.owner, editor)
        case PutEdge():
            fields = edit.model_dump(exclude={"edit", "owner"})
            return drawn(content, fields, edit.owner, editor)
        case SetValue():
            return with_value(content, edit.rule, edit.path, edit.value, edit.since, editor)
