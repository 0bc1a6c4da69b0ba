"""`crewlex rules reconcile`: is the live graph, and are the tables, what was published?"""

from typing import Annotated

import typer

from cli import console
from cli.acting import actor
from cli.running import with_doors
from services import reconciling
from services.doors import Doors
from services.reconciling import Reconciled


def reconcile(
    airline: Annotated[str, typer.Option("--airline", help="Shared law and this airline's rules; else all.")] = "",
    repair: Annotated[bool, typer.Option("--repair", help="Write graph and tables again, for everybody.")] = False,
) -> None:
    """Holds the graph and the mirror tables against the published edition; exit 1 names each difference."""

    async def work(doors: Doors) -> Reconciled:
        if repair:
            return await reconciling.repair(doors, actor(doors))
        return await reconciling.reconcile(doors, actor(doors), airline or None)

    found = with_doors(work)
    for line in found.differences:
        console.say(line)
    if not found.differences:
        console.say(f"The live graph and the tables are edition {found.edition}.")
    elif repair:
        console.say(f"Put right: the live graph and the tables are edition {found.edition} again.")
    else:
        console.err.print("Put them right with `crewlex rules reconcile --repair`.", markup=False)
        raise typer.Exit(1)
