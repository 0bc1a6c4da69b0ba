"""Reads the bodies of requests as strictly as files are read, and keeps long ones out of everybody else's way."""

import asyncio
import json
from typing import Any, Final

from fastapi import HTTPException, Request
from strawberry.fastapi import GraphQLRouter
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData, process_result
from strawberry.types import ExecutionResult

from api.context import Context
from api.written import Written, written
from domain.errors import InputError
from domain.timelines.plain import once

SHORT: Final = 100_000
"""Bytes that are read at once. A question itself may not be longer: what is long belongs into its variables."""


class Router(GraphQLRouter[Context, None]):
    """The GraphQL endpoint. A body that says a thing twice, or cannot be read, is a 400 with one sentence."""

    async def parse_http_body(self, request: Any) -> GraphQLRequestData | list[GraphQLRequestData]:
        """What is asked. A long body is taken apart in a thread: it is there by then, so nothing waits in there."""
        body = await request.get_body() if request.method == "POST" else b""
        reading = super().parse_http_body(request)
        asked = await reading if len(body) <= SHORT else await asyncio.to_thread(asyncio.run, reading)
        if isinstance(asked, GraphQLRequestData) and len(asked.query or "") > SHORT:
            raise HTTPException(413, f"The question has more than {SHORT:,} characters: put what is long in variables.")
        return asked

    def decode_json(self, data: str | bytes) -> object:
        """The value of a body: of two keys alike in one place JSON would silently take the later."""
        try:
            found: object = json.loads(data, object_pairs_hook=once)
        except InputError as twice:
            raise HTTPException(400, str(twice)) from twice
        except ValueError as wrong:  # no JSON, no UTF-8, or a number of thousands of digits
            raise HTTPException(400, "The body is no JSON that can be read: correct it.") from wrong
        except RecursionError as deep:
            raise HTTPException(400, "The body is nested too deep: write its parts in lists.") from deep
        if not isinstance(found, dict):
            raise HTTPException(400, "The body is no object: send one with a query.")
        return found

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        """The answer, with its text, which is written in a thread."""
        return await asyncio.to_thread(written, process_result(result))

    def encode_json(self, data: object) -> str | bytes:
        """The text of an answer."""
        return data.text if isinstance(data, Written) else super().encode_json(data)
