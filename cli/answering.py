"""The API beside a verb of the command line: served while the verb goes on, and asked over HTTP with a token."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final

import httpx

from api.serving import Address, serve
from domain.errors import UnavailableError
from services.doors import Doors

PATIENCE: Final = 60
"""How many seconds an answer may take."""


@dataclass(frozen=True, slots=True)
class Served:
    """Where an API answers, and the serving itself, which ends at Ctrl-C or SIGTERM."""

    url: str
    serving: "asyncio.Task[None]"


@asynccontextmanager
async def answering(doors: Doors) -> AsyncIterator[Served]:
    """An API on these doors, which answers as long as the block lasts; ``UnavailableError`` where it cannot listen."""
    told = asyncio.get_running_loop().create_future()
    asked = Address(doors.settings.api_host, doors.settings.api_port)
    serving = asyncio.create_task(serve(doors, asked, told.set_result))
    try:
        await asyncio.wait({serving, told}, return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            await serving
            raise UnavailableError("The API ended before it answered: its log above says why.")
        yield Served((await told).url, serving)
    finally:
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving


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
