"""`crewlex rules regime`: whose law binds an airline."""

from typing import Annotated

import typer

from cli import console
from cli.acting import actor
from cli.running import with_doors
from domain.regime import Regime
from services import regimes
from services.doors import Doors


def regime(
    airline: Annotated[str, typer.Option("--airline", help="The airline's code.")],
    choice: Annotated[Regime | None, typer.Argument(help="Whose law shall bind it; else shows whose does.")] = None,
    message: Annotated[str, typer.Option("--message", "-m", help="Why, for the log.")] = "",
) -> None:
    """Shows or chooses the law that an airline flies under; the rules of the other are out of scope for it."""
    if choice is None:
        found = with_doors(lambda doors: regimes.named(doors, actor(doors), airline))
        console.say(f"{airline} flies under {found}.")
        return
    if not message:
        raise typer.BadParameter("Say why, for the log.", param_hint="--message")

    async def work(doors: Doors) -> bool:
        return await regimes.choose(doors, actor(doors), airline, choice, message)

    changed = with_doors(work)
    console.say(f"{airline} flies under {choice}{' from now on' if changed else ', as before'}.")
