"""`crewlex rules load` and `lint`: where rules begin."""

from pathlib import Path
from typing import Annotated

import typer

from cli import console
from cli.acting import actor
from cli.running import with_doors
from services import airlines, publishing
from services.doors import Doors
from services.settings import settings


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
        who = actor(doors)
        chosen = airline or await airlines.codes(doors, who)
        return await publishing.publish_packs(doors, chosen, replace=replace, claims=who)

    console.say(f"Edition {with_doors(work)} is in force.")


def lint(
    folder: Annotated[
        Path | None, typer.Argument(help="The folder of packs; else the one that is loaded from.")
    ] = None,
) -> None:
    """Checks a folder of rule packs without any server: each problem is told with its file and line."""
    from services import packtests

    found = packtests.lint(folder or settings().rulepacks)
    console.say(f"ok: {found.packs} packs, {found.rules} rules, {found.scenarios} scenarios, {found.cases} cases")
