"""A client of the API for a verb of the command line: asks over HTTP, with a token."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import httpx

from domain.errors import UnavailableError

PATIENCE: Final = 60
"""How many seconds an answer may take."""


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
        try:
            found = answer.json()
        except ValueError:  # not the API's own words: a proxy's, or a server's that broke
            raise UnavailableError(f"The API answered {answer.status_code}: {answer.text[:300]}") from None
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
