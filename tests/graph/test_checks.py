"""Each check of ``cypher/checks`` finds the fault it is named after, when a graph is spoiled behind our back.

A case is a statement that spoils a sound graph; its first line is what the check then says. The refusal undoes it.
"""

from contextlib import nullcontext
from datetime import date

import pytest

from domain.errors import RefusedError
from domain.rulegraph import Edge, EdgeKind, RuleGraph
from domain.rules.pay import Grain
from domain.rules.rule import PUBLIC, Clause, Key, PayComponent, Scenario
from graph.connection import Graph, Writer
from graph.edition import check_live, rehearse, run_checks
from graph.queries import Query, checks
from tests.graph.raw import FOLDER
from tests.graph.two_airlines import text_only

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


D1, D2 = date(2026, 1, 1), date(2026, 2, 1)
Steps = tuple[tuple[str, date | None, date | None], ...]
CIRCLES: list[tuple[str, Steps, bool]] = [
    ("always", ((PUBLIC, None, None), (PUBLIC, None, None), (PUBLIC, None, None)), True),
    ("on one month only", ((PUBLIC, None, D2), (PUBLIC, D1, None), (PUBLIC, None, None)), True),
    ("two of them never on one day", ((PUBLIC, None, D1), (PUBLIC, D1, None), (PUBLIC, None, None)), False),
    ("an airline's, closed by law that begins last", (("XP", None, None), (PUBLIC, D1, None), ("XP", None, D2)), True),
    ("of two airlines", (("XP", None, None), ("YY", None, None), (PUBLIC, None, None)), False),
]
THREE = [Key(PUBLIC, code) for code in "ABC"]
CLAUSE = "14 CFR 117.13(a)"
ROUND = {EdgeKind.OVERRIDES: "override", EdgeKind.DEPENDS_ON: "dependency", EdgeKind.SPECIALIZES: "specialization"}


def turning(kind: EdgeKind, steps: Steps) -> RuleGraph:
    """Three rules, scenarios and components; of one kind each leads to the next, and the last to the first."""
    because = "a test" if kind is EdgeKind.OVERRIDES else ""
    return RuleGraph(
        rules=tuple(text_only(key) for key in THREE),
        scenarios=tuple(
            Scenario(id=key.code, title="", category="TEST", grain=Grain.LEG, condition="TRUE") for key in THREE
        ),
        components=tuple(PayComponent(type=key.code, title="", grain=Grain.LEG) for key in THREE),
        clauses=(Clause(citation=CLAUSE, source="a test"),),
        edges=(
            *(Edge(kind=EdgeKind.CITES, owner=PUBLIC, source=key, target=Key(PUBLIC, CLAUSE)) for key in THREE),
            *(
                Edge(kind=kind, owner=owner, source=one, target=next_, because=because, since=since, until=until)
                for one, next_, (owner, since, until) in zip(THREE, [*THREE[1:], THREE[0]], steps, strict=True)
            ),
        ),
    )


@pytest.mark.parametrize("kind", ROUND)
@pytest.mark.parametrize(("name", "steps", "circle"), CIRCLES, ids=[name for name, *_ in CIRCLES])
async def test_a_circle_counts_for_one_airline_on_one_day(
    name: str, steps: Steps, circle: bool, kind: EdgeKind, graph: Graph, two_airlines: RuleGraph
) -> None:
    refused = pytest.raises(RefusedError, match=rf"itself through [\w/, ]+ and so back \(checks/{ROUND[kind]}_circle")
    with refused if circle else nullcontext():
        await rehearse(graph, turning(kind, steps), 3)
