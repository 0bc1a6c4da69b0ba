"""Asks the application over HTTP, as somebody."""

from typing import Any

import httpx

from api.app import create
from domain.claims import Claims
from services.doors import Doors


class Asker:
    """A client of the API over these doors, with a token of these claims (None: without)."""

    def __init__(self, doors: Doors, claims: Claims | None) -> None:
        token = doors.tokens.sign(claims) if claims else None
        self.client = client(doors, token)

    async def answer(self, question: str, **variables: object) -> dict[str, Any]:
        """The whole answer, with its errors."""
        found = await self.client.post("/graphql", json={"query": question, "variables": variables})
        assert found.status_code == 200, found.text
        answer: dict[str, Any] = found.json()
        return answer

    async def ask(self, question: str, **variables: object) -> Any:
        """What the one field of a question holds; an error fails the test."""
        found = await self.answer(question, **variables)
        assert "errors" not in found, found["errors"]
        (field,) = found["data"].values()
        return field

    async def refused(self, question: str, **variables: object) -> tuple[str, str]:
        """Code and sentence of the one error of a question."""
        (error,) = (await self.answer(question, **variables))["errors"]
        return error["extensions"]["code"], error["message"]


def client(doors: Doors, token: str | None) -> httpx.AsyncClient:
    """An HTTP client of the application itself, with a bearer token."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    transport = httpx.ASGITransport(app=create(doors))
    return httpx.AsyncClient(transport=transport, base_url="http://api.test", headers=headers)
