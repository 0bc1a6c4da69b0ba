"""Serves the API. The socket is bound first, so that its address is known and a taken one is told in a sentence."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import Final

import uvicorn

from api.app import create
from domain.errors import UnavailableError
from services.doors import Doors

GRACE: Final = 10
"""Seconds that answers under way get when the serving ends."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the API listens; port 0 asks for a free one."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """``http://127.0.0.1:8000``."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Served:
    """Where an API really listens, and the serving itself, which ends at Ctrl-C or SIGTERM."""

    url: str
    ended: "asyncio.Task[None]"


@asynccontextmanager
async def serving(doors: Doors, address: Address) -> AsyncIterator[Served]:
    """An API on these doors, which answers as long as the block lasts, or until a signal ends it.

    ``UnavailableError`` where it cannot listen.
    """
    with _bound(address) as listening:
        config = uvicorn.Config(
            create(doors), log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=GRACE
        )
        server = _Server(config)
        ended = asyncio.create_task(server.serve([listening]))
        try:
            await _begun(server, ended)
            yield Served(Address(address.host, listening.getsockname()[1]).url, ended)
        finally:
            ended.cancel()
            with suppress(asyncio.CancelledError):
                await ended


async def _begun(server: "_Server", ended: "asyncio.Task[None]") -> None:
    begun = asyncio.create_task(server.begun.wait())
    try:
        await asyncio.wait({begun, ended}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        begun.cancel()
    if not server.begun.is_set():
        await ended
        raise UnavailableError("The API ended before it answered: its log above says why.")


class _Server(uvicorn.Server):
    """A server that says when it has started. Stopped by a signal it returns, so that its caller can close the doors:
    uvicorn's own would raise the signal again, and SIGTERM would leave the databases running.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.begun = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts, and tells."""
        await super().startup(sockets)
        self.begun.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Ends the serving at a signal, and puts the handlers back."""
        before = {each: signal.signal(each, self.handle_exit) for each in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def _bound(address: Address) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        return socket.create_server((address.host, address.port), family=family, backlog=2048)
    except OSError as taken:
        raise UnavailableError(
            f"Nothing can listen at {address.url} ({taken.strerror}): stop what does, or choose another "
            "CREWLEX_API_HOST or CREWLEX_API_PORT (0 takes a free one)."
        ) from taken
