"""Change sets in other hands: listed, shown in full, reviewed and published."""

from datetime import datetime
from typing import Annotated

import typer

from cli import console
from cli.acting import actor
from cli.rules.words import Number, advise, holds
from cli.running import with_doors
from domain.errors import CrewlexError, InputError
from services import approving, changesets
from services.changesets import ChangeSet, Status
from services.doors import Doors


def changes(
    airline: Annotated[str, typer.Option("--airline", help="An airline's code, or PUBLIC; else all you may see.")] = "",
    status: Annotated[Status | None, typer.Option(help="Only those that stand there.")] = None,
) -> None:
    """Lists change sets, newest first."""
    found = with_doors(lambda doors: changesets.listed(doors, actor(doors), airline or None, status))
    columns = ("change set", "of", "status", "holds", "edits", "author", "reviewer", "edition", "why")
    rows = [
        (
            one.name,
            one.owner,
            one.status,
            holds(one),
            len(one.edits),
            one.author,
            one.reviewer,
            one.edition,
            one.message,
        )
        for one in found
    ]
    console.table("Change sets", columns, rows)


def change(name: Number) -> None:
    """Shows one change set: who did what with it, its edits, and what they change."""
    number = changesets.number_of(name)

    async def work(doors: Doors) -> tuple[ChangeSet, tuple[str, ...]]:
        return await changesets.shown(doors, actor(doors), number), await _said(doors, number)

    found, lines = with_doors(work)
    _tell(found, lines)


def review(
    name: Number,
    approve: Annotated[bool, typer.Option("--approve", help="It is right, as it was shown to you.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It is wrong: say why.")] = False,
    seal: Annotated[str, typer.Option(help="With --approve: the seal beside what you looked at.")] = "",
    note: Annotated[str, typer.Option("--message", "-m", help="Why, for its author and the log.")] = "",
) -> None:
    """Approves or rejects what somebody else submitted; `crewlex rules change` shows what it changes, and its seal."""
    number = changesets.number_of(name)
    if approve == reject:
        raise InputError(f"Say what you find of CS-{number}: --approve or --reject.")
    if approve and not seal:
        change(name)
        raise InputError(f"Nothing is approved yet: name with --seal the seal of CS-{number}, as you looked at it.")

    async def work(doors: Doors) -> tuple[ChangeSet, tuple[str, ...]]:
        who = actor(doors)
        if reject:
            return await approving.reject(doors, who, number, note), ()
        approved = await approving.approve(doors, who, number, seal.lower(), note)
        return approved, await _said(doors, number)

    found, lines = with_doors(work)
    _tell(found, lines)


def publish(name: Number) -> None:
    """Publishes an approved change set: it is in force at once, for every running process."""
    number = changesets.number_of(name)
    edition = with_doors(lambda doors: approving.publish(doors, actor(doors), number))
    console.say(f"CS-{number} is published: edition {edition} is in force.")


async def _said(doors: Doors, number: int) -> tuple[str, ...]:
    """What it changes, a line each; or why it can change nothing now."""
    try:
        found = await changesets.compared(doors, actor(doors), number)
    except CrewlexError as wrong:
        return (str(wrong),)
    return tuple(one.told for one in found)


def _tell(found: ChangeSet, changed: tuple[str, ...]) -> None:
    deeds = [
        ("status", f"{found.status}, edition {found.edition}" if found.edition else found.status),
        ("holds", holds(found)),
        ("why", found.message),
        ("begun", _deed(found.begun_at, found.author)),
        ("submitted", _deed(found.submitted_at, found.author)),
        ("seal", found.seal),
        ("reviewed", _deed(found.reviewed_at, found.reviewer)),
        ("note", found.note),
        ("published", _deed(found.published_at, "")),
    ]
    console.table(f"{found.name} for {found.owner}", ("", ""), [deed for deed in deeds if deed[1]])
    for number, line in enumerate(found.lines, start=1):
        console.say(f"  {number}. {line}")
    if changed:
        console.say("What changes:")
    for line in changed:
        console.say(f"  {line}")
    advise(found)


def _deed(at: datetime | None, by: str) -> str:
    return "" if at is None else f"{at:%Y-%m-%d %H:%M}Z{f' by {by}' if by else ''}"
