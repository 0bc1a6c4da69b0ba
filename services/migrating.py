"""Migrating both databases, and asking whether a database drifted from what the migrations build."""

import asyncio
from typing import NamedTuple

from graph import migrator
from graph.connection import Graph
from servers.addresses import Addresses
from servers.progress import Progress
from servers.supervisor import attached
from services import hosting
from services.doors import migrate_postgres
from services.settings import Settings
from store import migrate as store_migrate


class Migrated(NamedTuple):
    """Where both databases stand now: Postgres's revision, and the files that were applied to Neo4j just now."""

    postgres: str
    neo4j: tuple[str, ...]


def migrate(settings: Settings, progress: Progress) -> Migrated:
    """Brings both databases to the newest migration."""
    with attached(hosting.options(settings), progress) as addresses:
        return asyncio.run(_migrated(addresses))


def check(settings: Settings, progress: Progress) -> tuple[str, ...]:
    """Each difference between migrations, models and this database as one sentence; none when there is none."""
    with attached(hosting.options(settings), progress) as addresses:
        return store_migrate.check(addresses.direct_url)


async def _migrated(addresses: Addresses) -> Migrated:
    await migrate_postgres(addresses, always=True)
    async with await Graph.open(addresses.neo4j_uri, addresses.neo4j_user, addresses.neo4j_password) as graph:
        applied = await migrator.migrate(graph)
    return Migrated(store_migrate.newest(), tuple(applied))
