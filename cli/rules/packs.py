"""`crewlex rules load`: where rules begin."""

from typing import Annotated

import typer

from cli import console
from cli.running import with_doors
from services import airlines, publishing
from services.airlines import OPERATOR
from services.doors import Doors


def load(
    airline: Annotated[
        list[str] | None, typer.Option("--airline", help="An airline to give its contract; else every one there is.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put the packs in place of what is published, edits included.")
    ] = False,
) -> None:
    """Publishes the rule packs: shared law, and the contract of an airline that has none yet."""

    async def work(doors: Doors) -> int:
        chosen = airline or await airlines.codes(doors, OPERATOR)
        return await publishing.publish_packs(doors, chosen, replace=replace)

    console.say(f"Edition {with_doors(work)} is in force.")
