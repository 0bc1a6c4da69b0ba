"""What the rule verbs share: the option that says whose rules, values as people type them, and a draft on paper."""

import json
from typing import Annotated

import typer

from cli import console
from domain.rules.rule import PUBLIC
from services.drafting import Draft

Airline = Annotated[str, typer.Option("--airline", help="Whose rules: an airline's code. Without it, shared law.")]


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


def tell(draft: Draft) -> None:
    """Prints a draft and what to do with it."""
    count = "1 edit" if len(draft.edits) == 1 else f"{len(draft.edits)} edits"
    console.say(f"Draft for {draft.owner}, {count}:")
    for number, line in enumerate(draft.lines, start=1):
        console.say(f"  {number}. {line}")
    flag = "" if draft.owner == PUBLIC else f" --airline {draft.owner}"
    console.err.print(f"Nothing is in force yet: crewlex rules publish{flag} -m 'why'", markup=False)
