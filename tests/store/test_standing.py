"""An airline and the newest edition by one message: behind the same walls, and with nothing left on the connection."""

from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import text

from domain.claims import Claims
from domain.errors import InputError, RefusedError, UnavailableError
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from store import airlines, editions, publishing
from store.database import Database
from store.standing import standing
from tests.fixtures_store import PLATFORM, admin, member, service
from tests.store.sample import small_airline

LEFT = text("SELECT current_user = session_user, current_setting('request.jwt.claims', true)")


async def _published(database: Database) -> int:
    async with publishing.hold(database, PLATFORM) as session:
        number = ((await editions.newest(session)) or 0) + 1
        await editions.commit(session, number, {PUBLIC: RuleGraph()}, "for a test")
    return number


@pytest.mark.parametrize("pooled", [True, False])
async def test_it_says_what_two_transactions_say(database_url: str, pooled: bool) -> None:
    opened = Database(database_url, pooled=pooled)
    try:
        code = "GA" if pooled else "GB"
        own = (await small_airline(opened, code)).airline
        for _ in range(2):
            number = await _published(opened)
            for claims in (PLATFORM, admin(own), member(own), service(own)):
                found = await standing(opened, claims, code)
                assert found is not None
                async with opened.reading(claims) as session:
                    assert found.airline.model_dump() == (await airlines.by_code(session, code)).model_dump()
                assert found.newest == number
    finally:
        await opened.close()


async def test_nobody_sees_another_airline(database: Database) -> None:
    await small_airline(database, "GC")
    for claims in (admin(uuid4()), member(uuid4()), service(uuid4())):
        assert await standing(database, claims, "GC") is None
    assert await standing(database, PLATFORM, "NO") is None


async def test_what_one_asks_after_another_is_their_own(database_url: str) -> None:
    """On one connection, in turn."""
    opened = Database(database_url, connections=1)
    try:
        own = {code: (await small_airline(opened, code)).airline for code in ("GD", "GE")}
        for code in ("GD", "GE", "GD"):
            assert await standing(opened, admin(own[code]), code) is not None
            assert await standing(opened, admin(own[code]), "GE" if code == "GD" else "GD") is None
        async with opened._engine.connect() as connection:
            assert tuple((await connection.execute(LEFT)).one()) == (True, "")
    finally:
        await opened.close()


async def test_claims_are_data(database: Database) -> None:
    """Nothing in them can end the text that they are written into."""
    own = (await small_airline(database, "GF")).airline
    odd = Claims(sub=uuid4(), email="o'brien\\'); SELECT 1; --%(code)s", role=admin(own).role, airline_id=own)
    found = await standing(database, odd, "GF")
    assert found is not None
    assert found.airline.id == own
    assert await standing(database, odd, "GF'; SELECT 1 --") is None


async def test_it_only_reads(database: Database) -> None:
    with pytest.raises(RefusedError, match="only reads"):
        await database.glance(PLATFORM, "DELETE FROM airlines RETURNING id")


async def test_a_lost_connection_is_replaced(database_url: str) -> None:
    opened = Database(database_url, connections=1)
    try:
        mine = await opened.glance(PLATFORM, "SELECT pg_backend_pid() AS number")
        assert mine is not None
        with psycopg.connect(database_url) as other:
            other.execute("SELECT pg_terminate_backend(%(number)s)", mine)
        assert await opened.glance(PLATFORM, "SELECT 1 AS number") == {"number": 1}
    finally:
        await opened.close()


async def test_no_server_is_one_sentence() -> None:
    nowhere = Database("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(UnavailableError, match="does not answer"):
        await standing(nowhere, PLATFORM, "XP")
    with pytest.raises(InputError):
        Database("mysql://nobody@127.0.0.1/none")
