"""Transactions: nothing outlives one, so any pooled connection will do; and every failure is one sentence."""

import asyncio
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import text

from domain.errors import InputError, UnavailableError
from domain.money import USD
from servers.addresses import Addresses
from store import airlines, urls
from store.database import Database
from tests.fixtures_store import PLATFORM, admin, beside, login, member, scratch
from tests.store.sample import small_airline

WHO = text("SELECT current_user::text, auth.role(), current_setting('transaction_read_only')")


@pytest.mark.parametrize("pooled", [True, False])
async def test_every_transaction_is_somebody_s_on_any_connection(database_url: str, pooled: bool) -> None:
    """Unpooled, each transaction has a fresh connection: what a pooler in transaction mode may do."""
    opened = Database(database_url, pooled=pooled, connections=2)
    try:
        for who, kind in ((PLATFORM, "reading"), (member(uuid4()), "writing"), (admin(uuid4()), "snapshot")):
            async with getattr(opened, kind)(who) as session:
                found = (await session.execute(WHO)).one()
            assert tuple(found) == ("crewlex_serving", who.role, "off" if kind == "writing" else "on")
    finally:
        await opened.close()


async def test_all_of_a_small_airline_is_stored_through_fresh_connections(servers: Addresses, template: str) -> None:
    with scratch(servers.direct_url, template) as url:
        opened = Database(url, pooled=False)
        sample = await small_airline(opened, "PL")
        async with opened.reading(admin(sample.airline)) as session:
            assert (await airlines.by_code(session, "PL")).id == sample.airline


async def test_no_prepared_statement_and_no_setting_is_left_on_a_connection(database_url: str) -> None:
    opened = Database(database_url, connections=1)
    try:
        for _ in range(10):
            async with opened.reading(PLATFORM) as session:
                await session.execute(WHO)
        async with opened._engine.connect() as connection:
            left = (await connection.execute(text("SELECT count(*) FROM pg_prepared_statements"))).scalar_one()
            claims = (await connection.execute(text("SELECT current_setting('request.jwt.claims', true)"))).scalar_one()
            who = (await connection.execute(text("SELECT current_user = session_user"))).scalar_one()
        assert (left, claims, who) == (0, "", True)
    finally:
        await opened.close()


async def test_a_snapshot_sees_one_moment_and_leaves_no_isolation_on_its_connection(database_url: str) -> None:
    opened = Database(database_url, connections=1)
    level, there = text("SHOW transaction_isolation"), text("SELECT count(*) FROM airlines WHERE code = 'SN'")
    try:
        async with opened.snapshot(PLATFORM) as still:
            async with opened.writing(PLATFORM) as session:
                await airlines.ensure(session, "SN", "Seen by nobody yet", USD)
            assert ((await still.execute(level)).scalar_one(), (await still.execute(there)).scalar_one()) == (
                "repeatable read",
                0,
            )
        for kind in ("writing", "reading"):
            async with getattr(opened, kind)(PLATFORM) as session:
                assert (await session.execute(level)).scalar_one() == "read committed"
                assert (await session.execute(there)).scalar_one() == 1
    finally:
        await opened.close()


async def test_concurrent_transactions_are_each_their_own(database: Database) -> None:
    async def asked(number: int) -> bool:
        who = admin(uuid4())
        async with database.reading(who) as session:
            await asyncio.sleep(0.001 * (number % 3))
            found = (await session.execute(text("SELECT current_airline()"))).scalar_one()
            return bool(found == who.airline_id)

    assert all(await asyncio.gather(*(asked(number) for number in range(20))))


async def test_an_error_rolls_everything_back(database: Database) -> None:
    with pytest.raises(InputError):
        await _made_and_failed(database)
    async with database.reading(PLATFORM) as session:
        assert "RB" not in {airline.code for airline in await airlines.every(session)}


async def _made_and_failed(database: Database) -> None:
    async with database.writing(PLATFORM) as session:
        await airlines.ensure(session, "RB", "Rolled back", USD)
        raise InputError("no")


async def test_a_restarted_connection_is_noticed_before_it_is_used(database_url: str) -> None:
    opened = Database(database_url, connections=1)
    try:
        async with opened.reading(PLATFORM) as session:
            backend = (await session.execute(text("SELECT pg_backend_pid()"))).scalar_one()
        with psycopg.connect(database_url) as owner:
            owner.execute("SELECT pg_terminate_backend(%s)", [backend])
        async with opened.reading(PLATFORM) as session:
            assert (await session.execute(text("SELECT pg_backend_pid()"))).scalar_one() != backend
    finally:
        await opened.close()


def _broken(direct_url: str) -> list[tuple[str, str]]:
    parsed = urls.parse(direct_url).set(drivername="postgresql")
    return [
        ("postgresql://crewlex:x@127.0.0.1:1/crewlex", "does not answer"),
        (parsed.set(password="wrong").render_as_string(hide_password=False), "does not accept the user"),
        (beside(direct_url, "nowhere"), '"nowhere" does not exist'),
    ]


async def test_a_server_that_cannot_be_used_is_one_sentence_with_the_remedy(servers: Addresses) -> None:
    for url, says in _broken(servers.direct_url):
        opened = Database(url)
        with pytest.raises(UnavailableError, match=says) as caught:
            async with opened.reading(PLATFORM):
                pass
        assert "\n" not in str(caught.value)


async def test_a_database_without_tables_names_the_command(servers: Addresses, template: str) -> None:
    with scratch(servers.direct_url) as url:
        opened = Database(url)
        with pytest.raises(UnavailableError, match="crewlex migrate"):
            async with opened.reading(PLATFORM) as session:
                await airlines.every(session)
        await opened.close()


async def test_a_login_that_may_not_serve_yet_names_the_command(servers: Addresses, database_url: str) -> None:
    with login(database_url) as url:
        opened = Database(url)
        with pytest.raises(UnavailableError, match="crewlex migrate"):
            async with opened.reading(PLATFORM):
                pass
        await opened.close()


ADDRESSES = [
    ("postgres://u:p@h/d", "postgresql+psycopg://u:***@h/d"),
    ("postgresql://u:p@h:6543/d?sslmode=require&pgbouncer=true", "postgresql+psycopg://u:***@h:6543/d?sslmode=require"),
]


@pytest.mark.parametrize(("given", "expect"), ADDRESSES)
def test_addresses_as_hosts_write_them_are_understood(given: str, expect: str) -> None:
    assert urls.parse(given).render_as_string(hide_password=True) == expect


@pytest.mark.parametrize("given", ["", "mysql://u@h/d", "neither"])
def test_what_is_no_postgres_address_is_refused(given: str) -> None:
    with pytest.raises(InputError, match="DATABASE_URL"):
        urls.parse(given)
