"""`crewlex demo`: the main job, start to end. Every figure it prints is the API's answer."""

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from cli import console, progress
from cli.watched import MonthText, month_of
from domain import clock
from services.doors import opened
from services.months import Month
from services.settings import settings

if TYPE_CHECKING:
    from services.demonstration import Demonstration


def command(
    carrier: Annotated[str, typer.Option(help="A carrier of the 2013 record: WN, VX, FL, B6 …")] = "WN",
    month: MonthText = "",
    serve: Annotated[bool, typer.Option("--serve", help="Stay up afterwards, and say where.")] = False,
    seed: Annotated[int, typer.Option(help="What everything generated hangs on.")] = 7,
) -> None:
    """Loads, rosters, judges and pays a carrier's month, compares it with a faulty ledger, and asks the API."""
    asyncio.run(_demo(carrier, month_of(month), seed, serve=serve))


async def _demo(carrier: str, month: Month, seed: int, *, serve: bool) -> None:
    from api.serving import Address, serving
    from cli.answering import client
    from cli.demo_report import show
    from services.demonstration import demonstrate, signed_in

    async with AsyncExitStack() as stack:
        with progress.shown() as bars:
            doors = await stack.enter_async_context(opened(settings(), bars))
            done = await demonstrate(doors, carrier, month, seed=seed, progress=bars)
            asked = Address(done.doors.settings.api_host, done.doors.settings.api_port)
            served = await stack.enter_async_context(serving(done.doors, asked))
        api = await stack.enter_async_context(client(served.url, await signed_in(done)))
        await show(api, done)
        if serve:
            _say_where(served.url, done)
            await served.ended


def _say_where(url: str, done: "Demonstration") -> None:
    """Where everything is while the demonstration stays up."""
    airline = done.loaded.airline
    console.say(f"\nThe API answers at {url}/graphql until Ctrl-C.")
    console.say(f"  a token:         crewlex token --airline {airline}")
    console.say(f"  the same clock:  export CREWLEX_NOW={clock.to_iso(done.now)}")
    console.say("  the servers:     crewlex status")
    console.out.file.flush()
