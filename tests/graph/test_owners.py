"""Every statement of ``cypher/queries`` keeps two airlines apart, even in a graph that was tangled past us.

A statement that takes the airline gives the same rows whether the other airline is there or not. The few that serve
everybody at once are listed with the reason, and what they draw never joins two airlines.
"""

import json
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import RootModel

from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC
from graph.connection import Graph, Reader
from graph.edition import publish, read_content
from graph.migrator import migrate
from graph.queries import named
from graph.ways import TOUCHED
from servers.addresses import Addresses
from services.content import part
from store.parts import merge
from tests.graph.raw import rows
from tests.graph.two_airlines import AIRLINES

FOLDER = Path(str(resources.files("cypher"))) / "queries"
FOUND = {file.relative_to(FOLDER).with_suffix("").as_posix() for file in FOLDER.rglob("*.cypher")}
KINDS: Final = ("authorities", "cases", "clauses", "components", "documents", "interpretations", "rules", "scenarios")
DRAWN: Final = tuple(kind.value.lower() for kind in EdgeKind)
WHOLE: Final = {
    "publishing replaces everybody's nodes at once, each with its owner": (
        "edition/clear",
        *(f"edition/add_{kind}" for kind in KINDS),
    ),
    "publishing draws everybody's relationships at once, each with its owner": (
        *(f"edges/add_{kind}" for kind in DRAWN),
        *(f"edges/derive_{kind}" for kind in ("illustrates", "issued_by", "part_of", "yields")),
    ),
    "the live graph is compared with the whole edition, by the platform alone": (
        *(f"edition/{kind}" for kind in KINDS if kind != "components"),
        *("edition/edges", "edition/live_nodes", "edition/live_relationships"),
    ),
    "pay components have no owner: everybody's statements have the same parts": ("edition/components",),
    "the mark of the edition tells a number and nothing of a rule": (
        *("edition/mark", "edition/set_mark", "edition/fence"),
    ),
    "migrations are about the database, before there is a rule": (
        *(f"migrations/{verb}" for verb in ("applied", "guard", "lock", "ready", "record")),
    ),
}
"""The statements that do not take the airline, by the reason why."""
WALLED = sorted(FOUND - {name for names in WHOLE.values() for name in names})


ONE_BY_ONE: Final = ("paths/node", "paths/between")
"""The statements that are asked about one node at a time."""


class Anything(RootModel[dict[str, Any]]):
    """A row as it comes."""


Answers = dict[str, list[str]]


@pytest.fixture(scope="module", params=AIRLINES)
async def answers(
    request: pytest.FixtureRequest, graph: Graph, servers: Addresses, two_airlines: RuleGraph
) -> tuple[str, list[Answers]]:
    """An airline, and what each walled statement tells it: alone, beside the other, and in a tangled graph."""
    airline = request.param
    await publish(graph, merge([part(two_airlines, PUBLIC), part(two_airlines, airline)]), 2)
    told = [await ask_all(graph, servers, two_airlines, airline)]
    await publish(graph, two_airlines, 2)
    told.append(await ask_all(graph, servers, two_airlines, airline))
    await rows(servers, "entangle")
    told.append(await ask_all(graph, servers, two_airlines, airline))
    await publish(graph, two_airlines, 2)
    return airline, told


async def ask_all(graph: Graph, servers: Addresses, content: RuleGraph, airline: str) -> Answers:
    """Each statement is asked about everything there is, of whichever airline."""
    ids = {row["id"]: row["name"] for row in await rows(servers, "names")}
    named_ids = {name: each for each, name in ids.items()}
    given: dict[str, object] = {
        "owners": [PUBLIC, airline],
        "keys": [list(rule.key) for rule in content.rules],
        "scenarios": [list(scenario.key) for scenario in content.scenarios],
        "words": "hours",
        "terms": ["hours", "delay*", "secret*"],
        "limit": 1000,
        "position": "CAPTAIN",
        "base": "HVN",
        "on": date(2026, 6, 1),
        "label": "Rule",
        "other": named_ids[f"Scenario {airline} {airline}-secret-late"],
        "nodes": [{"id": each, "way": "", "only": False} for each in sorted(ids)],
        "steps": sorted(TOUCHED),
    }
    owned, found = [rule for rule in content.rules if "secret-premium" in rule.code], Answers()
    for name in WALLED:
        found[name] = []
        for rule in owned if name in ONE_BY_ONE else owned[:1]:
            one = {"key": list(rule.key), "one": named_ids.get(f"Rule {rule.owner} {rule.code}", "gone")}
            found[name] += await ask(graph, name, given | one, ids)
        found[name].sort()
    return found


async def ask(graph: Graph, name: str, given: dict[str, object], ids: dict[str, str]) -> list[str]:
    """The rows as text, lists in one order; ids of a transaction as the names of their nodes."""
    parameters = {wanted: given[wanted] for wanted in named(name).parameters}

    async def read(reader: Reader) -> list[Anything]:
        return await reader.rows(name, Anything, **parameters)

    return [json.dumps(settled(row.root, ids), default=str, sort_keys=True) for row in await graph.reading(read)]


def settled(value: Any, ids: dict[str, str]) -> Any:
    """A value with what carries no meaning taken out: the order of rows within rows, and ids."""
    match value:
        case dict():
            return {name: settled(item, ids) for name, item in value.items()}
        case list():
            return sorted((settled(item, ids) for item in value), key=lambda item: json.dumps(item, default=str))
        case str():
            return ids.get(value, value)
    return value


def test_every_statement_takes_the_airline_or_is_listed_with_the_reason() -> None:
    listed = [name for names in WHOLE.values() for name in names]
    assert len(listed) == len(set(listed))
    assert set(listed) <= FOUND
    assert [name for name in WALLED if named(name).parameters.get("owners") != "texts"] == []


@pytest.mark.parametrize("name", WALLED)
def test_no_row_crosses(name: str, answers: tuple[str, list[Answers]]) -> None:
    airline, (alone, beside, tangled) = answers
    other = next(code for code in AIRLINES if code != airline)
    assert alone[name]
    assert beside[name] == alone[name]
    if name != "paths/node":  # it tells an id alone
        assert any(airline in line for line in alone[name])
    for line in beside[name] + tangled[name]:
        assert not any(mark in line for mark in (f'"{other}"', f'"{other}/', f"{other}-secret")), line


async def test_what_serves_everybody_joins_nobody(graph: Graph, servers: Addresses, two_airlines: RuleGraph) -> None:
    """Every kind of relationship is there for both airlines, drawn or derived, and none has an end at the other's."""
    found = [(row["kind"], row["owner"], row["ends"]) for row in await rows(servers, "owners_of_edges")]
    for kind in [file.removeprefix("edges/") for names in WHOLE.values() for file in names if "edges/" in file]:
        label = kind.removeprefix("add_").removeprefix("derive_").upper()
        assert {owner for name, owner, _ in found if name == label} >= set(AIRLINES), label
    for kind, owner, ends in found:
        assert set(ends) <= {PUBLIC, owner}, (kind, owner, ends)


async def test_what_is_read_for_everybody_is_what_was_published(graph: Graph, two_airlines: RuleGraph) -> None:
    assert await read_content(graph) == two_airlines


async def test_a_migration_touches_no_rule(graph: Graph, two_airlines: RuleGraph) -> None:
    await migrate(graph)
    assert await read_content(graph) == two_airlines
