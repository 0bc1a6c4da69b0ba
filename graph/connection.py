"""The connection to Neo4j: managed transactions that read or write, and rows as typed values."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Final, Self, TypeVar

from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction
from neo4j.exceptions import AuthError, ConfigurationError, ServiceUnavailable, SessionExpired
from neo4j.time import Date, DateTime
from pydantic import BaseModel, TypeAdapter

from domain.errors import CrewlexError, UnavailableError
from graph.queries import Query, named

_T = TypeVar("_T")
_Row = TypeVar("_Row", bound=BaseModel)
RETRY_SECONDS: Final = 10
"""How long a transaction is tried again after a lost connection, before the error is told."""


class Reader:
    """One read transaction. ``rows`` is the only way out: every row is validated into a type."""

    def __init__(self, transaction: AsyncManagedTransaction) -> None:
        self._transaction = transaction

    async def rows(self, query: str | Query, row: type[_Row], **parameters: object) -> list[_Row]:
        """The rows of a named query as ``row`` models; parameters are checked against those it declares."""
        return TypeAdapter(list[row]).validate_python(await self._records(query, parameters))  # type: ignore[valid-type]

    async def _records(self, query: str | Query, parameters: Mapping[str, object]) -> list[object]:
        asked = named(query) if isinstance(query, str) else query
        # The text is one of our own files: parameters never become part of it.
        result = await self._transaction.run(asked.text, asked.checked(parameters))
        return [_native(record.data()) async for record in result]


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
        except (ConfigurationError, ValueError) as wrong:
            raise UnavailableError(f"{uri!r} is no address of Neo4j: begin it with bolt:// or neo4j+s://.") from wrong
        opened = cls(driver, uri, user)
        try:
            with _named_faults(uri, user):
                await driver.verify_connectivity()
        except CrewlexError:
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
        """What ``work`` makes of one read transaction. It may be called again after a lost connection."""

        async def managed(transaction: AsyncManagedTransaction) -> _T:
            return await work(Reader(transaction))

        with _named_faults(self._uri, self._user):
            async with self._driver.session() as session:
                return await session.execute_read(managed)

    async def writing(self, work: Callable[[Writer], Awaitable[_T]]) -> _T:
        """What ``work`` makes of one write transaction, committed if it returns and undone if it raises."""

        async def managed(transaction: AsyncManagedTransaction) -> _T:
            return await work(Writer(transaction))

        with _named_faults(self._uri, self._user):
            async with self._driver.session() as session:
                return await session.execute_write(managed)

    async def change_schema(self, statement: str) -> None:
        """Runs one statement of a migration by itself: the schema and data cannot change in one transaction."""
        with _named_faults(self._uri, self._user):
            async with self._driver.session() as session:
                await (await session.run(statement)).consume()


def _native(value: object) -> object:
    """Neo4j's own dates as those of Python, inside lists and maps too."""
    match value:
        case Date() | DateTime():
            return value.to_native()
        case list():
            return [_native(item) for item in value]
        case dict():
            return {name: _native(item) for name, item in value.items()}
    return value


@contextmanager
def _named_faults(uri: str, user: str) -> Iterator[None]:
    """Turns what the driver says into one sentence with a remedy; faults of our own statements stay as they are."""
    try:
        yield
    except AuthError as wrong:
        raise UnavailableError(
            f"Neo4j at {uri} refuses the user {user}: set NEO4J_USER and NEO4J_PASSWORD to what the server knows."
        ) from wrong
    except (ServiceUnavailable, SessionExpired) as gone:
        raise UnavailableError(
            f"Neo4j at {uri} does not answer: start it with `crewlex up`, or correct NEO4J_URI."
        ) from gone
