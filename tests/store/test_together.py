"""Several at once: one of a kind is made, loads of the same month do not block each other, nobody's edit is lost."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from uuid import UUID, uuid4

import polars as pl
import pytest
import pytest_asyncio
from sqlalchemy import text

from domain.errors import InputError, NotFoundError, RefusedError
from domain.money import USD
from store import airlines, backfill, bulk, discrepancies, drafts, flights, periods, resealing, steps, users
from store.database import Database, WriteSession
from store.secrets import Sealer
from store.tables import METADATA, Discrepancy
from store.tables.enums import UserRole
from tests.fixtures_store import PLATFORM, admin, service
from tests.store.sample import NOW, SEALER, Sample, differences, pay_run, small_airline, store_run, three_flights

MANY = 6


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def airline(database: Database) -> Sample:
    return await small_airline(database, "TG")


ENSURED: list[tuple[str, Callable[[WriteSession, UUID], Awaitable[UUID]]]] = [
    ("airlines", lambda session, _: airlines.ensure(session, "AT1", "At once", USD)),
    ("pay_periods", lambda session, airline: periods.ensure(session, airline, date(2030, 1, 1), date(2030, 1, 31))),
    ("users", lambda session, airline: users.ensure(session, UUID(int=77), "a@b.test", UserRole.ADMIN,
                                                    airline_id=airline)),
]  # fmt: skip


@pytest.mark.parametrize(("table", "ensure"), ENSURED, ids=[table for table, _ in ENSURED])
async def test_what_many_make_at_once_is_there_once_and_all_get_it(
    database: Database, airline: Sample, table: str, ensure: Callable[[WriteSession, UUID], Awaitable[UUID]]
) -> None:
    async def made() -> UUID:
        async with database.writing(PLATFORM) as session:
            return await ensure(session, airline.airline)

    ids = set(await asyncio.gather(*(made() for _ in range(MANY))))
    async with database.reading(PLATFORM) as session:
        found = await session.execute(METADATA.tables[table].select().where(METADATA.tables[table].c.id.in_(ids)))
    assert (len(ids), len(found.all())) == (1, 1)
    assert await _audited(database, ids.pop()) == (table != "pay_periods")


async def _audited(database: Database, made: UUID) -> int:
    async with database.reading(PLATFORM) as session:
        counted = text("SELECT count(*) FROM audit_log WHERE entity_id = :made AND action = 'CREATED'")
        return int((await session.execute(counted, {"made": str(made)})).scalar_one())


async def test_an_address_belongs_to_one_login(database: Database, airline: Sample) -> None:
    async with database.writing(PLATFORM) as session:
        first, second = (
            users.ensure(session, UUID(int=number), "one@b.test", UserRole.ADMIN, airline_id=airline.airline)
            for number in (101, 102)
        )
        await first
        with pytest.raises(InputError, match="belongs to another login"):
            await second


async def test_loads_of_the_same_month_in_any_order_of_rows_end_well(database: Database) -> None:
    sample = await small_airline(database, "LOAD")
    month = pl.concat(
        three_flights(sample).with_columns(
            flight_id=pl.Series([str(uuid4()) for _ in range(3)]),
            scheduled_out=pl.col("scheduled_out") + 5 * number,
        )
        for number in range(1, 201)
    )

    async def load(number: int) -> None:
        async with database.writing(service(sample.airline)) as session:
            shuffled = month.sample(fraction=1, shuffle=True, seed=number)
            await flights.put_many(session, sample.airline, shuffled.with_columns(delay_code=pl.lit(f"D{number}")))

    await asyncio.gather(*(load(number) for number in range(MANY)))
    async with database.reading(PLATFORM) as session:
        kept = await session.execute(
            text("SELECT min(n), max(n) FROM (SELECT count(*) AS n FROM flight_versions"
                 " WHERE airline_id = :airline AND row_id = ANY(CAST(:ids AS uuid[])) GROUP BY row_id) v"),
            {"airline": sample.airline, "ids": month["flight_id"].to_list()},
        )  # fmt: skip
    assert tuple(kept.one()) == (MANY, MANY)


async def test_edits_of_one_author_at_once_are_all_in_one_draft(database: Database, airline: Sample) -> None:
    async def edit(number: int) -> UUID:
        async with database.writing(admin(airline.airline)) as session:
            draft = await drafts.ensure(session, airline.code, airline.airline)
            await drafts.append(session, draft.id, {"n": number, "after": len(draft.edits)})
            return draft.id

    ids = await asyncio.gather(*(edit(number) for number in range(MANY)))
    async with database.reading(admin(airline.airline)) as session:
        draft = await drafts.opened(session, airline.code)
    assert draft is not None
    assert set(ids) == {draft.id}
    assert sorted(each["n"] for each in draft.edits) == list(range(MANY))
    assert [each["after"] for each in draft.edits] == list(range(MANY))


async def test_a_colleague_s_draft_is_not_one_s_own_to_change(database: Database, airline: Sample) -> None:
    async with database.writing(admin(airline.airline)) as session:
        draft = await drafts.ensure(session, airline.code, airline.airline)
    async with database.writing(PLATFORM) as session:
        with pytest.raises(NotFoundError):
            await drafts.append(session, draft.id, {})
        with pytest.raises(RefusedError, match="only its author"):
            await steps.discard(session, draft.number)


async def test_runs_of_one_period_at_once_are_versions_one_after_the_other(database: Database) -> None:
    sample = await small_airline(database, "RUNS")
    made = [await pay_run(database, sample, 60_000 + number) for number in range(MANY)]

    async def store(number: int) -> None:
        async with database.writing(service(sample.airline)) as session:
            await store_run(session, made[number])

    await asyncio.gather(*(store(number) for number in range(MANY)))
    async with database.reading(PLATFORM) as session:
        kept = await session.execute(
            text("SELECT v.version, c.id IS NOT NULL FROM pay_calculation_versions v"
                 " LEFT JOIN pay_calculations c ON c.id = v.id WHERE v.crew_member_id = :crew ORDER BY v.version"),
            {"crew": sample.captain},
        )  # fmt: skip
    assert [tuple(row) for row in kept] == [(number, number == MANY) for number in range(1, MANY + 1)]


async def test_checks_of_one_period_at_once_record_a_difference_once(database: Database) -> None:
    sample = await small_airline(database, "CHKS")

    async def check() -> None:
        async with database.writing(service(sample.airline)) as session:
            found = differences(sample, ("UNDERPAYMENT", "LOW", 100))
            await discrepancies.replace_open(session, sample.airline, sample.period, found, at=NOW)

    await asyncio.gather(*(check() for _ in range(MANY)))
    async with database.reading(PLATFORM) as session:
        assert len(await discrepancies.every(session, sample.airline)) == 1


async def test_a_data_migration_started_twice_is_done_once(database: Database, airline: Sample) -> None:
    rotation = resealing.migration(Sealer(bytes([7]) * 32, previous=[bytes(range(32))]), size=3)
    done = await asyncio.gather(*(backfill.run(database, PLATFORM, rotation) for _ in range(2)))
    async with database.reading(PLATFORM) as session:
        crew = (await session.execute(text("SELECT count(*) FROM crew_members"))).scalar_one()
    assert done == [crew, crew]
    back = resealing.migration(Sealer(bytes(range(32)), previous=[bytes([7]) * 32]))
    assert await backfill.run(database, PLATFORM, back) == crew
    assert SEALER.key_id in back.name


async def test_a_frame_that_names_a_row_twice_is_refused(database: Database, airline: Sample) -> None:
    twice = pl.concat([three_flights(airline)] * 2)
    with pytest.raises(InputError, match=r"6 rows for flights share their id, such as"):
        async with database.writing(service(airline.airline)) as session:
            await flights.put_many(session, airline.airline, twice)


async def test_frames_without_rows_change_nothing(database: Database, airline: Sample) -> None:
    async with database.writing(service(airline.airline)) as session:
        await flights.put_many(session, airline.airline, three_flights(airline).clear())
        await bulk.insert(session, Discrepancy, pl.DataFrame())
        found = await flights.frame(session, airline.airline, 0, NOW)
    assert found.height == 3
