"""`crewlex roster`"""

from typing import Annotated

import typer

from cli import console, unenforced
from cli.watched import AirlineCode, MonthText, month_of, watched
from servers.progress import Progress
from services import flying, rostering
from services.airlines import OPERATOR
from services.doors import Doors
from services.flying import Flown
from services.rostering import Rostered


def command(
    airline: AirlineCode,
    month: MonthText = "",
    seed: Annotated[int, typer.Option(help="The same seed gives the same roster.")] = rostering.SEED,
    demonstration: Annotated[
        bool, typer.Option("--demonstration", help="Go on without the hard rules that the solver does not know yet.")
    ] = False,
) -> None:
    """Plans a month's roster with CP-SAT under the rules in force, and records as flown what has landed."""
    chosen = month_of(month)

    async def work(doors: Doors, bars: Progress) -> tuple[Rostered, Flown]:
        made = await rostering.roster_month(
            doors, OPERATOR, airline, chosen, seed=seed, progress=bars, demonstration=demonstration
        )
        return made, await flying.fly_month(doors, OPERATOR, airline, chosen)

    made, flown = watched(work)
    open_seats = sum(seat["seats"] for seat in made.open_seats)
    console.say(f"{made.trips} trips over {made.flights} flights; {open_seats} seats are open; model {made.model_hash}")
    console.say(f"{flown.duties} duties have flown.")
    if flown.receipts:
        console.say(f"{flown.receipts} receipts of trips are made again: what they rest on was corrected.")
    unenforced.say(made.unenforced)
    for seat in made.open_seats:
        console.say(f"open: {seat['seats']} {seat['position']} on {seat['flight_number']}: {seat['reason']}")
