"""What happens when the server is not there, does not know us, or is asked for more than a reader may."""

import pytest
from neo4j.exceptions import ClientError

from domain.errors import RefusedError, UnavailableError
from graph.connection import Graph, Reader, Writer
from graph.edition import mark, read_mark
from servers.addresses import Addresses


async def test_nobody_there() -> None:
    with pytest.raises(UnavailableError, match=r"bolt://127\.0\.0\.1:1 does not answer: start it with `crewlex up`"):
        await Graph.open("bolt://127.0.0.1:1", "neo4j", "x")


@pytest.mark.parametrize("uri", ["127.0.0.1:7687", "postgres://127.0.0.1", ""])
async def test_no_address(uri: str) -> None:
    with pytest.raises(UnavailableError, match=r"is no address of Neo4j: begin it with bolt:// or neo4j\+s://"):
        await Graph.open(uri, "neo4j", "x")


async def test_a_wrong_password(servers: Addresses) -> None:
    with pytest.raises(UnavailableError, match="refuses the user neo4j: set NEO4J_USER and NEO4J_PASSWORD"):
        await Graph.open(servers.neo4j_uri, servers.neo4j_user, "wrong")


@pytest.mark.usefixtures("published")
async def test_a_reader_cannot_write(graph: Graph) -> None:
    async def write(reader: Reader) -> None:
        await Writer(reader._transaction).run("edition/set_mark", number=99)

    with pytest.raises(ClientError, match="read access mode"):
        await graph.reading(write)
    assert await mark(graph) == 2


@pytest.mark.usefixtures("published")
async def test_a_write_that_raises_is_undone(graph: Graph) -> None:
    async def write(writer: Writer) -> None:
        await writer.run("edition/set_mark", number=99)
        assert await read_mark(writer) == 99
        raise RefusedError("no")

    with pytest.raises(RefusedError):
        await graph.writing(write)
    assert await mark(graph) == 2
