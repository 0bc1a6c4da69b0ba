"""Migrations: once, again, from a plain login, and drift that is planted is found."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Column, Integer, Table

from domain.errors import UnavailableError
from servers.addresses import Addresses
from store import migrate, urls
from store.tables import METADATA
from tests.fixtures_store import login, scratch


def test_a_fresh_database_comes_to_the_newest_migration_and_a_second_run_changes_nothing(servers: Addresses) -> None:
    with scratch(servers.direct_url) as url:
        assert migrate.current(url) is None
        migrate.upgrade(url)
        migrate.upgrade(url, url)
        assert migrate.current(url) == migrate.newest()


def test_what_the_migrations_build_is_what_the_models_say(database_url: str) -> None:
    assert migrate.check(database_url) == ()


PLANTED = [
    ("a column", "ALTER TABLE flights ADD COLUMN gate text", "has, and no migration made, column flights.gate"),
    ("a lost index", "DROP INDEX ix_flights_route", "lacks index CREATE INDEX ix_flights_route"),
    ("row security off", "ALTER TABLE claims NO FORCE ROW LEVEL SECURITY", "lacks row security of claims: t, forced t"),
    ("a lost policy", "DROP POLICY own ON claims", "lacks policy own on claims"),
    ("an open policy", "CREATE POLICY all_see ON claims USING (true)", "no migration made, policy all_see on claims"),
    ("a lost trigger", "DROP TRIGGER append_only ON audit_log", "lacks trigger CREATE TRIGGER append_only"),
    ("a right", "GRANT DELETE ON audit_log TO crewlex_serving", "no migration made, right to DELETE audit_log"),
    ("a label", "ALTER TYPE severity ADD VALUE 'TRIFLING'", "no migration made, enum severity"),
]


@pytest.mark.parametrize(("name", "statement", "expect"), PLANTED, ids=[each[0] for each in PLANTED])
def test_drift_of_a_database_is_found(
    servers: Addresses, template: str, name: str, statement: str, expect: str
) -> None:
    with scratch(servers.direct_url, template) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statement)
        assert any(expect in found for found in migrate.check(url))


def test_a_table_that_only_the_models_know_is_found(database_url: str) -> None:
    planted = Table("planted", METADATA, Column("id", Integer, primary_key=True))
    try:
        assert any("add_table planted" in found for found in migrate.check(database_url))
    finally:
        METADATA.remove(planted)


def test_the_shadow_database_is_dropped_again(database_url: str) -> None:
    migrate.check(database_url)
    with psycopg.connect(database_url) as connection:
        left = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'crewlex_shadow%'").fetchall()
    assert left == []


def test_a_server_that_does_not_answer_is_one_sentence_with_the_remedy() -> None:
    with pytest.raises(UnavailableError, match=r"does not answer.*crewlex up"):
        migrate.current("postgresql://crewlex:x@127.0.0.1:1/crewlex")


def test_an_owner_that_is_no_superuser_migrates_and_serves(servers: Addresses) -> None:
    """As on a hosted Postgres: who made the serving role may pass it on, and does not hold it."""
    with login(servers.direct_url, "CREATEDB CREATEROLE") as url, owned(servers.direct_url, url) as own:
        migrate.upgrade(own)
        assert migrate.check(own) == ()
        with psycopg.connect(own) as connection:
            connection.execute("SET ROLE crewlex_serving")
            assert connection.execute("SELECT count(*) FROM airlines").fetchall() == [(0,)]


@contextmanager
def owned(direct_url: str, url: str) -> Iterator[str]:
    """A database of the login, which may pass the serving role on (as its maker may) and not take it yet."""
    who = sql.Identifier(str(urls.parse(url).username))
    with psycopg.connect(direct_url, autocommit=True) as connection:
        if not connection.execute("SELECT FROM pg_roles WHERE rolname = 'crewlex_serving'").fetchall():
            connection.execute("CREATE ROLE crewlex_serving NOLOGIN")
        passing = "GRANT crewlex_serving TO {} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE"
        connection.execute(sql.SQL(passing).format(who))
    with scratch(url) as own:
        yield own
