"""`crewlex model`"""

from typing import Annotated

import typer

from cli import console
from cli.watched import AirlineCode, MonthText, month_of, watched
from servers.progress import Progress
from services import models
from services.airlines import OPERATOR
from services.doors import Doors
from services.models import Model


def command(
    airline: AirlineCode,
    month: MonthText = "",
    demonstration: Annotated[
        bool, typer.Option("--demonstration", help="Go on without the hard rules that the solver does not know yet.")
    ] = False,
) -> None:
    """Shows the model that the solver would solve: its hash, its size and the limits in it. Nothing is solved."""
    chosen = month_of(month)

    async def work(doors: Doors, _: Progress) -> Model:
        return await models.of_month(doors, OPERATOR, airline, chosen, demonstration=demonstration)

    found = watched(work)
    console.say(f"model     {found.hash}")
    console.say(f"rulebook  {found.rulebook.hash}")
    console.say(f"problem   {len(found.problem.flights)} flights, {len(found.problem.crew)} crew members")
    rows = [(limit.rule, limit.family, limit.scenarios, limit.says) for limit in models.limits(found.rulebook)]
    console.table("", ("limit", "family", "holds on", "says"), rows)
