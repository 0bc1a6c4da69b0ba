"""Runs one short verb with the doors open, and closes them whatever happens."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from cli.watched import watched
from services.doors import Doors

_T = TypeVar("_T")


def with_doors(work: Callable[[Doors], Awaitable[_T]], *, stay: bool = False) -> _T:
    """What ``work`` makes of open doors. Servers that were not running are stopped afterwards, unless ``stay``."""
    return watched(lambda doors, _: work(doors), stay=stay, transient=True)
