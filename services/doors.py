"""Everything a verb needs to reach the servers, opened once for a command or an API process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field

from graph import migrator
from graph.connection import Graph
from servers.addresses import Addresses
from servers.options import Options
from servers.progress import GaveUpError, Interruptible, Progress, Silent
from servers.supervisor import attached
from services import hosting, secrets, tokens
from services.settings import Settings
from services.shelf import Shelf
from services.tokens import Tokens
from store import migrate
from store.database import Database
from store.secrets import Sealer


@dataclass(frozen=True, slots=True)
class Doors:
    """The way to both servers, the keys, and the settings. ``shelf`` keeps this process's Rulebooks."""

    database: Database
    graph: Graph
    sealer: Sealer
    tokens: Tokens
    addresses: Addresses
    settings: Settings
    shelf: Shelf = field(default_factory=Shelf)


@asynccontextmanager
async def opened(settings: Settings, progress: Progress, *, stay: bool = False) -> AsyncIterator[Doors]:
    """Servers started or attached to, both migrated, a half-done publish recovered; all of it closed on leaving.

    ``stay`` leaves the servers running. ``UnavailableError`` in one sentence if one of them cannot be had.
    """
    async with (
        _attached(hosting.options(settings), progress, stay) as addresses,
        opened_at(settings, addresses, progress) as doors,
    ):
        yield doors


@asynccontextmanager
async def opened_at(settings: Settings, addresses: Addresses, progress: Progress | None = None) -> AsyncIterator[Doors]:
    """The doors to servers that run already."""
    from services import publishing  # it needs doors itself

    task = (progress or Silent()).task("preparing the databases")
    try:
        async with AsyncExitStack() as stack:
            postgres = asyncio.ensure_future(migrate_postgres(addresses))
            try:
                graph = await _graph(stack, addresses)
            finally:
                await postgres
            database = Database(addresses.database_url)
            stack.push_async_callback(database.close)
            doors = Doors(
                database=database,
                graph=graph,
                sealer=Sealer(secrets.pii_key(settings)),
                tokens=tokens.of(settings),
                addresses=addresses,
                settings=settings,
            )
            await publishing.recover(doors)
            task.finish()
            yield doors
    finally:
        task.finish()


async def migrate_postgres(addresses: Addresses, *, always: bool = False) -> None:
    """Brings Postgres to the newest migration. Where it stands there already, Alembic is not run."""

    def work() -> None:
        one_login = addresses.database_url == addresses.direct_url
        if always or not one_login or migrate.current(addresses.direct_url) != migrate.newest():
            migrate.upgrade(addresses.direct_url, addresses.database_url)

    await asyncio.to_thread(work)


async def _graph(stack: AsyncExitStack, addresses: Addresses) -> Graph:
    graph = await stack.enter_async_context(
        await Graph.open(addresses.neo4j_uri, addresses.neo4j_user, addresses.neo4j_password)
    )
    await migrator.migrate(graph)
    return graph


@asynccontextmanager
async def _attached(chosen: Options, progress: Progress, stay: bool) -> AsyncIterator[Addresses]:
    """The supervisor, off the loop. A Ctrl-C while servers start gives the start up; what had started is stopped."""
    watched = Interruptible(progress)
    supervisor = attached(chosen, watched, stay=stay)
    entering = asyncio.ensure_future(asyncio.to_thread(supervisor.__enter__))
    try:
        addresses = await asyncio.shield(entering)
    except asyncio.CancelledError:
        watched.give_up()
        with suppress(GaveUpError):
            await entering
            await asyncio.to_thread(supervisor.__exit__, None, None, None)
        raise
    try:
        yield addresses
    finally:
        await asyncio.shield(asyncio.to_thread(supervisor.__exit__, None, None, None))
