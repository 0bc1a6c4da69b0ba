"""One read-only statement of a signed-in person, as it stands: audited before it runs, names opened for those who may.

Row security binds it. A statement that could speak for somebody else (by changing the settings that say who is
asking, or by running another statement inside) is refused before it reaches the database.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import psycopg
import sqlglot
from psycopg import AsyncRawCursor
from sqlalchemy import text
from sqlglot import exp
from sqlglot.errors import SqlglotError

from domain.claims import Claims
from domain.crew import Role
from domain.errors import InputError, RefusedError
from store import audit
from store.database import Database, ReadSession, as_json
from store.secrets import Sealed, Sealer
from store.tables.enums import Action

_ALLOWED: Final = frozenset(
    {
        *("auth.uid", "auth.role", "auth.jwt", "current_airline", "utc_minute", "utc_moment"),
        *("age", "now", "clock_timestamp", "date_bin", "make_date", "make_interval", "justify_hours", "version"),
        *("to_jsonb", "row_to_json", "jsonb_array_elements", "jsonb_array_elements_text", "jsonb_array_length"),
        *("jsonb_each", "jsonb_each_text", "jsonb_typeof", "array_to_string", "cardinality", "unnest"),
        *("bool_and", "bool_or", "every", "num_nonnulls", "num_nulls", "regexp_matches"),
    }
)
"""What a statement may call beside the functions that the parser knows by name."""
_HIDDEN: Final = re.compile(r"set_config|_to_xml|ts_stat|ts_rewrite|dblink|\bu&['\"]|request\.jwt", re.IGNORECASE)
_WRITES: Final = (exp.Insert, exp.Update, exp.Delete, exp.Merge, exp.Create, exp.Drop, exp.Into, exp.Lock, exp.Command)
_WHO: Final = text("SELECT current_user::text, current_setting('request.jwt.claims')")


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
    """
    _check(statement)
    async with database.writing(claims) as session:
        told = {"statement": statement, "parameters": list(parameters)}
        await audit.record(session, Action.READ, "sql", "statement", after=told, reason="crewlex sql")
    async with database.reading(claims) as session:
        found = await _fetch(session, statement, parameters)
        await _unchanged(session, claims)
    return Table(found.columns, tuple(_opened(row, claims, sealer) for row in found.rows))


def _check(statement: str) -> None:
    """Raises unless the text is one SELECT that calls nothing but known functions."""
    try:
        parsed = [each for each in sqlglot.parse(statement, read="postgres") if each is not None]
    except SqlglotError as wrong:
        raise InputError(f"This is no SQL that crewlex can check: {' '.join(str(wrong).split())[:300]}") from None
    if len(parsed) != 1:
        raise InputError(f"Give one statement: these are {len(parsed)}.")
    (tree,) = parsed
    if not isinstance(tree, exp.Query) or next(tree.find_all(*_WRITES), None) is not None:
        raise RefusedError("Only a SELECT is run here: changes go through the verbs of crewlex, which keep versions.")
    unknown = sorted({_called(call) for call in tree.find_all(exp.Anonymous)} - _ALLOWED)
    if unknown or _HIDDEN.search(statement):
        raise RefusedError(
            f"This statement calls what crewlex does not let through: {', '.join(unknown) or 'settings'}."
        )


def _called(call: exp.Anonymous) -> str:
    parent = call.parent
    before = f"{parent.this.name}." if isinstance(parent, exp.Dot) and parent.expression is call else ""
    return f"{before}{call.name}".lower().removeprefix("pg_catalog.").removeprefix("public.")


async def _fetch(session: ReadSession, statement: str, parameters: Sequence[str | None]) -> Table:
    """Sends the statement as it stands; with parameters or not, the protocol takes one statement only."""
    raw = await (await session.connection()).get_raw_connection()
    driver = raw.driver_connection
    assert isinstance(driver, psycopg.AsyncConnection)
    async with AsyncRawCursor(driver) as cursor:
        try:
            await cursor.execute(statement.encode(), list(parameters), prepare=False, binary=False)
            rows = await cursor.fetchall()
        except (psycopg.ProgrammingError, psycopg.DataError) as wrong:
            raise InputError(f"Postgres does not take this statement: {_said(wrong)}.") from wrong
        return Table(tuple(column.name for column in cursor.description or ()), tuple(rows))


async def _unchanged(session: ReadSession, claims: Claims) -> None:
    """Raises where the statement changed who is asking: its answer is not handed out."""
    if tuple((await session.execute(_WHO)).one()) != ("crewlex_serving", as_json(claims)):
        raise RefusedError("This statement changed who is asking: its answer is not handed out.")


def _opened(row: tuple[Any, ...], claims: Claims, sealer: Sealer) -> tuple[Any, ...]:
    return tuple(sealer.unseal(item) if (item := Sealed.parse(each)) and _may(claims, item) else each for each in row)


def _may(claims: Claims, item: Sealed) -> bool:
    """The platform opens every name, staff those of their airline, crew their own."""
    if claims.role is Role.PLATFORM:
        return True
    own = claims.role is not Role.USER or item.crew_id == claims.sub
    return own and item.airline_id == claims.airline_id


def _said(wrong: psycopg.Error) -> str:
    at = f" at character {wrong.diag.statement_position}" if wrong.diag.statement_position else ""
    return f"{(wrong.diag.message_primary or str(wrong)).rstrip('.')}{at}"
