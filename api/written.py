"""Answers as text, and long lists in steps: between two steps everybody else gets a turn."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, Final, TypeVar

from strawberry.http import GraphQLHTTPResponse

_T = TypeVar("_T")
STEP: Final = 100
"""Items of a list that are worked through at once."""


class Paced(list[_T]):
    """A list whose items an answer takes in steps."""

    async def __aiter__(self) -> AsyncIterator[_T]:
        for place, item in enumerate(self):
            if place % STEP == 0:
                await asyncio.sleep(0)
            yield item


class Written(dict[str, Any]):
    """An answer with its text in JSON."""

    text: str


def written(said: GraphQLHTTPResponse) -> GraphQLHTTPResponse:
    """The answer with its text. JSON is written without a pause, so a long list is written in steps."""
    answer = Written(said)
    answer.text = "".join(_pieces(said))
    return answer  # type: ignore[return-value]


def _pieces(said: object) -> Iterator[str]:
    if isinstance(said, Mapping) and said:
        for place, (key, item) in enumerate(said.items()):
            yield f"{',' if place else '{'}{json.dumps(key)}:"
            yield from _pieces(item)
        yield "}"
    elif isinstance(said, list) and len(said) > STEP:
        for place in range(0, len(said), STEP):
            yield f"{',' if place else '['}{_dumped(said[place : place + STEP])[1:-1]}"
        yield "]"
    else:
        yield _dumped(said)


def _dumped(said: object) -> str:
    return json.dumps(said, separators=(",", ":"))
