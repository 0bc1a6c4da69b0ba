"""The API beside a verb of the command line: started on a loopback port, asked over HTTP with a token, stopped."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any, Final

import httpx
import uvicorn

from domain.errors import UnavailableError
from services.doors import Doors

PATIENCE: Final = 60
"""How many seconds an answer may take."""
_LOOK: Final = 0.02


class _Server(uvicorn.Server):
    """Leaves signals to the verb, which has servers of its own to stop."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def answering(doors: Doors) -> AsyncIterator[str]:
    """The address of an API on these doors, which answers as long as the block lasts."""
    from api.app import create

    settings = doors.settings
    listener = _listener(settings.api_host, settings.api_port)
    server = _Server(uvicorn.Config(create(doors), log_level="warning", timeout_graceful_shutdown=2))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        while not server.started and not serving.done():
            await asyncio.sleep(_LOOK)
        if serving.done():
            raise UnavailableError("The API did not start: its log above says why.")
        host, port = listener.getsockname()[:2]
        yield f"http://{host}:{port}"
    finally:
        server.should_exit = True
        with suppress(asyncio.CancelledError):
            await serving
        listener.close()


class Api:
    """A client of the API for one signed-in person."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def ask(self, question: str, **variables: object) -> Any:
        """What the one field of a GraphQL question holds; ``UnavailableError`` with the API's sentence if it fails."""
        try:
            answer = await self._client.post("/graphql", json={"query": question, "variables": variables})
        except httpx.HTTPError as gone:
            raise UnavailableError(f"The API does not answer ({gone or type(gone).__name__}).") from gone
        found = answer.json()
        if answer.is_error or found.get("errors"):
            said = "; ".join(error["message"] for error in found.get("errors", ())) or found.get("detail")
            raise UnavailableError(f"The API answered {answer.status_code}: {said or answer.text[:300]}")
        (field,) = found["data"].values()
        return field


@asynccontextmanager
async def client(address: str, token: str) -> AsyncIterator[Api]:
    """The API at an address, asked with a token."""
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=PATIENCE, trust_env=False) as opened:
        yield Api(opened)


def _listener(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as taken:
        raise UnavailableError(
            f"The API cannot listen on {host}:{port} ({taken.strerror or taken}): set CREWLEX_API_PORT to a free port, "
            "or leave it out."
        ) from taken
