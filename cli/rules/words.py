"""What the rule verbs share: the option that says whose rules, values as people type them, change sets on paper."""

import json
from datetime import datetime
from typing import Annotated, Final

import typer

from cli import console
from domain.rules.rule import PUBLIC
from services.changesets import ChangeSet, Status

Airline = Annotated[str, typer.Option("--airline", help="Whose rules: an airline's code. Without it, shared law.")]
Number = Annotated[str, typer.Argument(help="The change set: CS-12.", metavar="CS-NUMBER")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The first day it holds.")]

_NEXT: Final = {
    Status.OPEN: "Nothing is in force yet: crewlex rules submit{flag} -m 'why' --effective DAY (or --correction)",
    Status.CHECKED: "Somebody else reviews it: crewlex rules review {name} --approve --seal {seal} (--reject -m 'why')",
    Status.APPROVED: "Nothing is in force yet: crewlex rules publish {name}",
    Status.REJECTED: "Its author can mend it: crewlex rules reopen {name}",
}
"""What may be done with a change set, by where it stands."""


def owner(airline: str) -> str:
    """Whose rules are meant."""
    return airline or PUBLIC


def value(typed: str) -> str | int | bool | list[str | int] | None:
    """A value as typed: whole numbers, true, false, null and JSON lists are what they are, all else is text.

    ``11:30`` and ``210.50`` stay text: lengths and money are never binary fractions.
    """
    try:
        found = json.loads(typed, parse_float=str)
    except ValueError:
        return typed
    if isinstance(found, list) and all(isinstance(item, str | int) for item in found):
        return found
    return found if found is None or isinstance(found, str | int | bool) else typed


def tell(found: ChangeSet) -> None:
    """Prints a change set: its edits, and what may be done with it."""
    console.say(f"{found.name} for {found.owner}, {found.status}, {edits(found)}:")
    for number, line in enumerate(found.lines, start=1):
        console.say(f"  {number}. {line}")
    advise(found)


def advise(found: ChangeSet) -> None:
    """What may be done next, beside the answer."""
    flag = "" if found.owner == PUBLIC else f" --airline {found.owner}"
    if found.status in _NEXT:
        console.err.print(_NEXT[found.status].format(flag=flag, name=found.name, seal=found.seal), markup=False)


def edits(found: ChangeSet) -> str:
    """``2 edits``"""
    return "1 edit" if len(found.edits) == 1 else f"{len(found.edits)} edits"


def holds(found: ChangeSet) -> str:
    """From when it holds, as far as that is said."""
    if found.effective is not None:
        return f"from {found.effective} on"
    return "not said yet" if found.status is Status.OPEN else "a correction of what was wrong from the start"
