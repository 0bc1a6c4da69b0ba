"""Runs one long verb with the doors open and its progress on the screen."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer

from cli import progress
from servers.progress import Progress
from services import months
from services.doors import Doors, opened
from services.months import Month
from services.settings import settings

_T = TypeVar("_T")

AirlineCode = Annotated[str, typer.Option("--airline", help="The airline's code.")]
MonthText = Annotated[str, typer.Option("--month", help="Such as 2026-12; by default the month we are in.")]
CrewNumber = Annotated[str, typer.Argument(help="The employee id, such as WN00001.")]


def watched(work: Callable[[Doors, Progress], Awaitable[_T]], *, stay: bool = False, transient: bool = False) -> _T:
    """What ``work`` makes of open doors and bars; ``transient`` bars leave the screen when they are done.

    Servers that were not running are stopped afterwards, unless ``stay``.
    """

    async def run() -> _T:
        with progress.shown(transient=transient) as bars:
            async with opened(settings(), bars, stay=stay) as doors:
                return await work(doors, bars)

    return asyncio.run(run())


def month_of(text: str) -> Month:
    """The month that was typed, or the one we are in by the product's clock."""
    return months.parse(text) if text else months.current(settings())
