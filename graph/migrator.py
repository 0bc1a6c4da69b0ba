"""Migrations of the graph database: each file once, in order, checksummed, chained, as neo4j-migrations records them.

``(:__Neo4jMigration {version: 'BASELINE'})-[:MIGRATED_TO]->(:__Neo4jMigration {version: '001', …})``. The schema
and data cannot change in one transaction, so a migration is statements that may run twice (``IF NOT EXISTS``), each in
its own; the records are one transaction, which is also the lock: what was cut off runs again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import pairwise
from time import monotonic_ns
from typing import Final
from zlib import crc32

from domain.errors import InputError, RefusedError
from graph.connection import Graph, Reader, Writer
from graph.nodes import Row
from graph.queries import named

_NAME: Final = re.compile(r"V(\d{3})__(\w+)\.cypher")
_BASELINE: Final = "BASELINE"


@dataclass(frozen=True, slots=True)
class Migration:
    """One file; its checksum is the CRC-32 of its statements, without comments and empty lines."""

    version: str
    description: str
    source: str
    statements: tuple[str, ...]

    @property
    def checksum(self) -> str:
        """The CRC-32 as a decimal number in text, as neo4j-migrations writes it."""
        total = 0
        for statement in self.statements:
            total = crc32(statement.encode(), total)
        return str(total)


class Applied(Row):
    """A migration as the database remembers it."""

    version: str
    source: str
    checksum: str


async def migrate(graph: Graph, folder: Traversable | None = None) -> list[str]:
    """Applies what is missing and returns those file names; of two programs at once, one applies and one waits.

    ``RefusedError``: an applied file changed or is gone, or a new one is numbered before an applied one.
    """
    migrations = read_migrations(folder or resources.files("cypher").joinpath("migrations"))
    sources: list[str] = []
    if _missing(migrations, await graph.reading(_applied)):
        await graph.change_schema(named("migrations/guard").text)
        sources = await graph.writing(lambda writer: _catch_up(graph, writer, migrations))
    await graph.reading(_ready)
    return sources


def read_migrations(folder: Traversable) -> list[Migration]:
    """Every migration of a folder in order; a misnamed file or one number twice is an ``InputError``."""
    found = sorted((_read(file) for file in folder.iterdir() if file.is_file()), key=lambda one: one.version)
    for one, other in pairwise(found):
        if one.version == other.version:
            raise InputError(f"{one.source} and {other.source} have one number: give the newer one the next number.")
    return found


def _read(file: Traversable) -> Migration:
    name = _NAME.fullmatch(file.name)
    if name is None:
        raise InputError(f"{file.name} is no migration: name it V001__what_it_does.cypher.")
    lines = (line.rstrip() for line in file.read_text("utf-8").splitlines())
    code = "\n".join(line for line in lines if line and not line.lstrip().startswith("//"))
    statements = tuple(part.strip() for part in code.split(";\n") if part.strip().rstrip(";"))
    return Migration(name[1], name[2].replace("_", " "), file.name, tuple(part.rstrip(";") for part in statements))


def _missing(migrations: Sequence[Migration], applied: Sequence[Applied]) -> Sequence[Migration]:
    """What is still to apply. What was applied must be the first files of the folder, unchanged."""
    here = {migration.version: migration for migration in migrations}
    for place, done in enumerate(applied):
        file = here.get(done.version)
        if file is None:
            raise RefusedError(f"The graph database has {done.source}, which is not here: use a newer crewlex.")
        if file.checksum != done.checksum:
            raise RefusedError(f"{file.source} changed after it was applied: restore it and add a new migration.")
        if migrations[place].version != done.version:
            raise RefusedError(f"{migrations[place].source} is older than {done.source}: give it the next number.")
    return migrations[len(applied) :]


async def _catch_up(graph: Graph, writer: Writer, migrations: Sequence[Migration]) -> list[str]:
    """Applies what is missing under the lock, which the writer's transaction holds to its end."""
    await writer.run("migrations/lock")
    applied = await _applied(writer)
    missing = _missing(migrations, applied)  # once more: whoever held the lock before may have applied it
    before = applied[-1].version if applied else _BASELINE
    for migration in missing:
        await _apply(graph, writer, migration, before)
        before = migration.version
    return [migration.source for migration in missing]


async def _apply(graph: Graph, writer: Writer, migration: Migration, before: str) -> None:
    started = monotonic_ns()
    for statement in migration.statements:
        await graph.change_schema(statement)
    await writer.run(
        "migrations/record",
        before=before,
        version=migration.version,
        description=migration.description,
        source=migration.source,
        checksum=migration.checksum,
        milliseconds=(monotonic_ns() - started) // 1_000_000,
    )


async def _applied(reader: Reader) -> list[Applied]:
    return await reader.rows("migrations/applied", Applied)


async def _ready(reader: Reader) -> None:
    await reader.rows("migrations/ready", Applied)
