"""Serves the API. The socket is bound first, so that its address is known and a taken one is told in a sentence."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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


async def serve(doors: Doors, address: Address, told: Callable[[Address], None]) -> None:
    """Serves until Ctrl-C or SIGTERM; ``told`` is called with the real address once requests are answered."""
    with _bound(address) as listening:
        real = Address(address.host, listening.getsockname()[1])
        config = uvicorn.Config(
            create(doors), log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=GRACE
        )
        await _Server(config, lambda: told(real)).serve([listening])


class _Server(uvicorn.Server):
    """A server that says when it has started. Stopped by a signal it returns, so that its caller can close the doors:
    uvicorn's own would raise the signal again, and SIGTERM would leave the databases running.
    """

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._told = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts, and tells."""
        await super().startup(sockets)
        self._told()

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
