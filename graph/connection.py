"""The connection to Neo4j: managed transactions that read or write, and rows as typed values."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from types import TracebackType
from typing import Final, Self, TypeVar

from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction
from neo4j.exceptions import ClientError, ConfigurationError, Neo4jError, TransientError
from neo4j.time import Date, DateTime
from pydantic import BaseModel, TypeAdapter, ValidationError

from domain.errors import UnavailableError
from graph.faults import named_faults, strange
from graph.queries import Query, named

_T = TypeVar("_T")
_Row = TypeVar("_Row", bound=BaseModel)
RETRY_SECONDS: Final = 10
"""How long a transaction is tried again after a lost connection, before the error is told."""
_AGAIN: Final = (0.05, 0.2, 0.5, 1.0)
"""Seconds before what others disturbed is tried once more."""
_GONE_MEANWHILE: Final = "Neo.ClientError.Statement.EntityNotFound"
_MADE_MEANWHILE: Final = "AlreadyExists"


class Reader:
    """One read transaction. ``rows`` is the only way out: every row is validated into a type."""

    def __init__(self, transaction: AsyncManagedTransaction) -> None:
        self._transaction = transaction

    async def rows(self, query: str | Query, row: type[_Row], **parameters: object) -> list[_Row]:
        """The rows of a named query as ``row`` models; parameters are checked against those it declares."""
        found: list[_Row] = _rows_of(row).validate_python(await self._records(query, parameters))
        return found

    async def _records(self, query: str | Query, parameters: Mapping[str, object]) -> list[object]:
        asked = named(query) if isinstance(query, str) else query
        # The text is one of our own files: parameters never become part of it.
        result = await self._transaction.run(asked.text, asked.checked(parameters))
        return [_native(dict(zip(record.keys(), record.values(), strict=True))) async for record in result]


class Writer(Reader):
    """One write transaction: all of it or nothing."""

    async def run(self, query: str | Query, **parameters: object) -> None:
        """Runs a named statement for its effect."""
        await self._records(query, parameters)


class Graph:
    """A driver for one database. Use ``async with await Graph.open(…)``; it is bound to the running event loop."""

    def __init__(self, driver: AsyncDriver, uri: str, user: str) -> None:
        self._driver = driver
        self._uri = uri
        self._user = user

    @classmethod
    async def open(cls, uri: str, user: str, password: str) -> Self:
        """Connects and asks for an answer; ``UnavailableError`` says what to do if none comes."""
        try:
            driver = AsyncGraphDatabase.driver(
                uri, auth=(user, password), notifications_min_severity="OFF", max_transaction_retry_time=RETRY_SECONDS
            )
        except (ConfigurationError, ValueError) as wrong:  # it may repeat a password that stands in the address
            raise UnavailableError(
                "NEO4J_URI is no address of Neo4j: begin it with bolt:// or neo4j+s://, "
                "and write the user and the password in NEO4J_USER and NEO4J_PASSWORD."
            ) from wrong
        opened = cls(driver, uri, user)
        try:
            with named_faults(uri, user):
                await driver.verify_connectivity()
        except BaseException:
            await driver.close()
            raise
        return opened

    async def close(self) -> None:
        """Gives all connections back."""
        await self._driver.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def reading(self, work: Callable[[Reader], Awaitable[_T]]) -> _T:
        """What ``work`` makes of one read transaction. It may be called again.

        A reader sees nodes that somebody else's commit is just taking away: rows that make no sense are read again.
        ``RefusedError`` if they make no sense ever after.
        """
        for pause in _AGAIN:
            try:
                return await self._read(work)
            except (ValidationError, ClientError) as torn:
                if isinstance(torn, ClientError) and torn.code != _GONE_MEANWHILE:
                    raise
            await asyncio.sleep(pause)
        try:
            return await self._read(work)
        except ValidationError as wrong:
            raise strange(self._uri, wrong) from wrong

    async def writing(self, work: Callable[[Writer], Awaitable[_T]]) -> _T:
        """What ``work`` makes of one write transaction, committed if it returns and undone if it raises."""

        async def managed(transaction: AsyncManagedTransaction) -> _T:
            return await work(Writer(transaction))

        with named_faults(self._uri, self._user):
            async with self._driver.session() as session:
                return await session.execute_write(managed)

    async def change_schema(self, statement: str) -> None:
        """Runs one statement of a migration by itself: the schema and data cannot change in one transaction.

        The statement may run twice. It does, where another program makes the same at the same time.
        """
        with named_faults(self._uri, self._user):
            for pause in _AGAIN:
                try:
                    await self._run_alone(statement)
                    return
                except Neo4jError as error:
                    if not (isinstance(error, TransientError) or _MADE_MEANWHILE in str(error.code)):
                        raise
                await asyncio.sleep(pause)
            await self._run_alone(statement)

    async def _read(self, work: Callable[[Reader], Awaitable[_T]]) -> _T:
        async def managed(transaction: AsyncManagedTransaction) -> _T:
            return await work(Reader(transaction))

        with named_faults(self._uri, self._user):
            async with self._driver.session() as session:
                return await session.execute_read(managed)

    async def _run_alone(self, statement: str) -> None:
        async with self._driver.session() as session:
            await (await session.run(statement)).consume()


@cache
def _rows_of(row: type[_Row]) -> TypeAdapter[list[_Row]]:
    return TypeAdapter(list[row])  # type: ignore[valid-type]


def _native(value: object) -> object:
    """Neo4j's own dates as those of Python, inside lists and maps too."""
    match value:
        case None | str() | int():  # most of them
            return value
        case list():
            return [_native(item) for item in value]
        case dict():
            return {name: _native(item) for name, item in value.items()}
        case Date() | DateTime():
            return value.to_native()
    return value
