"""What a change would touch: the walk in the graph finds what a slow plain walk over the content finds."""

from collections.abc import Iterator
from datetime import date

import pytest

from domain.errors import NotFoundError
from domain.rulegraph import ENDS, RuleGraph
from domain.rules.rule import PUBLIC, Key
from graph.connection import Graph
from graph.edition import read_content
from graph.paths import between, touched
from graph.ways import Node, Path

CHAIN = "overtime DEPENDS_ON guarantee DEPENDS_ON duty_rig DEPENDS_ON flight_pay"
TODAY = date(2026, 6, 1)
OVERTIME = Node("component", Key(PUBLIC, "overtime"))
Arrow = tuple[str, Node, Node]


def arrows(content: RuleGraph, airline: str) -> Iterator[Arrow]:
    """Every relationship that the airline sees, drawn or derived, out of the content alone."""

    def seen(*owners: str) -> bool:
        return all(owner in (PUBLIC, airline) for owner in owners)

    for edge in content.edges:
        if (edge.until is None or edge.until > TODAY) and seen(edge.owner, edge.source.owner, edge.target.owner):
            start, end = ENDS[edge.kind]
            yield edge.kind.value, Node(start, edge.source), Node(end, edge.target)
    for rule in content.rules:
        component = getattr(rule.versions[0].spec, "component", None) if rule.versions else None
        if component and seen(rule.owner):
            yield "YIELDS", Node("rule", rule.key), Node("component", Key(PUBLIC, component))
    for document in content.documents:
        for clause in content.clauses:
            if clause.document == document.code and seen(document.owner):
                yield "PART_OF", Node("clause", Key(PUBLIC, clause.citation)), Node("document", document.key)
    there = {("rule", rule.key) for rule in content.rules} | {("scenario", each.key) for each in content.scenarios}
    there |= {("component", Key(PUBLIC, each.type)) for each in content.components}
    for case in content.cases:
        for kind, code in case.subjects:
            own, shared = Key(case.owner, code), Key(PUBLIC, code)
            if seen(case.owner):
                yield "ILLUSTRATES", Node("case", case.key), Node(kind, own if (kind, own) in there else shared)


WAYS = {
    "clause": {"<CITES", ">PART_OF"},
    "document": {"<PART_OF"},
    "scenario": {"<APPLIES_TO", "<SPECIALIZES", "<ILLUSTRATES"},
    "component": {"<YIELDS", "<DEPENDS_ON", "<ILLUSTRATES"},
    "interpretation": {">INTERPRETS"},
    "case": set(),
    "rule": {
        *(">YIELDS", ">CITES", "<INTERPRETS", "<ILLUSTRATES", ">OVERRIDES", "<OVERRIDES"),
        *(">CONFLICTS_WITH", "<CONFLICTS_WITH", ">SUPERSEDES", "<SUPERSEDES"),
    },
}


def plain(content: RuleGraph, start: Node, airline: str) -> dict[Node, int]:
    """How far each node is that a change touches: every way of one more step is tried, until no new one comes."""
    known = list(arrows(content, airline))
    ways: set[tuple[Node, str]] = {(start, "")}
    far: dict[Node, int] = {}
    for steps in range(1, 1000):
        longer = {
            (there, way)
            for here, came in ways
            for kind, source, target in known
            for way, at, there in ((f">{kind}", source, target), (f"<{kind}", target, source))
            if at == here and way in WAYS[here.kind]
            if not (came and way[1:] == came[1:] and way[0] != came[0])
        }
        if longer <= ways:
            return far
        ways |= longer
        for node, _ in longer:
            far.setdefault(node, steps)
    raise AssertionError("the ways never end")


def starts(content: RuleGraph) -> Iterator[Node]:
    """One of each kind, and those with much around them."""
    yield OVERTIME
    yield Node("component", Key(PUBLIC, "flight_pay"))
    yield Node("scenario", Key(PUBLIC, "delayed_flight"))
    yield Node("rule", Key(PUBLIC, "14CFR117.13(a)"))
    yield Node("rule", Key("XP", "XP-secret-premium"))
    yield Node("rule", Key("XP", "SAMPLE_Section_5.C_controllable_delay"))
    yield Node("clause", Key(PUBLIC, "14 CFR 117.13(a)"))
    yield Node("document", Key("XP", "SAMPLE CBA"))
    yield Node("interpretation", Key("XP", "XP-secret-reading"))


@pytest.mark.parametrize("place", range(9))
async def test_the_walk_reaches_what_a_plain_walk_reaches_and_as_soon(
    place: int, graph: Graph, two_airlines: RuleGraph
) -> None:
    content = await read_content(graph)
    start = list(starts(content))[place]
    found = await touched(graph, start, "XP", TODAY)
    far = plain(content, start, "XP")
    far.pop(start, None)
    assert {path.end: len(path.hops) for path in found} == far
    assert far
    known = set(arrows(content, "XP"))
    for path in found:
        assert all(step in known for step in steps_of(path)), path.text


def steps_of(path: Path) -> Iterator[Arrow]:
    """The steps of a path as arrows."""
    here = path.start
    for hop in path.hops:
        yield (hop.kind, here, hop.node) if hop.forward else (hop.kind, hop.node, here)
        here = hop.node


TOLD = [
    ("component", "flight_pay", "overtime", CHAIN),
    ("clause", "14 CFR 117.13(a)", "14CFR117.13(a)", "14CFR117.13(a) CITES 14 CFR 117.13(a)"),
    ("scenario", "delayed_flight", "XP-secret-late", "XP/XP-secret-late SPECIALIZES delayed_flight"),
    ("scenario", "delayed_flight", "red_eye", "red_eye <-YIELDS- XP/XP-secret-"),
]


@pytest.mark.parametrize(("kind", "code", "end", "says"), TOLD)
async def test_a_path_as_people_read_it(
    kind: str, code: str, end: str, says: str, graph: Graph, two_airlines: RuleGraph
) -> None:
    found = await touched(graph, Node(kind, Key(PUBLIC, code)), "XP", TODAY)
    assert any(path.end.key.code == end and path.text.startswith(says) for path in found)


async def test_nothing_of_another_airline_is_on_any_path(graph: Graph, two_airlines: RuleGraph) -> None:
    for start in list(starts(two_airlines))[:4]:
        assert "YY" not in " ".join(path.text for path in await touched(graph, start, "XP", TODAY))


async def test_what_is_not_there_for_the_airline_has_no_paths(graph: Graph, two_airlines: RuleGraph) -> None:
    with pytest.raises(NotFoundError, match="The rule XP/XP-secret-premium is not in the live graph"):
        await touched(graph, Node("rule", Key("XP", "XP-secret-premium")), "YY", TODAY)


async def test_how_two_nodes_hang_together(graph: Graph, two_airlines: RuleGraph) -> None:
    flight_pay = Node("component", Key(PUBLIC, "flight_pay"))
    found = await between(graph, flight_pay, OVERTIME, "XP", TODAY)
    assert found is not None
    assert found.text == CHAIN
    assert (await between(graph, OVERTIME, OVERTIME, "XP", TODAY) or found).text == "overtime"
    with pytest.raises(NotFoundError, match="YY/YY-secret-premium is not in the live graph"):
        await between(graph, OVERTIME, Node("rule", Key("YY", "YY-secret-premium")), "XP", TODAY)


async def test_two_ends_that_share_a_clause_hang_together_by_it(graph: Graph, two_airlines: RuleGraph) -> None:
    law, mine = Node("rule", Key(PUBLIC, "14CFR117.13(a)")), Node("rule", Key("XP", "XP-secret-premium"))
    found = await between(graph, law, mine, "XP", TODAY)
    assert found is not None
    assert len(found.hops) == 2
    assert mine not in {path.end for path in await touched(graph, law, "XP", TODAY)}


ENDED = Node("scenario", Key(PUBLIC, "red_eye")), Node("scenario", Key(PUBLIC, "cabin_crew_duty"))


@pytest.mark.parametrize(("day", "joined"), [(date(2019, 12, 31), True), (date(2020, 1, 1), False)])
async def test_what_has_ended_is_walked_no_more(day: date, joined: bool, graph: Graph, two_airlines: RuleGraph) -> None:
    narrow, wide = ENDED
    step = ("SPECIALIZES", narrow, wide)
    found = await touched(graph, wide, "XP", day)
    assert any(step in steps_of(path) for path in found) is joined
    way = await between(graph, wide, narrow, "XP", day)
    assert (way is not None and len(way.hops) == 1) is joined
