"""`crewlex load`"""

from typing import Annotated

import typer

from cli import console
from cli.watched import MonthText, month_of, watched
from servers.progress import Progress
from services import loading
from services.airlines import OPERATOR
from services.doors import Doors


def command(
    carrier: Annotated[str, typer.Option(help="A carrier of the 2013 record: WN, VX, FL, B6 …")],
    month: MonthText = "",
    seed: Annotated[int, typer.Option(help="What everything generated hangs on.")] = loading.SEED,
    demonstration: Annotated[
        bool, typer.Option("--demonstration", help="Go on without the hard rules that the solver does not know yet.")
    ] = False,
) -> None:
    """Loads a carrier's real departures moved into a month, generated ways back, and a generated crew."""
    chosen = month_of(month)

    async def work(doors: Doors, bars: Progress) -> loading.Loaded:
        return await loading.load_month(
            doors, OPERATOR, carrier, chosen, seed=seed, progress=bars, demonstration=demonstration
        )

    found = watched(work)
    console.say(
        f"{carrier} {chosen[0]:%Y-%m}: {found.departures} real departures of 2013 moved by {found.weeks} weeks, "
        f"{found.generated} generated ways back, {found.crew} generated crew members."
    )
    if found.receipts:
        console.say(f"{found.receipts} receipts of trips are made again: what they rest on was corrected.")
