"""Whose a rule or a relationship is, and who may change it."""

from domain.errors import RefusedError
from domain.rules.rule import PUBLIC, Key


def check_owner(editor: str, owner: str, what: str) -> None:
    """``RefusedError`` unless the editor is the owner or the platform (``PUBLIC``)."""
    if editor not in (PUBLIC, owner):
        raise RefusedError(f"{what} belongs to {owner}: {editor} may change only what is its own.")


def drawer(editor: str, source: Key, target: Key) -> str:
    """Who draws an edge that names no owner: the airline that edits, or the one whose node is at an end."""
    airlines = [owner for owner in (editor, source.owner, target.owner) if owner != PUBLIC]
    return airlines[0] if airlines else PUBLIC
