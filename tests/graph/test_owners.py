"""Every statement that takes owners shows nothing of another airline, even in a graph that was tangled past us."""

import json
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from pydantic import RootModel

from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from graph.connection import Graph, Reader
from graph.edition import publish
from graph.queries import named
from servers.addresses import Addresses
from tests.graph.raw import rows

FOLDER = Path(str(resources.files("cypher"))) / "queries"
WHOLE = {"edition", "edges", "migrations"}
"""What reads or writes everybody's rules at once: publishing, exporting, migrating."""
NAMES = sorted(
    file.relative_to(FOLDER).with_suffix("").as_posix()
    for file in FOLDER.rglob("*.cypher")
    if file.parent.name not in WHOLE
)


class Anything(RootModel[dict[str, Any]]):
    """A row as it comes."""


@pytest.mark.parametrize("name", NAMES)
def test_a_statement_that_reads_for_an_airline_takes_owners(name: str) -> None:
    assert named(name).parameters["owners"] == "texts"


@pytest.mark.parametrize("airline", ["XP", "YY"])
@pytest.mark.parametrize("name", NAMES)
async def test_nothing_of_another_airline_is_shown(
    name: str, airline: str, graph: Graph, servers: Addresses, published: RuleGraph
) -> None:
    given: dict[str, object] = {
        "owners": [PUBLIC, airline],
        "keys": [list(rule.key) for rule in published.rules],
        "scenarios": [list(scenario.key) for scenario in published.scenarios],
        "words": "hours",
        "limit": 1000,
        "position": "CAPTAIN",
        "base": "HVN",
        "on": date(2026, 6, 1),
    }
    parameters = {wanted: given[wanted] for wanted in named(name).parameters}

    async def read(reader: Reader) -> list[Anything]:
        return await reader.rows(name, Anything, **parameters)

    before = shown(await graph.reading(read))
    await rows(servers, "entangle")
    found = shown(await graph.reading(read))
    await publish(graph, published, 2)
    other = ({"XP", "YY"} - {airline}).pop()
    assert before
    assert f'"{other}"' not in before + found
    assert f'"{other}/' not in before + found


def shown(found: list[Anything]) -> str:
    """Everything in the rows, as text."""
    return json.dumps([row.model_dump() for row in found], default=str)
