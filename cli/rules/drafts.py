"""The operator's draft: looked at, dropped, tried and published."""

from typing import Annotated

import typer

from cli import console
from cli.rules.words import Airline, owner, tell
from cli.running import with_doors
from services import checking, drafting
from services.airlines import OPERATOR
from services.doors import Doors


def draft(airline: Airline = "") -> None:
    """Shows the open draft."""
    found = with_doors(lambda doors: drafting.opened(doors, OPERATOR, owner(airline)))
    if found is None:
        console.say(f"There is no open draft for {owner(airline)}.")
    else:
        tell(found)


def discard(airline: Airline = "") -> None:
    """Drops the open draft; it stays on record."""
    gone = with_doors(lambda doors: drafting.discard(doors, OPERATOR, owner(airline)))
    console.say(f"Discarded the draft for {gone.owner} ({len(gone.edits)} edits).")


def publish(
    message: Annotated[str, typer.Option("--message", "-m", help="Why, for the log.")],
    airline: Airline = "",
) -> None:
    """Publishes the open draft: it is in force at once, for every running process."""
    number = with_doors(lambda doors: drafting.publish(doors, OPERATOR, owner(airline), message))
    console.say(f"Edition {number} is in force.")


def check(
    airline: Airline = "",
    repair: Annotated[bool, typer.Option("--repair", help="Write the published edition into the graph again.")] = False,
) -> None:
    """Checks the live graph against the published edition, and tries the open draft without publishing it."""

    async def work(doors: Doors) -> checking.Found:
        return await checking.check(doors, OPERATOR, owner(airline), repair=repair)

    found = with_doors(work)
    console.say(f"The live graph is edition {found.edition} and passes its checks.")
    if found.draft:
        console.say(f"The draft for {found.draft.owner} can be published.")
