"""The way into Postgres: a transaction that reads or one that writes, always as somebody.

Every transaction takes the serving role and the claims of who is asking, for itself alone, so that row security
binds whichever login or pooled connection carries it. Nothing outlives a transaction: no prepared statement, no
setting, no session lock.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncClientCursor
from psycopg.rows import dict_row
from sqlalchemy import URL, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from domain.claims import Claims
from store import urls
from store.faults import translated

ROLE: Final = "crewlex_serving"
READING: Final = {"read_only": "on", "patience": "60s", "idle": "60s"}
WRITING: Final = {"read_only": "off", "patience": "300s", "idle": "600s"}
"""How long Postgres lets one statement run, and a transaction wait for its program."""

_TAKEN: Final = """
    SELECT set_config('role', {role}, true),
           set_config('request.jwt.claims', {claims}, true),
           set_config('request.jwt.claim', '', true),
           set_config('request.jwt.claim.sub', '', true),
           set_config('request.jwt.claim.role', '', true),
           set_config('transaction_read_only', {read_only}, true),
           set_config('statement_timeout', {patience}, true),
           set_config('lock_timeout', '30s', true),
           set_config('idle_in_transaction_session_timeout', {idle}, true),
           set_config('crewlex.feed', '', true),
           set_config('crewlex.reason', '', true)
"""
"""A host's ``auth`` functions may look at the older ``request.jwt.claim`` settings first: none may be left there."""
_NAMES: Final = ("role", "claims", "read_only", "patience", "idle")
_ENTER: Final = text(_TAKEN.format(**{name: f":{name}" for name in _NAMES}))
_GLANCE: Final = _TAKEN.format(**{name: f"%({name})s" for name in _NAMES})


class ReadSession(AsyncSession):
    """A transaction that only reads. ``claims`` says who is asking."""

    claims: Claims


class WriteSession(ReadSession):
    """A transaction that may write; it commits on leaving ``Database.writing``, and the caller never does."""


class Database:
    """One Postgres database. ``url`` may be its owner's, a login's, or a transaction-mode pooler's.

    ``pooled=False`` opens a connection for each transaction, as a pooler in transaction mode may hand out.
    """

    def __init__(self, url: str, *, connections: int = 5, pooled: bool = True) -> None:
        self.url = urls.parse(url)
        self.place = urls.place(self.url)
        self._engine = _engine(self.url, connections) if pooled else _unpooled(self.url)
        self._glancing = self._engine.execution_options(isolation_level="AUTOCOMMIT")  # the message is a transaction
        self._still = self._engine.execution_options(isolation_level="REPEATABLE READ")

    @asynccontextmanager
    async def reading(self, claims: Claims) -> AsyncIterator[ReadSession]:
        """One read-only transaction as the holder of the claims."""
        with translated(self.place):
            async with ReadSession(self._engine, expire_on_commit=False, autoflush=False) as session:
                await _enter(session, claims, READING)
                yield session

    @asynccontextmanager
    async def snapshot(self, claims: Claims) -> AsyncIterator[ReadSession]:
        """One read-only transaction that sees the record as it stood when it began, in each of its statements: what
        others commit meanwhile is not there. It may last as long as one that writes.
        """
        with translated(self.place):
            async with ReadSession(self._still, expire_on_commit=False, autoflush=False) as session:
                await _enter(session, claims, WRITING | {"read_only": "on"})
                yield session

    @asynccontextmanager
    async def writing(self, claims: Claims) -> AsyncIterator[WriteSession]:
        """One transaction as the holder of the claims: committed on leaving, rolled back by any error."""
        with translated(self.place):
            async with WriteSession(self._engine, expire_on_commit=False) as session:
                await _enter(session, claims, WRITING)
                yield session
                await session.commit()

    async def glance(self, claims: Claims, statement: str, **parameters: object) -> dict[str, Any] | None:
        """The first row of one statement that only reads, as the holder of the claims, by one message to the server.

        For what is asked all the time. The role, the claims and the statement (``%(name)s`` stands for a parameter)
        are one transaction that ends with the message: no pooler can part them, and nothing outlives it.
        """
        given = {"role": ROLE, "claims": as_json(claims), **READING, **parameters}
        with translated(self.place):
            async with self._glancing.connect() as connection:
                driver: Any = (await connection.get_raw_connection()).driver_connection
                async with AsyncClientCursor(driver, row_factory=dict_row) as cursor:
                    await cursor.execute(f"{_GLANCE}; {statement}".encode(), given)
                    cursor.nextset()
                    return await cursor.fetchone()

    async def close(self) -> None:
        """Closes the pool."""
        await self._engine.dispose()


def as_json(claims: Claims) -> str:
    """The claims as policies read them."""
    named = {"sub": claims.sub, "email": claims.email, "role": claims.role, "airline_id": claims.airline_id}
    return json.dumps({name: str(item) if isinstance(item, UUID) else item for name, item in named.items()})


async def _enter(session: ReadSession, claims: Claims, manner: dict[str, str]) -> None:
    session.claims = claims
    connection = await session.connection()
    await connection.execute(_ENTER, {"role": ROLE, "claims": as_json(claims), **manner})


def _engine(url: URL, connections: int) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_size=connections,
        max_overflow=connections,
        pool_pre_ping=True,  # a restarted server, or a pooler that hung up, costs one more question and no error
        connect_args={"prepare_threshold": None, "connect_timeout": 10},
    )


def _unpooled(url: URL) -> AsyncEngine:
    return create_async_engine(url, poolclass=NullPool, connect_args={"prepare_threshold": None, "connect_timeout": 10})
