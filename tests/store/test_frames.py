"""Frames in and out: what is written comes back, instants as UTC minutes, only whole trips of the time asked for."""

from datetime import date, timedelta
from uuid import uuid4

import polars as pl
import pytest
import pytest_asyncio
from sqlalchemy import text

from domain.errors import InputError
from domain.frames import CREW, DUTIES, LEDGER, LEGS
from domain.judgement import Finding, Judgement, Verdict
from store import airports, assignments, bulk, crew, flights, ledger, notifications, periods, rosters, users, verdicts
from store.database import Database
from store.flights import FLIGHTS
from store.tables import Flight
from store.tables.enums import NotificationType, UserRole
from tests.fixtures_store import PLATFORM, admin, member
from tests.store.sample import (
    END,
    NOW,
    REPORT,
    SEALER,
    START,
    Sample,
    paid,
    pilot,
    rulebook,
    small_airline,
    three_flights,
)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def airline(database: Database) -> Sample:
    return await small_airline(database, "FR")


async def test_flights_come_back_as_they_were_written(database: Database, airline: Sample) -> None:
    async with database.reading(admin(airline.airline)) as session:
        found = await flights.frame(session, airline.airline, REPORT, REPORT + 1500)
        none = await flights.frame(session, airline.airline, 0, REPORT)
    assert found.equals(three_flights(airline))
    assert none.schema == pl.Schema(FLIGHTS)


async def test_the_readers_columns_of_a_flight_follow_from_its_times(database: Database, airline: Sample) -> None:
    async with database.reading(admin(airline.airline)) as session:
        rows = await session.execute(
            text("SELECT block_time_hours::text, delay_minutes, status::text FROM flights ORDER BY flight_number")
        )
    assert [tuple(row) for row in rows] == [
        ("1.08", 10, "ARRIVED"),
        ("0.92", 0, "ARRIVED"),
        ("3.00", None, "SCHEDULED"),
    ]


async def test_legs_and_duties_are_of_the_trips_that_report_in_time(database: Database, airline: Sample) -> None:
    async with database.reading(admin(airline.airline)) as session:
        legs = await assignments.legs(session, airline.airline, REPORT, REPORT + 1)
        duties = await assignments.duties(session, airline.airline, REPORT, REPORT + 1)
        later = await assignments.legs(session, airline.airline, REPORT + 1, NOW)
    assert (legs.schema, duties.schema) == (pl.Schema(LEGS), pl.Schema(DUTIES | {"reported": pl.Boolean()}))
    assert (legs.height, duties.height, later.height) == (4, 2, 0)
    assert set(legs["flight_number"]) == {"XP1", "XP2"}


async def test_the_ledger_comes_back_as_it_was_written(database: Database, airline: Sample) -> None:
    async with database.reading(admin(airline.airline)) as session:
        found = await ledger.frame(session, airline.airline, airline.period)
    assert found.equals(paid(airline).sort("crew_id"))
    assert found.schema == pl.Schema(LEDGER)


HIRED = [
    ("before the month", START - timedelta(40), START),
    ("in the month", START + timedelta(10), START + timedelta(10)),
    ("after the month", END + timedelta(1), None),
]


@pytest.mark.parametrize(("name", "hired", "available"), HIRED, ids=[each[0] for each in HIRED])
async def test_crew_are_available_from_their_hire_date(
    database: Database, name: str, hired: date, available: date | None
) -> None:
    sample = await small_airline(database, f"H{hired:%m%d}")
    new = pilot(uuid4(), 3, "H", hired)
    async with database.writing(PLATFORM) as session:
        await crew.add_many(session, sample.airline, [new], SEALER)
        found = await crew.frame(session, sample.airline, START, END)
    assert found.schema == pl.Schema(CREW)
    assert found.filter(crew_id=str(new.id)).select("available_from", "contract_rate").rows() == (
        [(available, 9000)] if available else []
    )


async def test_names_are_opened_and_the_zone_is_the_base_s(database: Database, airline: Sample) -> None:
    async with database.reading(admin(airline.airline)) as session:
        names = crew.names(await crew.every(session, airline.airline), SEALER)
        found = await crew.frame(session, airline.airline, START, END)
    assert names[airline.captain] == crew.Name("Ada1", "Lovelace1")
    assert set(found["zone"]) == {"America/New_York"}


async def test_a_column_the_table_lacks_is_named(database: Database, airline: Sample) -> None:
    with pytest.raises(InputError, match="flights has no gate"):
        async with database.writing(PLATFORM) as session:
            await bulk.insert(session, Flight, pl.DataFrame({"gate": ["A1"]}))


async def test_periods_are_made_once_and_run_forwards(database: Database, airline: Sample) -> None:
    async with database.writing(PLATFORM) as session:
        assert await periods.ensure(session, airline.airline, START, END, END) == airline.period
        assert [each.id for each in await periods.latest(session, airline.airline)] == [airline.period]
        with pytest.raises(InputError, match="cannot end"):
            await periods.ensure(session, airline.airline, END, START, END)


async def test_airports_are_shared_and_added_once(database: Database, airline: Sample) -> None:
    for codes in (["JFK", "BOS"], ["BOS", "MIA", "BOS"], []):
        async with database.writing(admin(airline.airline)) as session:
            await airports.ensure(session, codes)
    async with database.reading(member(airline.airline)) as session:
        found = await session.execute(text("SELECT code FROM airports ORDER BY code"))
    assert list(found.scalars()) == ["BOS", "JFK", "MIA"]


async def test_a_crew_login_is_its_crew_member(database: Database, airline: Sample) -> None:
    async with database.writing(PLATFORM) as session:
        for _ in range(2):
            await users.ensure(session, airline.captain, "ada@example.com", UserRole.USER,
                               airline_id=airline.airline, crew_member_id=airline.captain)  # fmt: skip
    async with database.reading(member(airline.airline, airline.captain)) as session:
        found = await session.execute(text("SELECT id, crew_member_id, email FROM users"))
    assert [tuple(row) for row in found] == [(airline.captain, airline.captain, "ada@example.com")]


async def test_a_roster_and_the_judge_s_word_on_it_come_back(database: Database, airline: Sample) -> None:
    book = rulebook("FR")
    finding = Finding("c", "d", "14CFR117.13(a)", Verdict.VIOLATION, 720, 735, 15, "over", path=("a", "b"))
    said = Judgement(Verdict.VIOLATION, (finding,), ("x",), ("y",), book.hash, 4)
    async with database.writing(admin(airline.airline)) as session:
        made = await rosters.add(session, airline.airline, airline.period, book, model_hash="sha256:0", seed=1,
                                 open_seats=2, solved_with="CP-SAT 9", metrics={"seconds": 3})  # fmt: skip
        await verdicts.add(session, airline.airline, airline.period, "planned", said, book, NOW)
    async with database.reading(admin(airline.airline)) as session:
        roster = await rosters.latest(session, airline.airline, airline.period)
        assert await verdicts.latest(session, airline.airline, airline.period, "planned") == said
        assert await verdicts.latest(session, airline.airline, airline.period, "flown") is None
    assert roster is not None
    assert (roster.id, roster.open_seats, roster.rulebook_hash) == (made, 2, book.hash)


async def test_a_message_reaches_its_crew_member_only(database: Database, airline: Sample) -> None:
    async with database.writing(admin(airline.airline)) as session:
        await notifications.send(
            session, airline.airline, airline.captain, NotificationType.SCHEDULE_PUBLISHED, "June", "It is out.", at=NOW
        )
    for who, expect in ((airline.captain, ["June"]), (airline.officer, [])):
        async with database.reading(member(airline.airline, who)) as session:
            found = await notifications.of_crew(session, [airline.captain])
        assert [each.title for each in found] == expect
