"""Databases for tests of every room: migrated once a session, cloned for each module that asks.

A room's ``conftest.py`` takes what it needs: ``from tests.fixtures_store import database, database_url, template``.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from secrets import token_hex
from uuid import UUID, uuid4

import psycopg
import pytest
import pytest_asyncio
from psycopg import sql

from domain.claims import Claims
from domain.crew import Role
from servers.addresses import Addresses
from store import migrate, urls
from store.database import Database

PLATFORM = Claims(sub=UUID(int=1), email="platform@example.com", role=Role.PLATFORM, airline_id=None)


def admin(airline_id: UUID) -> Claims:
    """An administrator of the airline."""
    return Claims(sub=UUID(int=2), email="admin@example.com", role=Role.ADMIN, airline_id=airline_id)


def service(airline_id: UUID) -> Claims:
    """An automated reviewer of the airline."""
    return Claims(sub=UUID(int=3), email="service@example.com", role=Role.SERVICE, airline_id=airline_id)


def member(airline_id: UUID, crew_id: UUID | None = None) -> Claims:
    """A crew login of the airline; its id is the crew member's."""
    return Claims(sub=crew_id or uuid4(), email="crew@example.com", role=Role.USER, airline_id=airline_id)


def beside(url: str, name: str) -> str:
    """The same login on another database of the server."""
    return urls.beside(urls.parse(url), name).set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def scratch(direct_url: str, template: str | None = None) -> Iterator[str]:
    """A database of its own, empty or a clone, dropped afterwards."""
    name = f"crewlex_test_{token_hex(6)}"
    made = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    if template:
        made += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
    with psycopg.connect(direct_url, autocommit=True) as connection:
        connection.execute(made)
    try:
        yield beside(direct_url, name)
    finally:
        with psycopg.connect(direct_url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def login(direct_url: str, rights: str = "") -> Iterator[str]:
    """The database as a new login that owns nothing; ``rights`` such as CREATEDB. The login is dropped afterwards."""
    name, password = f"crewlex_login_{token_hex(4)}", token_hex(8)
    role, made = sql.Identifier(name), sql.SQL("CREATE ROLE {} LOGIN {} PASSWORD {}")
    with psycopg.connect(direct_url, autocommit=True) as connection:
        connection.execute(made.format(role, sql.SQL(rights), sql.Literal(password)))
    given = urls.parse(direct_url).set(drivername="postgresql", username=name, password=password)
    try:
        yield given.render_as_string(hide_password=False)
    finally:
        with psycopg.connect(direct_url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP OWNED BY {} CASCADE").format(role))
            connection.execute(sql.SQL("DROP ROLE {}").format(role))


@pytest.fixture(scope="session")
def template(servers: Addresses) -> Iterator[str]:
    """The name of a migrated database without rows, to be cloned."""
    with scratch(servers.direct_url) as url:
        migrate.upgrade(url)
        yield str(urls.parse(url).database)


@pytest.fixture(scope="module")
def database_url(servers: Addresses, template: str) -> Iterator[str]:
    """A migrated database of this module's own."""
    with scratch(servers.direct_url, template) as url:
        yield url


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def database(database_url: str) -> AsyncIterator[Database]:
    """The way into this module's database."""
    opened = Database(database_url)
    yield opened
    await opened.close()
