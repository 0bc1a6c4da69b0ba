"""A migrated graph database, and the packs published in it twice for two airlines."""

from collections.abc import AsyncIterator

import pytest

from domain.rulegraph import RuleGraph
from graph.connection import Graph
from graph.edition import publish
from graph.migrator import migrate
from graph.packs import load_packs
from servers.addresses import Addresses
from tests.graph.two_airlines import crowded


@pytest.fixture(scope="session")
async def graph(servers: Addresses) -> AsyncIterator[Graph]:
    """One connection for all tests of this worker."""
    async with await Graph.open(servers.neo4j_uri, servers.neo4j_user, servers.neo4j_password) as opened:
        await migrate(opened)
        yield opened


@pytest.fixture(scope="session")
def packs() -> RuleGraph:
    """The packs for the airlines XP and YY."""
    return load_packs(airlines=["XP", "YY"])


@pytest.fixture(scope="module")
async def published(graph: Graph, packs: RuleGraph) -> RuleGraph:
    """The packs as the live edition 2, after an edition 1 of the same."""
    await publish(graph, packs, 1)
    await publish(graph, packs, 2)
    return packs


@pytest.fixture(scope="module")
async def two_airlines(graph: Graph, packs: RuleGraph) -> RuleGraph:
    """The packs as the live edition 2, and of XP and YY all that an airline may have of its own."""
    content = crowded(packs)
    await publish(graph, content, 2)
    return content
