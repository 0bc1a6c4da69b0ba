"""Migrations: once, in order, unchanged."""

import asyncio
from collections.abc import AsyncIterator
from importlib import resources
from pathlib import Path

import pytest

from domain.errors import InputError, RefusedError
from graph.connection import Graph
from graph.migrator import migrate, read_migrations
from servers.addresses import Addresses
from tests.graph.raw import rows

OURS = Path(str(resources.files("cypher"))) / "migrations"
EXTRA = "// More of the same.\nCREATE INDEX rule_category IF NOT EXISTS\nFOR (rule:Rule) ON (rule.category);\n"


@pytest.fixture
async def folder(tmp_path: Path, graph: Graph, servers: Addresses) -> AsyncIterator[Path]:
    """A copy of our migrations to spoil; what a test applies beyond them is forgotten afterwards."""
    assert await migrate(graph) == []
    for file in OURS.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    yield tmp_path
    await rows(servers, "forget_extra")


async def test_our_migrations_are_chained_and_dated(graph: Graph, servers: Addresses) -> None:
    ours = read_migrations(OURS)
    (chain,) = await rows(servers, "chain")
    assert chain.data() == {"steps": len(ours), "version": ours[-1].version, "dated": True}
    assert await migrate(graph) == []


async def test_keys_are_unique_and_words_are_indexed(graph: Graph, servers: Addresses) -> None:
    found = {record["name"]: (record["type"], record["state"]) for record in await rows(servers, "schema")}
    for name in ("rule_key", "scenario_key", "component_type", "clause_citation"):
        assert found[name] == ("RANGE", "ONLINE")
    for name in ("rule_words", "clause_words"):
        assert found[name] == ("FULLTEXT", "ONLINE")


async def test_a_new_file_is_applied_once(graph: Graph, folder: Path) -> None:
    (folder / "V901__extra.cypher").write_text(EXTRA)
    assert await migrate(graph, folder) == ["V901__extra.cypher"]
    assert await migrate(graph, folder) == []


async def test_of_programs_that_migrate_at_once_one_applies(graph: Graph, folder: Path) -> None:
    (folder / "V901__extra.cypher").write_text(
        EXTRA.replace("rule_category", "rule_phase").replace("rule.c", "rule.ph")
    )
    applied = await asyncio.gather(*(migrate(graph, folder) for _ in range(4)))
    assert sorted(applied) == [[], [], [], ["V901__extra.cypher"]]


async def test_one_statement_of_the_schema_run_at_once_is_no_fault(graph: Graph, servers: Addresses) -> None:
    statement = EXTRA.replace("rule_category", "rule_kind").replace("category", "kind").rstrip().rstrip(";")
    await asyncio.gather(*(graph.change_schema(statement) for _ in range(6)))
    assert "rule_kind" in {record["name"] for record in await rows(servers, "schema")}


async def test_a_migration_that_was_cut_off_runs_again(graph: Graph, folder: Path) -> None:
    extra = folder / "V901__extra.cypher"
    extra.write_text(EXTRA + "\nCREATE NONSENSE;\n")
    with pytest.raises(Exception, match="NONSENSE"):
        await migrate(graph, folder)
    extra.write_text(EXTRA)
    assert await migrate(graph, folder) == [extra.name]
    assert [one.source for one in read_migrations(folder)][-1] == extra.name


async def test_comments_and_empty_lines_may_change(graph: Graph, folder: Path) -> None:
    first = folder / "V001__constraints.cypher"
    first.write_text("// Said better.\n\n" + first.read_text())
    assert await migrate(graph, folder) == []


async def test_a_changed_file_is_refused(graph: Graph, folder: Path) -> None:
    first = folder / "V001__constraints.cypher"
    first.write_text(first.read_text().replace("rule.code", "rule.title"))
    with pytest.raises(RefusedError, match=r"V001__constraints\.cypher changed after it was applied: restore it"):
        await migrate(graph, folder)


async def test_a_database_newer_than_the_program_is_refused(graph: Graph, folder: Path) -> None:
    (folder / "V901__extra.cypher").write_text(EXTRA)
    await migrate(graph, folder)
    with pytest.raises(RefusedError, match=r"has V901__extra\.cypher, which is not here: use a newer crewlex"):
        await migrate(graph)


async def test_a_file_before_an_applied_one_is_refused(graph: Graph, folder: Path) -> None:
    (folder / "V902__extra.cypher").write_text(EXTRA)
    await migrate(graph, folder)
    (folder / "V901__late.cypher").write_text(EXTRA)
    with pytest.raises(RefusedError, match=r"V901__late\.cypher is older than V902__extra\.cypher"):
        await migrate(graph, folder)


def test_a_misnamed_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "first.cypher").write_text(EXTRA)
    with pytest.raises(InputError, match=r"name it V001__what_it_does\.cypher"):
        read_migrations(tmp_path)


def test_one_number_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "V001__a.cypher").write_text(EXTRA)
    (tmp_path / "V001__b.cypher").write_text(EXTRA)
    with pytest.raises(InputError, match="have one number"):
        read_migrations(tmp_path)


def test_statements_are_split_and_checksummed(tmp_path: Path) -> None:
    (tmp_path / "V001__two.cypher").write_text(EXTRA + "\n" + EXTRA)
    (tmp_path / "V002__one.cypher").write_text(EXTRA)
    two, one = read_migrations(tmp_path)
    assert (len(two.statements), len(one.statements)) == (2, 1)
    assert two.checksum != one.checksum
    assert one.checksum.isdigit()
    assert not any(";" in statement or "//" in statement for statement in two.statements)
