"""The Rulebook in force: out of the graph, else out of the record, and always of the newest edition."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest

from domain.claims import Claims
from domain.errors import NotFoundError
from domain.rulegraph import EdgeKind
from graph import connection, edition
from graph.connection import Graph
from services import airlines, editing, publishing, rulebooks
from services.airlines import OPERATOR
from services.doors import Doors
from services.shelf import Shelf
from store import rulebooks as kept
from tests import changing
from tests.fixtures_store import admin, member

NOVEMBER = (date(2026, 11, 1), date(2026, 12, 1))


def afresh(doors: Doors) -> Doors:
    """The doors of a process that has compiled nothing yet."""
    return replace(doors, shelf=Shelf())


async def in_force(doors: Doors, claims: Claims = OPERATOR, airline: str = "XP") -> str:
    """The hash of November's Rulebook."""
    return (await rulebooks.in_force(doors, claims, airline, *NOVEMBER)).hash


async def test_graph_and_record_give_the_same_rulebook(ruled: Doors) -> None:
    walked = await in_force(afresh(ruled))
    _, content = await publishing.published(ruled)
    await edition.publish(
        ruled.graph, content.model_copy(update={"rules": (), "cases": (), "interpretations": (), "edges": ()}), 99
    )
    assert await in_force(afresh(ruled)) == walked, "a graph at another edition is not read"
    assert await edition.mark(ruled.graph) == await rulebooks.newest(ruled, OPERATOR), "and is put right"


async def test_the_graph_is_what_is_read(ruled: Doors) -> None:
    """Not the record, as long as the graph stands at the newest edition: what stands there decides."""
    number, content = await publishing.published(ruled)
    ended = tuple(
        edge.model_copy(update={"until": NOVEMBER[0]})
        if (edge.source.code, edge.kind) == ("SAMPLE_Section_6.A", EdgeKind.APPLIES_TO)
        else edge
        for edge in content.edges
    )
    await edition.publish(ruled.graph, content.model_copy(update={"edges": ended}), number)
    book = await rulebooks.in_force(afresh(ruled), OPERATOR, "XP", *NOVEMBER)
    assert [one.rule.code for one in book.dropped if one.why == "applies to no scenario"] == ["SAMPLE_Section_6.A"]
    assert await publishing.restore(ruled) == number


async def test_a_publish_takes_effect_at_once_in_a_process_that_has_compiled_already(ruled: Doors) -> None:
    elsewhere = afresh(ruled)
    before = await in_force(elsewhere)
    await editing.set_value(ruled, OPERATOR, "XP", "SAMPLE_Section_4.B", "percent", 60)
    await changing.publish(ruled, OPERATOR, "XP", "more overtime")
    assert await in_force(elsewhere) != before


async def test_each_one_handed_out_is_kept_by_its_hash(ruled: Doors) -> None:
    book = await rulebooks.in_force(afresh(ruled), OPERATOR, "YY", *NOVEMBER)
    airline = await airlines.find(ruled, OPERATOR, "YY")
    async with ruled.database.reading(OPERATOR) as session:
        assert await kept.get(session, airline.id, book.hash) == book


async def test_it_is_compiled_once(ruled: Doors) -> None:
    doors = afresh(ruled)
    first = await rulebooks.in_force(doors, OPERATOR, "XP", *NOVEMBER)
    assert await rulebooks.in_force(doors, OPERATOR, "XP", *NOVEMBER) is first


async def test_crew_and_administrators_see_their_own_airlines_and_no_other(ruled: Doors) -> None:
    own = (await airlines.find(ruled, OPERATOR, "XP")).id
    walked = await in_force(afresh(ruled))
    for claims in (member(own), admin(own), airlines.service(own)):
        assert await in_force(afresh(ruled), claims) == walked
        with pytest.raises(NotFoundError, match="no airline YY here"):
            await in_force(afresh(ruled), claims, "YY")


async def test_pay_goes_on_while_neo4j_is_down(ruled: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not wait for as long as a lost connection is tried again: that would be an hour here."""
    monkeypatch.setattr(connection, "RETRY_SECONDS", 3600)
    monkeypatch.setattr(rulebooks, "PATIENCE", 1)
    walked = await in_force(afresh(ruled))
    login = (ruled.addresses.neo4j_user, ruled.addresses.neo4j_password)
    async with wire(ruled.addresses.neo4j_uri) as (uri, cut), await Graph.open(uri, *login) as graph:
        await cut()
        assert await in_force(replace(ruled, shelf=Shelf(), graph=graph)) == walked


@asynccontextmanager
async def wire(uri: str) -> AsyncIterator[tuple[str, Callable[[], Awaitable[None]]]]:
    """A wire to a server, that can be cut: its address, and the scissors."""
    place = urlsplit(uri)
    ends: list[asyncio.StreamWriter] = []

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()

    async def join(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(place.hostname, place.port)
        ends.extend((writer, far_writer))
        await asyncio.gather(carry(reader, far_writer), carry(far_reader, writer), return_exceptions=True)

    listening = await asyncio.start_server(join, "127.0.0.1", 0)

    async def cut() -> None:
        listening.close()
        for end in ends:
            end.close()

    try:
        yield f"bolt://127.0.0.1:{listening.sockets[0].getsockname()[1]}", cut
    finally:
        await cut()
