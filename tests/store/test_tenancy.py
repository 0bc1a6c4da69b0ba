"""Who sees and changes which rows, as the owner of the database and as a login that owns nothing."""

from collections.abc import AsyncIterator
from uuid import uuid4

import psycopg
import pytest
import pytest_asyncio
from sqlalchemy import text

from domain.errors import InputError, RefusedError
from servers.addresses import Addresses
from store import audit, bulk, claims, flights, migrate
from store.claims import NewClaim
from store.database import Database, ReadSession
from store.tables import METADATA
from store.tables.enums import Action, ClaimType, Decision
from tests.fixtures_store import PLATFORM, admin, login, member, scratch, service
from tests.store.sample import NOW, Sample, pay_run, small_airline, store_run, three_flights

OWN = ("crew_members", "crew_assignments", "pay_calculations", "pay_lines", "claims", "trips", "duties", "pay_ledger")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def two(serving: Database) -> tuple[Sample, Sample]:
    """Two airlines with one pay run and one claim each."""
    return await _filled(serving, "AA"), await _filled(serving, "BB")


@pytest_asyncio.fixture(scope="module", loop_scope="session", params=["owner", "login"])
async def serving(request: pytest.FixtureRequest, servers: Addresses, template: str) -> AsyncIterator[Database]:
    """The database as its owner, or as a login that owns nothing."""
    with scratch(servers.direct_url, template) as url, login(url) as bare:
        migrate.upgrade(url, bare)
        opened = Database(url if request.param == "owner" else bare)
        yield opened
        await opened.close()


async def _filled(database: Database, code: str) -> Sample:
    sample = await small_airline(database, code)
    run = await pay_run(database, sample)
    async with database.writing(service(sample.airline)) as session:
        await store_run(session, run)
    async with database.writing(member(sample.airline, sample.captain)) as session:
        new = NewClaim(sample.airline, sample.captain, sample.period, ClaimType.UNDERPAYMENT, "Too little.", 5_000)
        await claims.submit(session, new, NOW)
    return sample


async def _count(session: ReadSession, table: str) -> int:
    return int((await session.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one())


ADMINISTERED = [
    ("crew_members", 2), ("flights", 3), ("crew_assignments", 4), ("pay_calculations", 2), ("pay_lines", 4),
    ("claims", 1), ("pay_ledger", 2), ("pay_periods", 1), ("airlines", 1), ("flight_versions", 3),
]  # fmt: skip


@pytest.mark.parametrize(("table", "rows"), ADMINISTERED)
async def test_staff_see_their_airline_and_the_platform_sees_both(
    serving: Database, two: tuple[Sample, Sample], table: str, rows: int
) -> None:
    for who, expect in ((admin(two[0].airline), rows), (service(two[1].airline), rows), (PLATFORM, 2 * rows)):
        async with serving.reading(who) as session:
            assert await _count(session, table) == expect


async def test_a_crew_member_sees_own_rows_only(serving: Database, two: tuple[Sample, Sample]) -> None:
    mine = two[0]
    async with serving.reading(member(mine.airline, mine.captain)) as session:
        seen = {table: await _count(session, table) for table in OWN}
        whose = (await session.execute(text("SELECT DISTINCT crew_member_id FROM pay_lines"))).scalars().all()
    assert seen == dict.fromkeys(OWN, 1) | {"crew_assignments": 2, "pay_lines": 2}
    assert whose == [mine.captain]


async def test_a_crew_member_sees_the_airline_s_flights_and_none_of_its_inner_records(
    serving: Database, two: tuple[Sample, Sample]
) -> None:
    async with serving.reading(member(two[0].airline, two[0].captain)) as session:
        assert await _count(session, "flights") == 3
        for table in ("pay_runs", "run_inputs", "verdicts", "audit_log", "drafts", "flight_versions", "backfills"):
            assert await _count(session, table) == 0


async def test_nobody_of_another_airline_sees_anything(serving: Database, two: tuple[Sample, Sample]) -> None:
    scoped = [table.name for table in METADATA.tables.values() if "airline_id" in table.columns]
    for who in (admin(uuid4()), service(uuid4()), member(uuid4(), two[0].captain)):
        async with serving.reading(who) as session:
            for table in [*scoped, "airlines", "pay_calculations"]:
                assert await _count(session, table) == 0, (table, who.role)


async def test_another_airline_s_rows_cannot_be_written_or_changed(
    serving: Database, two: tuple[Sample, Sample]
) -> None:
    ours, theirs = two
    with pytest.raises(RefusedError, match="row-level security"):
        async with serving.writing(admin(ours.airline)) as session:
            await flights.put_many(session, theirs.airline, three_flights(theirs, delay_code="MX"))
    async with serving.writing(admin(ours.airline)) as session:
        changed = await session.execute(text("UPDATE flights SET delay_code = 'WX' RETURNING airline_id"))
        assert set(changed.scalars()) == {ours.airline}


async def test_a_row_cannot_refer_to_another_airline_s(serving: Database, two: tuple[Sample, Sample]) -> None:
    ours, theirs = two
    new = NewClaim(ours.airline, theirs.captain, ours.period, ClaimType.UNDERPAYMENT, "Not mine.", 5_000)
    with pytest.raises(InputError, match="another airline's"):
        async with serving.writing(PLATFORM) as session:
            await claims.submit(session, new, NOW)


async def test_crew_cannot_file_for_others_nor_decide(serving: Database, two: tuple[Sample, Sample]) -> None:
    mine = two[0]
    new = NewClaim(mine.airline, mine.officer, mine.period, ClaimType.UNDERPAYMENT, "For a friend.", 5_000)
    with pytest.raises(RefusedError):
        async with serving.writing(member(mine.airline, mine.captain)) as session:
            await claims.submit(session, new, NOW)
    async with serving.writing(member(mine.airline, mine.captain)) as session:
        changed = await session.execute(text("UPDATE claims SET status = 'APPROVED', decision = 'APPROVE'"))
        assert changed.rowcount == 0  # type: ignore[attr-defined]


async def test_the_log_takes_rows_in_one_s_own_name_only(serving: Database, two: tuple[Sample, Sample]) -> None:
    with pytest.raises(RefusedError):
        async with serving.writing(member(two[0].airline)) as session:
            await audit.record(session, Action.CREATED, "thing", 1, airline_id=two[1].airline)


@pytest.mark.parametrize("statement", ["UPDATE audit_log SET reason = ''", "DELETE FROM audit_log"])
async def test_nobody_changes_the_log(serving: Database, two: tuple[Sample, Sample], statement: str) -> None:
    for who in (PLATFORM, admin(two[0].airline)):
        with pytest.raises(RefusedError):
            async with serving.writing(who) as session:
                await session.execute(text(statement))


async def test_a_reading_transaction_cannot_write(serving: Database, two: tuple[Sample, Sample]) -> None:
    with pytest.raises(RefusedError, match="only reads"):
        async with serving.reading(PLATFORM) as session:
            await session.execute(text("UPDATE airlines SET name = name"))


async def test_every_table_of_an_airline_has_it_in_its_keys() -> None:
    """A reference between two airline-scoped tables carries the airline, so it cannot leave it."""
    scoped = {table.name for table in METADATA.tables.values() if "airline_id" in table.columns}
    free = {
        "edition_parts",  # refers to content by owner, which names the airline
        "impacts",  # of a change set of the airline or of shared law, which has no airline: the policy asks whose
    }
    for table in METADATA.tables.values():
        for reference in table.foreign_key_constraints:
            if table.name in scoped - free and reference.referred_table.name in scoped:
                assert "airline_id" in [column.name for column in reference.columns], reference


async def test_bulk_writes_are_bound_too(serving: Database, two: tuple[Sample, Sample]) -> None:
    import polars as pl

    from store.tables import PayPeriod

    row = pl.DataFrame([{"airline_id": str(two[1].airline), "start_date": "2020-01-01", "end_date": "2020-01-31",
                         "pay_date": "2020-02-01", "status": "OPEN"}])  # fmt: skip
    with pytest.raises(RefusedError):
        async with serving.writing(admin(two[0].airline)) as session:
            await bulk.insert(session, PayPeriod, row)


async def test_the_owner_cannot_change_the_log_either(database_url: str, database: Database) -> None:
    await small_airline(database, "OW")
    with psycopg.connect(database_url, autocommit=True) as owner:
        for statement in ("DELETE FROM audit_log", "UPDATE audit_log SET reason = 'x'", "TRUNCATE audit_log"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="only takes new rows"):
                owner.execute(statement)


async def test_a_decision_needs_staff(serving: Database, two: tuple[Sample, Sample]) -> None:
    async with serving.reading(admin(two[0].airline)) as session:
        (claim,) = await claims.every(session, two[0].airline)
    with pytest.raises(Exception, match="no claim"):
        async with serving.writing(admin(two[1].airline)) as session:
            await claims.decide(session, claim.id, Decision.DENY, 0, "Not ours.", NOW)
