"""`crewlex pay rate`: what one crew member is paid an hour, by a contract of their own."""

from datetime import datetime
from typing import Annotated

import typer

from cli import console
from cli.acting import actor
from cli.running import with_doors
from cli.watched import AirlineCode, CrewNumber
from services import rates


def register(app: typer.Typer) -> None:
    """Adds this verb to `crewlex pay`."""
    app.command("rate")(rate)


def rate(
    employee: CrewNumber,
    amount: Annotated[str, typer.Argument(help="An hour's pay, such as 90.00; 90.1250 is as fine as it goes.")],
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day from which it holds.")],
    airline: AirlineCode,
    reason: Annotated[str, typer.Option(help="Why, for the log.")] = "",
) -> None:
    """Records what a crew member is paid an hour from a day on, in place of the contract's scale.

    A period is paid by the rate on record on its first day. Said again for the same day it is a correction.
    """
    day = since.date()
    found = with_doors(lambda doors: rates.put(doors, actor(doors), airline, employee, day, amount, reason))
    console.say(f"{found.employee_id} is paid {found.text} {found.currency.code} an hour from {found.since} on")
    if found.receipts:
        console.say(f"{len(found.receipts)} receipts of trips are made again")
