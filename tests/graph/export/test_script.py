"""The exported script, run as it stands by the driver of Neo4j, makes the live graph it was written from."""

from itertools import groupby
from pathlib import Path

import pytest
from neo4j import AsyncGraphDatabase

from domain.rulegraph import RuleGraph
from domain.rules.rule import Clause
from graph.connection import Graph
from graph.edition import publish, read_content
from graph.export.bundle import Bundle
from graph.export.forms import Form, read, write
from graph.reconciled import differences
from servers.addresses import Addresses

OWNERS = ("PUBLIC", "XP", "YY")
TEXTS = (
    "plain", "it's", 'said "go"', "a\\b", "\\u0027", "\\\\u0041", "\\'", "ends with \\", "a\nb\r\n\tc", "$parameter",
    "\x01\x08\x0c\x1b\x7f", "\u2028\u2029\x85\ufeff", "é ✈ 🛫", "\U000e0001", "; // no comment", "/* nor this */",
    "`", "",
)  # fmt: skip


async def run(servers: Addresses, script: str) -> None:
    """Every line of the script: the schema by itself, all else in one transaction."""
    lines = [line for line in script.split("\n") if line and not line.startswith("//")]
    signed_in = (servers.neo4j_user, servers.neo4j_password)
    async with AsyncGraphDatabase.driver(servers.neo4j_uri, auth=signed_in) as driver, driver.session() as session:
        for schema, group in groupby(lines, key=lambda line: " IF NOT EXISTS " in line):
            if schema:
                for line in group:
                    await (await session.run(line)).consume()
                continue
            async with await session.begin_transaction() as transaction:
                for line in group:
                    await (await transaction.run(line)).consume()
                await transaction.commit()


async def test_the_script_makes_the_same_live_graph(graph: Graph, servers: Addresses, two_airlines: RuleGraph) -> None:
    own = tuple(case for case in two_airlines.cases if case.owner in OWNERS[1:] and not case.terms)
    content = two_airlines.model_copy(update={"cases": own})  # the packs' own are many, and all of one kind
    await publish(graph, RuleGraph(), 7)
    await run(servers, write(Bundle(OWNERS, content), Form.CYPHER))
    assert await read_content(graph) == content
    assert await differences(graph, content, 7) == []  # labels, properties and derived relationships


@pytest.mark.parametrize("form", list(Form))
async def test_any_text_survives_the_database(form: Form, graph: Graph, servers: Addresses, tmp_path: Path) -> None:
    clauses = tuple(Clause(citation=f"T {number}", source=text, text=f"[{text}]") for number, text in enumerate(TEXTS))
    odd = RuleGraph(clauses=clauses).ordered()
    await publish(graph, RuleGraph(), 8)
    await run(servers, write(Bundle(("PUBLIC",), odd), Form.CYPHER))
    live = await read_content(graph)
    assert live == odd
    file = tmp_path / f"odd.{form}"
    file.write_bytes(write(Bundle(("PUBLIC",), live), form).encode())
    assert read(file).content == odd
