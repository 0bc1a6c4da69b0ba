"""Runs one verb with the doors open, and closes them whatever happens."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from cli import progress
from services.doors import Doors, opened
from services.settings import settings

_T = TypeVar("_T")


def with_doors(work: Callable[[Doors], Awaitable[_T]], *, stay: bool = False) -> _T:
    """What ``work`` makes of open doors. Servers that were not running are stopped afterwards, unless ``stay``."""

    async def run() -> _T:
        with progress.shown(transient=True) as bars:
            async with opened(settings(), bars, stay=stay) as doors:
                return await work(doors)

    return asyncio.run(run())
