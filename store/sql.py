"""One read-only statement of a signed-in person, as it stands: audited before it runs, names opened for those who may.

Row security binds it. Two walls keep it inside: ``store.statements`` judges the text, and Postgres takes it only as
the SELECT of a cursor, over the protocol that takes one statement, in a transaction that cannot write.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg import AsyncRawServerCursor
from sqlalchemy import text

from domain.claims import Claims
from domain.crew import Role
from domain.errors import InputError, RefusedError
from store import audit, statements
from store.database import ROLE, Database, ReadSession, as_json
from store.secrets import Sealed, Sealer
from store.tables.enums import Action

MOST: Final = 100_000
"""Rows that an answer may have."""
_CURSOR: Final = "asked"
_BEFORE: Final = len(f'DECLARE "{_CURSOR}" NO SCROLL CURSOR FOR ')
"""How far the driver's words before the statement move the places that Postgres names in it."""
_WHO: Final = text("SELECT current_user::text, session_user::text, current_setting('request.jwt.claims')")

_THEIRS: Final = (
    *(psycopg.ProgrammingError, psycopg.DataError),
    *(psycopg.errors.StatementTooComplex, psycopg.errors.ProtocolViolation),  # too few parameters
)
"""What is wrong with a statement, and not with the server."""


@dataclass(frozen=True, slots=True)
class Table:
    """The answer: names of the columns, and rows of Python values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


async def run(
    database: Database, claims: Claims, statement: str, sealer: Sealer, parameters: Sequence[str | None] = ()
) -> Table:
    """Runs one SELECT; ``$1`` … stand for the parameters, whose types Postgres infers.

    The audit row is committed first, in a transaction of its own: no read goes unrecorded, failed ones included.
    ``InputError`` for what Postgres does not understand or answers with too many rows, ``RefusedError`` for more
    than reading.
    """
    statements.check(statement)
    async with database.writing(claims) as session:
        told = {"statement": statement, "parameters": list(parameters)}
        await audit.record(session, Action.READ, "sql", "statement", after=told, reason="crewlex sql")
    async with database.reading(claims) as session:
        before = await _who(session)
        found = await _fetch(session, statement, parameters)
        if await _who(session) != before or before[0] != ROLE or before[2] != as_json(claims):
            raise RefusedError("This statement changed who is asking: its answer is not handed out.")
    return Table(found.columns, tuple(_opened(row, claims, sealer) for row in found.rows))


async def _who(session: ReadSession) -> tuple[Any, ...]:
    return tuple((await session.execute(_WHO)).one())


async def _fetch(session: ReadSession, statement: str, parameters: Sequence[str | None]) -> Table:
    """Sends the statement as it stands, as a cursor's: nothing but one SELECT that changes nothing can be that."""
    raw = await (await session.connection()).get_raw_connection()
    driver = raw.driver_connection
    assert isinstance(driver, psycopg.AsyncConnection)
    async with AsyncRawServerCursor(driver, _CURSOR, scrollable=False) as cursor:
        try:
            await cursor.execute(statement.encode(), list(parameters), binary=False)
            rows = await cursor.fetchmany(MOST + 1)
        except _THEIRS as wrong:
            raise InputError(f"Postgres does not take this statement: {_said(wrong)}.") from wrong
        if len(rows) > MOST:
            raise InputError(f"The answer has more than {MOST} rows: ask for less, or add a LIMIT.")
        return Table(tuple(column.name for column in cursor.description or ()), tuple(rows))


def _opened(row: tuple[Any, ...], claims: Claims, sealer: Sealer) -> tuple[Any, ...]:
    return tuple(sealer.unseal(item) if (item := Sealed.parse(each)) and _may(claims, item) else each for each in row)


def _may(claims: Claims, item: Sealed) -> bool:
    """The platform opens every name, staff those of their airline, crew their own."""
    if claims.role is Role.PLATFORM:
        return True
    own = claims.role is not Role.USER or item.crew_id == claims.sub
    return own and item.airline_id == claims.airline_id


def _said(wrong: psycopg.Error) -> str:
    place = wrong.diag.statement_position
    at = f" at character {int(place) - _BEFORE}" if place else ""
    return f"{(wrong.diag.message_primary or str(wrong)).rstrip('.')}{at}"
