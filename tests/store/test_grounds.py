"""A trip's history among tens of thousands of versions: found by indexes, also where row security binds."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
import pytest_asyncio
from sqlalchemy import TextClause, text

from store import assignments, flights, grounds, triphistory
from store.database import Database
from store.ids import stable
from store.tables.enums import Stage
from tests.fixtures_store import PLATFORM, member, service
from tests.store.sample import NOW, Sample, put_roster, small_airline, three_flights

MANY = 30_000
_FILL = """
    INSERT INTO {table} (airline_id, row_id, version, change, content, feed, reason)
    SELECT '{airline}', md5('{table}' || n)::uuid, 1, 'INSERT', jsonb_build_object(
        'trip_id', md5('trip' || n / 4)::uuid, 'flight_id', md5('flight' || n % 999)::uuid,
        'crew_member_id', md5('crew' || n % 300)::uuid, 'day', '2001-01-01'), 'load', ''
    FROM generate_series(1, {many}) n
"""
TABLES = [f"{noun}_versions" for noun in (
    "trip", "duty", "crew_assignment", "flight", "crew_member", "crew_rate", "crew_day", "standby"
)]  # fmt: skip
"""The version tables that grow with the flying."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def sample(database: Database, database_url: str) -> Sample:
    """Two trips of a small airline, among many versions of rows of the same airline."""
    found = await small_airline(database, "XP")
    with psycopg.connect(database_url, autocommit=True) as owner:
        for table in TABLES:
            owner.execute(_FILL.format(table=table, airline=found.airline, many=MANY))
            owner.execute(f"ANALYZE {table}")
    async with database.writing(service(found.airline)) as session:
        await flights.put_many(session, found.airline, three_flights(found, delay_code="MX"))
    return found


def _trip(sample: Sample) -> UUID:
    return stable("trip", sample.captain)


async def _plan(database: Database, sample: Sample, asked: TextClause, **values: object) -> dict[str, Any]:
    """How Postgres answers, as the role that serves, for the airline's service."""
    async with database.reading(service(sample.airline)) as session:
        explained = text(f"EXPLAIN (FORMAT JSON) {asked.text}")
        found = (await session.execute(explained, {"airline": sample.airline, **values})).scalar_one()
    plan: dict[str, Any] = (found if isinstance(found, list) else json.loads(found))[0]["Plan"]
    return plan


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)


ASKED = [
    ("a trip's history", triphistory.VERSIONS, ("trip",)),
    ("what a trip rests on", grounds.OF_TRIP, ("trip",)),
    ("which receipts are stale", grounds.RECEIPTS, ("start", "end")),
]


@pytest.mark.parametrize(("name", "asked", "names"), ASKED, ids=[each[0] for each in ASKED])
async def test_no_version_table_is_read_from_end_to_end(
    database: Database, sample: Sample, name: str, asked: TextClause, names: tuple[str, ...]
) -> None:
    values = {"trip": str(_trip(sample)), "start": 0, "end": NOW}
    nodes = list(_nodes(await _plan(database, sample, asked, **{each: values[each] for each in names})))
    read = {node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"}
    assert read & set(TABLES) == set()
    indexes = {node.get("Index Name") for node in nodes}
    assert {"ix_duty_versions_trip_id", "ix_crew_assignment_versions_trip_id", "uq_flight_versions"} <= indexes


async def test_what_the_index_finds_is_what_the_contents_say(database: Database, sample: Sample) -> None:
    trip, mine = str(_trip(sample)), {str(each) for each in sample.flights[:2]}
    about = {
        "duties": ("trip_id", {trip}),
        "crew_assignments": ("trip_id", {trip}),
        "flights": ("id", mine),
        "trips": ("id", {trip}),
    }
    async with database.reading(service(sample.airline)) as session:
        deeds = await triphistory.of_trip(session, sample.airline, _trip(sample))
        every = "SELECT content, row_id, version FROM {}_versions WHERE content ? 'stage' OR content ? 'delay_code'"
        singular = {"duties": "duty", "crew_assignments": "crew_assignment", "flights": "flight", "trips": "trip"}
        expect = {
            (noun, row.row_id, row.version)
            for noun, (key, ids) in about.items()
            for row in await session.execute(text(every.format(singular[noun])))
            if row.content[key] in ids
        }
    assert {(each.noun, each.row_id, each.version) for deed in deeds for each in deed} == expect
    assert {version for noun, _, version in expect if noun == "flights"} == {1, 2}, "one of them got its delay code"


async def test_a_seat_that_left_the_trip_stays_in_its_history(database: Database) -> None:
    """A seat is moved to another trip: both trips have all its versions."""
    moved = await small_airline(database, "MV")
    seat, other = stable("seat", moved.crew[0], moved.flights[0]), stable("trip", moved.crew[1])
    async with database.writing(service(moved.airline)) as session:
        await session.execute(
            text("UPDATE crew_assignments SET trip_id = :trip WHERE id = :seat"), {"trip": other, "seat": seat}
        )
        for who in moved.crew:
            deeds = await triphistory.of_trip(session, moved.airline, stable("trip", who))
            assert [each.version for deed in deeds for each in deed if each.row_id == seat] == [1, 2]


async def test_what_came_after_is_told_by_its_version(database: Database) -> None:
    late = await small_airline(database, "LT")
    trip = stable("trip", late.captain)
    async with database.writing(service(late.airline)) as session:
        seen = grounds.newest(await grounds.of_trip(session, late.airline, trip))
        await flights.put_many(session, late.airline, three_flights(late, delay_code="MX"))
        await put_roster(session, late, Stage.FLOWN, release=300)
        now = await grounds.of_trip(session, late.airline, trip)
    after = grounds.between(now, seen)
    assert {each.noun for each in after} == {"flights", "trips", "duties", "crew_assignments"}
    assert {each.version for each in after} == {2}
    assert grounds.between(now, grounds.newest(now)) == []
    assert grounds.between(now, None) == [], "nobody kept what it saw"
    assert grounds.between(now, {}, seen) != []
    assert {each.version for each in grounds.between(now, {}, seen)} == {1}


async def test_crew_see_nothing_of_it(database: Database, sample: Sample) -> None:
    async with database.reading(member(sample.airline, sample.captain)) as session:
        assert await grounds.of_trip(session, sample.airline, _trip(sample)) == []
    async with database.reading(service(uuid4())) as session:
        assert await grounds.of_trip(session, sample.airline, _trip(sample)) == []
    async with database.reading(PLATFORM) as session:
        assert len(await assignments.duties(session, sample.airline, 0, NOW)) == 2
