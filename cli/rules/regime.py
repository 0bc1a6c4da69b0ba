"""`crewlex rules regime`: whose law binds an airline, and from which day on."""

from typing import Annotated

import typer

from cli import console
from cli.acting import actor
from cli.rules.when import day
from cli.rules.words import Day
from cli.running import with_doors
from domain.errors import InputError
from domain.regime import Regime
from services import regimes
from services.doors import Doors
from services.regimes import Choice


def regime(
    airline: Annotated[str, typer.Option("--airline", help="The airline's code.")],
    choice: Annotated[Regime | None, typer.Argument(help="Whose law shall bind it; else shows whose does.")] = None,
    since: Day = None,
    message: Annotated[str, typer.Option("--message", "-m", help="Why, for the log.")] = "",
) -> None:
    """Shows or sets the law an airline flies under: crewlex rules regime EASA --airline XX --since 2027-01-01 -m why"""
    if choice is None:
        _show(airline)
        return
    first = day(since)
    if first is None or not message.strip():
        raise InputError("Say from which day it holds (--since 2027-01-01), and why, for the log (-m).")

    async def work(doors: Doors) -> bool:
        return await regimes.choose(doors, actor(doors), airline, Choice(since=first, regime=choice), message)

    changed = with_doors(work)
    console.say(f"{airline} flies under {choice} from {first} on{'' if changed else ', as before'}.")


def _show(airline: str) -> None:
    first, *later = with_doors(lambda doors: regimes.listed(doors, actor(doors), airline))
    console.say(f"{airline} flies under {first.regime}{f' up to {later[0].since}' if later else ''}.")
    for each in later:
        console.say(f"{airline} flies under {each.regime} from {each.since} on.")
