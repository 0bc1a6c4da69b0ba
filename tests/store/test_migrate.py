"""Migrations: once, again, from a plain login, and drift that is planted is found."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Column, Integer, Table, text

from domain.errors import UnavailableError
from servers.addresses import Addresses
from store import migrate, urls
from store.database import Database
from store.tables import METADATA
from tests.fixtures_store import beside, login, member, scratch


def test_a_fresh_database_comes_to_the_newest_migration_and_a_second_run_changes_nothing(servers: Addresses) -> None:
    with scratch(servers.direct_url) as url:
        assert migrate.current(url) is None
        migrate.upgrade(url)
        migrate.upgrade(url, url)
        assert migrate.current(url) == migrate.newest()


def test_what_the_migrations_build_is_what_the_models_say_and_the_check_leaves_nothing_behind(
    database_url: str,
) -> None:
    assert migrate.check(database_url) == ()
    with psycopg.connect(database_url) as connection:
        left = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'crewlex_shadow%'").fetchall()
    assert left == []


PLANTED = [
    ("a column", "ALTER TABLE flights ADD COLUMN gate text", "has, and no migration made, column flights.gate"),
    ("another type", "ALTER TABLE flights ALTER COLUMN delay_code TYPE text", "lacks column flights.delay_code char"),
    ("a default", "ALTER TABLE flights ALTER COLUMN generated SET DEFAULT true", "made, column flights.generated"),
    ("a lost index", "DROP INDEX ix_flights_route", "lacks index CREATE INDEX ix_flights_route"),
    ("a lost reference", "ALTER TABLE claims DROP CONSTRAINT claims_airline_id_fkey", "constraint claims_airline"),
    ("a lost check", "ALTER TABLE claims DROP CONSTRAINT ck_claims_claimed", "lacks constraint ck_claims_claimed"),
    ("row security not forced", "ALTER TABLE claims NO FORCE ROW LEVEL SECURITY", "lacks row security of claims: t"),
    ("row security off", "ALTER TABLE trips DISABLE ROW LEVEL SECURITY", "lacks row security of trips: t, forced t"),
    ("a lost policy", "DROP POLICY own ON claims", "lacks permissive policy own on claims"),
    ("an open policy", "CREATE POLICY seen ON claims USING (true)", "made, permissive policy seen on claims"),
    ("a lost trigger", "DROP TRIGGER append_only ON audit_log", "lacks trigger (O) CREATE TRIGGER append_only"),
    ("a trigger off", "ALTER TABLE flights DISABLE TRIGGER keep_updated", "made, trigger (D) CREATE"),
    ("a right", "GRANT DELETE ON audit_log TO crewlex_serving", "right of crewlex_serving to DELETE audit_log"),
    ("a right to everybody", "GRANT SELECT ON audit_log TO PUBLIC", "right of - to SELECT audit_log"),
    (
        "a right to a column", "GRANT UPDATE (gross_minor) ON pay_calculation_versions TO crewlex_serving",
        "right of crewlex_serving to UPDATE pay_calculation_versions.gross_minor",
    ),
    ("a lost right", "REVOKE SELECT ON flights FROM crewlex_serving", "lacks right of crewlex_serving to SELECT fl"),
    ("a right to make", "GRANT CREATE ON SCHEMA public TO crewlex_serving", "serving role to CREATE in the schema"),
    ("another owner", "ALTER TABLE verdicts OWNER TO crewlex_serving", "made, verdicts owned by the serving role"),
    ("a view as its owner", "ALTER VIEW pay_calculations SET (security_invoker = false)", "made, view pay_calc"),
    ("another function", "ALTER FUNCTION current_airline() SECURITY DEFINER", "made, function CREATE OR REPLACE"),
    ("a label", "ALTER TYPE severity ADD VALUE 'TRIFLING'", "no migration made, enum severity"),
]  # fmt: skip


@pytest.fixture(scope="module")
def drifted(servers: Addresses, template: str) -> Iterator[tuple[str, ...]]:
    """What the check says of a database with every planted change."""
    with scratch(servers.direct_url, template) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            for _, statement, _ in PLANTED:
                connection.execute(statement)
        yield migrate.check(url)


@pytest.mark.parametrize(("name", "expect"), [(name, expect) for name, _, expect in PLANTED])
def test_drift_of_a_database_is_found(drifted: tuple[str, ...], name: str, expect: str) -> None:
    assert any(expect in found for found in drifted), drifted


def test_a_serving_role_that_is_above_row_security_is_found(database_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        try:
            connection.execute("ALTER ROLE crewlex_serving BYPASSRLS")
            assert any("serving role has rights beyond its tables" in found for found in migrate.check(database_url))
        finally:
            connection.execute("ALTER ROLE crewlex_serving NOBYPASSRLS")


def test_a_table_that_only_the_models_know_is_found(database_url: str) -> None:
    planted = Table("planted", METADATA, Column("id", Integer, primary_key=True))
    try:
        assert any("migrations lack column planted.id integer" in found for found in migrate.check(database_url))
    finally:
        METADATA.remove(planted)


def test_two_programs_that_start_at_once_migrate_once(servers: Addresses) -> None:
    with scratch(servers.direct_url) as url, ThreadPoolExecutor(3) as programs:
        for outcome in [programs.submit(migrate.upgrade, url) for _ in range(3)]:
            outcome.result()
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(migrate.newest(),)]


def test_a_database_of_a_newer_program_is_left_alone(servers: Addresses, template: str) -> None:
    with scratch(servers.direct_url, template) as url:
        with psycopg.connect(url) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(UnavailableError, match=r"9999.*update it"):
            migrate.upgrade(url)


BEFORE_PARTS = """
    INSERT INTO airlines (id, code, name, currency, currency_exponent) VALUES ('{a}', 'MV', 'Moved', 'USD', 2);
    INSERT INTO pay_periods (id, airline_id, start_date, end_date, pay_date, status)
        VALUES ('{p}', '{a}', '2026-01-01', '2026-01-31', '2026-02-01', 'OPEN');
    INSERT INTO crew_members (id, airline_id, employee_id, first_name, last_name, position, base_location,
        hire_date, exponent, union_status, contract_type)
        VALUES ('{c}', '{a}', 'MV1', 'f', 'l', 'CAPTAIN', 'JFK', '2020-01-01', 2, 'UNION_MEMBER', 'FULL_TIME');
    INSERT INTO rulebooks (airline_id, hash, start_date, end_date, body)
        VALUES ('{a}', 'h', '2026-01-01', '2026-02-01', 'x');
    INSERT INTO pay_runs (id, airline_id, pay_period_id, rulebook_hash, inputs, needs_data, tzdata_version,
        engine_version, calculated_at, calculated_by, reason)
        SELECT md5(n::text)::uuid, '{a}', '{p}', 'h', '{{"crew": "sha256:0"}}',
            '[{{"crew_id": "{c}", "rule_owner": "MV", "rule_code": "R", "grain": "leg", "key": "k",
                "missing": "out"}}]',
            't', 'e', now() + interval '1 hour' * n, '{a}', 'run ' || n FROM generate_series(1, 2) n;
    INSERT INTO pay_calculation_versions (airline_id, crew_member_id, pay_period_id, pay_run_id, version,
        rulebook_hash, credit_minutes, block_minutes, guarantee_minutes, overtime_minutes, flight_pay_minor,
        overtime_minor, delay_pay_minor, per_diem_minor, premium_pay_minor, gross_minor, exponent,
        calculation_date, superseded_at)
        SELECT '{a}', '{c}', '{p}', md5(n::text)::uuid, n, 'h', 0, 0, 0, 0, 0, 0, 0, 0, 0, n * 100, 2, now(),
            CASE n WHEN 1 THEN now() END FROM generate_series(1, 2) n;
    INSERT INTO pay_lines (airline_id, calculation_id, crew_member_id, place, component, rule_owner, rule_code,
        amount_minor, credit_minutes, reason)
        SELECT airline_id, id, crew_member_id, 0, 'c', 'MV', 'R', gross_minor, 0, 'r'
        FROM pay_calculation_versions;
"""
"""Two runs of a period by migration 0003: of one crew member, the second in the first one's place."""


def test_runs_that_are_there_become_live_runs_of_one_part(servers: Addresses) -> None:
    """By an owner that row security binds, as on a hosted Postgres."""
    ids = {name: str(uuid4()) for name in "apc"}
    with login(servers.direct_url, "CREATEDB CREATEROLE") as url, owned(servers.direct_url, url) as own:
        migrate.upgrade(own, to="0003")
        with psycopg.connect(beside(servers.direct_url, str(urls.parse(own).database))) as superuser:
            superuser.execute(BEFORE_PARTS.format(**ids))
        migrate.upgrade(own)
        with psycopg.connect(beside(servers.direct_url, str(urls.parse(own).database))) as superuser:
            current = superuser.execute("SELECT version, gross_minor FROM pay_calculations").fetchall()
            parts = superuser.execute(
                "SELECT p.status::text, r.status::text, crew_count, line_count, open_count, gross_minor,"
                " p.inputs ->> 'crew' FROM pay_run_parts p JOIN pay_runs r ON r.id = p.pay_run_id"
                " JOIN pay_live_runs l ON l.pay_run_id = r.id ORDER BY l.live"
            ).fetchall()
            needs = superuser.execute("SELECT count(*), count(DISTINCT calculation_id) FROM pay_needs").fetchall()
        assert migrate.check(own) == ()
    assert current == [(2, 200)]
    assert parts == [("DONE", "PREVIEW", 1, 1, 1, 100 * n, "sha256:0") for n in (1, 2)]
    assert needs == [(2, 2)]


HOSTED = """
    CREATE SCHEMA auth;
    CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS $$ SELECT coalesce(
        nullif(current_setting('request.jwt.claim', true), ''),
        nullif(current_setting('request.jwt.claims', true), ''))::jsonb $$;
    CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT coalesce(
        nullif(current_setting('request.jwt.claim.sub', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $$;
    CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS $$ SELECT coalesce(
        nullif(current_setting('request.jwt.claim.role', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role') $$;
    ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO pg_monitor;
"""
"""As Supabase has it: functions that look at older settings first, and rights of new tables given to roles."""


def test_where_the_host_has_its_own_functions_they_are_used_and_its_roles_get_no_rights(servers: Addresses) -> None:
    with scratch(servers.direct_url) as url:
        with psycopg.connect(url) as connection:
            connection.execute(HOSTED)
        migrate.upgrade(url)
        with psycopg.connect(url) as connection:
            kept = connection.execute("SELECT prosrc ~ 'jwt.claim.sub' FROM pg_proc WHERE proname = 'uid'").fetchall()
            given = connection.execute(
                "SELECT count(*) FROM information_schema.role_table_grants WHERE grantee = 'pg_monitor'"
                " AND table_schema = 'public' AND table_name <> 'alembic_version'"
            ).fetchall()
    assert (kept, given) == ([(True,)], [(0,)])


async def test_an_older_setting_that_a_pooled_connection_kept_speaks_for_nobody(servers: Addresses) -> None:
    with scratch(servers.direct_url) as url:
        with psycopg.connect(url) as connection:
            connection.execute(HOSTED)
            for name, kept in (
                ("", '{"role": "platform_super_admin"}'),
                (".role", "platform_super_admin"),
                (".sub", "x"),
            ):
                database = sql.Identifier(connection.info.dbname)
                setting = sql.SQL("ALTER DATABASE {} SET {} = {}")
                connection.execute(setting.format(database, sql.SQL(f"request.jwt.claim{name}"), kept))
        migrate.upgrade(url)
        opened, who = Database(url), member(uuid4())
        async with opened.reading(who) as session:
            found = (await session.execute(text("SELECT auth.role(), auth.uid(), current_airline()"))).one()
        await opened.close()
    assert tuple(found) == (who.role, who.sub, who.airline_id)


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
