"""Answers as text: the same as at once, with turns for others in between."""

import asyncio
import json
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as some
from strawberry.http import GraphQLHTTPResponse

from api.bodies import Router
from api.schema import SCHEMA
from api.written import STEP, Paced, written

PLAIN = some.none() | some.booleans() | some.integers() | some.text(max_size=5)
VALUES = some.recursive(
    PLAIN, lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=3), inner, max_size=4)
)


def text(said: object) -> str:
    """What the endpoint sends."""
    router = Router(SCHEMA, context_getter=lambda: None, graphql_ide=None)
    return str(router.encode_json(written(cast(GraphQLHTTPResponse, said))))


@given(some.dictionaries(some.text(max_size=3), VALUES, max_size=4))
def test_an_answer_is_written_as_at_once(said: dict[str, Any]) -> None:
    assert text({"data": said}) == json.dumps({"data": said}, separators=(",", ":"))


@pytest.mark.parametrize("length", [0, 1, STEP, STEP + 1, 2 * STEP, 2 * STEP + 1])
def test_lists_are_written_whole_whatever_their_length(length: int) -> None:
    said = {"data": {"legality": {"findings": [{"event": f"d{n}", "path": [n]} for n in range(length)]}}}
    assert text(said) == json.dumps(said, separators=(",", ":"))


@pytest.mark.parametrize(("length", "turns"), [(0, 0), (1, 1), (STEP, 1), (STEP + 1, 2), (50 * STEP, 50)])
async def test_others_get_a_turn_at_every_step_of_a_list(length: int, turns: int) -> None:
    seen = 0

    async def others() -> None:
        nonlocal seen
        while True:
            seen += 1
            await asyncio.sleep(0)

    beside = asyncio.create_task(others())
    assert [each async for each in Paced(range(length))] == list(range(length))
    beside.cancel()
    assert seen == turns
