"""Versions: every row that pay looks back at is kept as it was, with who changed it and why."""

from uuid import UUID

import polars as pl
import pytest_asyncio

from store import assignments, crew, flights, history, ledger
from store.database import Database
from store.ids import stable
from store.tables.enums import Change, Stage
from tests.fixtures_store import PLATFORM, service
from tests.store.sample import NOW, REPORT, SEALER, START, Sample, paid, pilot, put_roster, small_airline, three_flights


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def airline(database: Database) -> Sample:
    return await small_airline(database, "VE")


async def _versions(database: Database, noun: str, row: str | UUID) -> list[history.Version]:
    async with database.reading(PLATFORM) as session:
        return await history.versions(session, noun, UUID(str(row)))


async def test_a_feed_s_correction_adds_a_version_and_the_same_again_does_not(
    database: Database, airline: Sample
) -> None:
    for _ in range(2):
        async with database.writing(service(airline.airline)) as session:
            await history.because(session, "operations", "the delay got its code")
            await flights.put_many(session, airline.airline, three_flights(airline, delay_code="MX"))
    first, second = await _versions(database, "flights", airline.flights[0])
    assert (first.content["delay_code"], second.content["delay_code"]) == (None, "MX")
    assert (second.change, second.feed, second.reason) == (Change.UPDATE, "operations", "the delay got its code")
    assert second.changed_by == service(airline.airline).sub
    assert len(await _versions(database, "flights", airline.flights[1])) == 1


async def test_a_roster_keeps_its_stages_and_when_crew_were_told(database: Database, airline: Sample) -> None:
    async with database.writing(PLATFORM) as session:
        await put_roster(session, airline, Stage.FLOWN, release=300)
        found = await assignments.duties(session, airline.airline, 0, NOW)
    versions = await _versions(database, "duties", stable("duty", airline.crew[0]))
    assert [each.stage for each in versions] == [Stage.PUBLISHED, Stage.FLOWN]
    assert all(each.told_at is not None for each in versions)
    assert found["release"].to_list() == [REPORT + 300] * 2
    assert found["planned_release"].to_list() == [REPORT + 270] * 2


async def test_what_is_taken_out_is_kept_as_it_was(database: Database) -> None:
    sample = await small_airline(database, "VD")
    async with database.writing(PLATFORM) as session:
        await assignments.drop_others(session, sample.airline, 0, NOW, pl.Series([], dtype=pl.String))
        assert (await assignments.legs(session, sample.airline, 0, NOW)).is_empty()
    last = (await _versions(database, "trips", stable("trip", sample.crew[0])))[-1]
    assert (last.change, last.content["crew_member_id"]) == (Change.DELETE, sample.crew[0])


async def test_a_trip_that_is_kept_stays(database: Database) -> None:
    sample = await small_airline(database, "VK")
    kept = pl.Series([str(stable("trip", sample.crew[0]))])
    async with database.writing(PLATFORM) as session:
        await assignments.drop_others(session, sample.airline, 0, NOW, kept)
        left = await assignments.legs(session, sample.airline, 0, NOW)
    assert set(left["crew_id"]) == {sample.crew[0]}


async def test_a_trip_that_lost_a_duty_and_a_flight_has_them_no_more(database: Database) -> None:
    sample = await small_airline(database, "VL")
    who, lost = sample.crew[0], str(stable("duty", "lost"))
    async with database.writing(PLATFORM) as session:
        duties = await assignments.duties(session, sample.airline, 0, NOW)
        legs = (await assignments.legs(session, sample.airline, 0, NOW)).filter(crew_id=who)
        (trip,) = duties.filter(crew_id=who).select("trip_id", "crew_id", "planned_report", "planned_release").rows()
        whole = pl.DataFrame([trip], schema=dict(assignments.TRIPS), orient="row")
        mine = duties.filter(crew_id=who)
        second = mine.with_columns(duty_id=pl.lit(lost))
        for part, seats in (
            (pl.concat([mine, second]), legs.with_columns(duty_id=pl.lit(lost))),
            (mine, legs.head(1)),
        ):
            await assignments.put_trips(session, sample.airline, whole, part, seats, stage=Stage.PUBLISHED)
        left = await assignments.legs(session, sample.airline, 0, NOW)
        kept = await assignments.duties(session, sample.airline, 0, NOW)
    assert left.filter(crew_id=who)["duty_id"].to_list() == mine["duty_id"].to_list()
    assert kept.sort("duty_id").equals(duties.sort("duty_id"))
    assert (await _versions(database, "duties", lost))[-1].change is Change.DELETE


async def test_a_rate_has_its_dates_and_its_corrections(database: Database, airline: Sample) -> None:
    async with database.writing(PLATFORM) as session:
        for rate in (950000, 950025, 960000):
            await crew.set_rates(session, airline.airline, [(airline.captain, START, rate)])
        found = await crew.frame(session, airline.airline, START, START)
    assert found.filter(pl.col("crew_id") == airline.crew[0])["contract_rate"].item() == 9600
    kept = await _versions(database, "crew_rates", stable("crew rate", airline.captain, START))
    assert [(each.content["rate_minor"], each.content["rate_parts"]) for each in kept] == [
        (9500, None), (9500, 25), (9600, None)
    ]  # fmt: skip


async def test_a_ledger_entry_keeps_what_it_said_first(database: Database, airline: Sample) -> None:
    async with database.writing(PLATFORM) as session:
        await ledger.put_many(
            session, airline.airline, airline.period, paid(airline).with_columns(amount=pl.lit(1, pl.Int64))
        )
    kept = await _versions(database, "pay_ledger", stable("entry", airline.crew[0]))
    assert [each.content["amount_minor"] for each in kept] == [50_000, 1]


async def test_names_are_in_no_version(database: Database, airline: Sample) -> None:
    async with database.writing(PLATFORM) as session:
        await crew.add_many(session, airline.airline, [pilot(airline.captain, 1, airline.code)], SEALER)
    (only,) = await _versions(database, "crew_members", airline.captain)
    assert "employee_id" in only.content
    assert not {"first_name", "last_name"} & set(only.content)
