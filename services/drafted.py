"""The edits of a change set as they are kept: what to change, and what stood there when the author looked."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from domain.canonical import digest
from domain.errors import RefusedError
from domain.rulegraph import RuleGraph
from domain.rules.fields import Frozen
from domain.rules.rule import PUBLIC
from graph.applying import apply
from graph.edits import Edit
from graph.touching import standing, thing
from services import content
from store.tables import Draft


class Drafted(Frozen):
    """An edit, the edition its author saw, and the digest of what it touches as published then."""

    edit: Edit
    edition: int
    seen: str


class Published(NamedTuple):
    """The number and the whole content of the newest edition."""

    number: int
    content: RuleGraph


_ENTRIES = TypeAdapter(tuple[Drafted, ...])


def entry(now: Published, edit: Edit) -> Drafted:
    """The edit with what is published of the thing that it touches."""
    return Drafted(edit=edit, edition=now.number, seen=standing(now.content, edit))


def read(edits: Sequence[Any]) -> tuple[Drafted, ...]:
    """The entries of a change set on record; ``RefusedError`` if a newer crewlex wrote them."""
    try:
        return _ENTRIES.validate_python(edits)
    except ValidationError as wrong:
        raise RefusedError(
            "This draft was written by another version of crewlex: discard it and begin again."
        ) from wrong


def seal(draft: Draft) -> str:
    """The digest of one submission: the edits, the day they hold from, why, and when it was submitted. What is taken
    back and submitted again has another, even unchanged.
    """
    at = draft.submitted_at and draft.submitted_at.astimezone(UTC)
    return digest({"edits": draft.edits, "effective": draft.effective, "message": draft.message, "submitted": at})


def short(sealed: str) -> str:
    """The beginning of a seal, for people to name it by."""
    return sealed.removeprefix("sha256:")[:8]


def drafted(now: Published, draft: Draft, effective: date | None) -> RuleGraph:
    """The content after the edits so far; ``RefusedError`` if somebody published a change of the same things."""
    entries = read(draft.edits)
    check_fresh(now, entries)
    return apply(now.content, [each.edit for each in entries], draft.owner, effective)


def outcome(now: Published, draft: Draft, effective: date | None) -> RuleGraph:
    """What publishing it would make of the newest edition; ``RefusedError`` where that is nothing, or not lawful."""
    after = drafted(now, draft, effective)
    if after == now.content:
        raise RefusedError("This draft changes nothing: what it says stands already. Discard it.")
    kept = content.without_orphans(now.content, after)
    _check_cited(now.content, kept, draft.owner)
    return kept


def check_fresh(now: Published, entries: Iterable[Drafted]) -> None:
    """``RefusedError`` for the first edit whose thing somebody else changed since its author looked."""
    for each in entries:
        if each.seen != standing(now.content, each.edit):
            raise RefusedError(
                f"{thing(each.edit)} was changed by a publish after this draft touched it (drafted on edition "
                f"{each.edition}, now {now.number}): look at it, discard this draft (where it was submitted, reopen it "
                "first) and make the change again."
            )


def _check_cited(before: RuleGraph, after: RuleGraph, owner: str) -> None:
    """A clause that nobody cites belongs to everybody: an airline adds none of those."""
    new = {clause.citation for clause in after.clauses} - {clause.citation for clause in before.clauses}
    loose = sorted(new - content.cited(after))
    if loose and owner != PUBLIC:
        raise RefusedError(f"No rule of {owner} cites {loose[0]}, which is new: let one cite it, or leave it out.")
