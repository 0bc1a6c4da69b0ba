"""The open change set of the one who acts: looked at, tried, submitted, dropped, taken back."""

from typing import Annotated

import typer

from cli import console
from cli.acting import actor
from cli.rules.words import Airline, Day, Number, advise, edits, holds, owner, tell
from cli.running import with_doors
from domain.errors import InputError
from services import changesets, checking, drafting


def draft(airline: Airline = "") -> None:
    """Shows your open change set."""
    found = with_doors(lambda doors: drafting.opened(doors, actor(doors), owner(airline)))
    if found is None:
        console.say(f"There is no open draft for {owner(airline)}.")
    else:
        tell(found)


def discard(airline: Airline = "") -> None:
    """Drops your open change set; it stays on record."""
    gone = with_doors(lambda doors: drafting.discard(doors, actor(doors), owner(airline)))
    console.say(f"Discarded {gone.name} for {gone.owner} ({edits(gone)}).")


def submit(
    message: Annotated[str, typer.Option("--message", "-m", help="Why, for the log.")],
    airline: Airline = "",
    effective: Day = None,
    correction: Annotated[bool, typer.Option("--correction", help="It was wrong from the start.")] = False,
) -> None:
    """Checks your open change set as publishing would, and leaves it to somebody else to review."""
    if (effective is not None) == correction:
        raise InputError(
            "Say from which day it holds (--effective 2027-01-01), or that it puts right what was wrong from the start "
            "(--correction)."
        )
    day = effective.date() if effective else None
    found = with_doors(lambda doors: drafting.submit(doors, actor(doors), owner(airline), message, day))
    console.say(f"{found.name} for {found.owner} is {found.status}: {edits(found)}, {holds(found)}.")
    advise(found)


def reopen(name: Number) -> None:
    """Takes back your own change set to edit it; it is reviewed again from the start."""
    number = changesets.number_of(name)
    tell(with_doors(lambda doors: drafting.reopen(doors, actor(doors), number)))


def check(
    airline: Airline = "",
    repair: Annotated[bool, typer.Option("--repair", help="Write the published edition into the graph again.")] = False,
    effective: Day = None,
) -> None:
    """Checks the live graph against the published edition, and tries your open change set without publishing it."""
    day = effective.date() if effective else None
    found = with_doors(lambda doors: checking.check(doors, actor(doors), owner(airline), repair=repair, effective=day))
    console.say(f"The live graph is edition {found.edition} and passes its {len(found.checks)} checks:")
    console.say(f"  {', '.join(found.checks)}")
    if found.draft:
        console.say(f"{found.draft.name} for {found.draft.owner} can be submitted.")
