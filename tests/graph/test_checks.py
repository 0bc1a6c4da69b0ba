"""Each check of ``cypher/checks`` finds the fault it is named after, when a graph is spoiled behind our back."""

import pytest

from domain.errors import RefusedError
from domain.rulegraph import RuleGraph
from graph.connection import Graph
from graph.edition import publish, run_checks
from graph.queries import checks
from servers.addresses import Addresses
from tests.graph.raw import rows


@pytest.mark.parametrize("name", [query.name.removeprefix("checks/") for query in checks()])
async def test_a_check_finds_its_fault(name: str, graph: Graph, servers: Addresses, published: RuleGraph) -> None:
    await run_checks(graph)
    await rows(servers, f"spoil/{name}")
    with pytest.raises(RefusedError, match=rf"\(checks/{name}\)"):
        await run_checks(graph)
    await publish(graph, published, 2)
