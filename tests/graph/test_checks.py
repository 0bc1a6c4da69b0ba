"""Each check of ``cypher/checks`` finds the fault it is named after, when a graph is spoiled behind our back.

A case is a statement that spoils a sound graph; its first line is what the check then says. The refusal undoes it.
"""

import pytest

from domain.errors import RefusedError
from domain.rulegraph import RuleGraph
from graph.connection import Graph, Writer
from graph.edition import check_live, run_checks
from graph.queries import Query, checks
from tests.graph.raw import FOLDER

CASES = sorted(file.stem for file in (FOLDER / "spoil").glob("*.cypher"))


def test_every_check_has_a_case() -> None:
    assert [query.name.removeprefix("checks/") for query in checks()] == CASES


async def test_a_sound_graph_passes_all_of_them(graph: Graph, two_airlines: RuleGraph) -> None:
    assert await run_checks(graph) == tuple(query.name for query in checks())


@pytest.mark.parametrize("name", CASES)
async def test_a_check_finds_its_fault(name: str, graph: Graph, two_airlines: RuleGraph) -> None:
    spoil = (FOLDER / "spoil" / f"{name}.cypher").read_text()
    says = spoil.partition("\n")[0].removeprefix("// ")

    async def spoiled(writer: Writer) -> None:
        await writer.run(Query(f"spoil/{name}", "", spoil, {}))
        await check_live(writer)

    with pytest.raises(RefusedError) as refused:
        await graph.writing(spoiled)
    found = [each for each in str(refused.value).split("; ") if f"(checks/{name})" in each]
    assert any(says in each for each in found), (says, found)
    await run_checks(graph)
