"""Discrepancies: a check that runs again keeps what it finds again, closes what is gone, leaves people's work alone."""

from itertools import count

import pytest
import pytest_asyncio
from sqlalchemy import text

from domain.errors import InputError
from store import discrepancies
from store.database import Database
from store.tables.enums import Resolution, Severity
from tests.fixtures_store import PLATFORM, admin, service
from tests.store.sample import NOW, Sample, differences, small_airline

UNDER, PREMIUM, DOUBLE = (
    ("UNDERPAYMENT", "LOW", 100),
    ("MISSING_PREMIUM", "CRITICAL", 900),
    ("DUPLICATE_PAYMENT", "HIGH", -500),
)

_NUMBERS = count()


@pytest_asyncio.fixture(loop_scope="session")
async def airline(database: Database) -> Sample:
    return await small_airline(database, f"D{next(_NUMBERS)}")


async def _check(database: Database, airline: Sample, *found: tuple[str, str, int], at: int = NOW) -> None:
    async with database.writing(service(airline.airline)) as session:
        frame = differences(airline, *found)
        await discrepancies.replace_open(session, airline.airline, airline.period, frame, at=at)


async def test_the_worst_comes_first(database: Database, airline: Sample) -> None:
    await _check(database, airline, UNDER, DOUBLE, PREMIUM)
    async with database.reading(admin(airline.airline)) as session:
        found = await discrepancies.every(session, airline.airline, airline.period)
    assert [each.severity for each in found] == [Severity.CRITICAL, Severity.HIGH, Severity.LOW]
    assert [each.difference_minor for each in found] == [900, -500, 100]


async def test_found_again_it_is_the_same_one_with_its_first_instant(database: Database, airline: Sample) -> None:
    await _check(database, airline, UNDER)
    async with database.reading(PLATFORM) as session:
        (first,) = await discrepancies.every(session, airline.airline)
    await _check(database, airline, ("UNDERPAYMENT", "LOW", 150), at=NOW + 60)
    async with database.reading(PLATFORM) as session:
        (again,) = await discrepancies.every(session, airline.airline)
    assert (again.id, again.detected_at, again.difference_minor) == (first.id, first.detected_at, 150)


async def test_two_alike_are_two(database: Database, airline: Sample) -> None:
    await _check(database, airline, DOUBLE, DOUBLE)
    async with database.reading(PLATFORM) as session:
        assert len(await discrepancies.every(session, airline.airline)) == 2


async def test_what_is_gone_is_closed_and_comes_back_when_found_again(database: Database, airline: Sample) -> None:
    seen = []
    for found in ((UNDER, PREMIUM), (PREMIUM,), (UNDER, PREMIUM)):
        await _check(database, airline, *found)
        async with database.reading(PLATFORM) as session:
            seen.append([each.discrepancy_type for each in await discrepancies.every(session, airline.airline)])
    assert seen == [["MISSING_PREMIUM", "UNDERPAYMENT"], ["MISSING_PREMIUM"], ["MISSING_PREMIUM", "UNDERPAYMENT"]]


async def test_what_a_check_closed_comes_back_whoever_runs_the_next(database: Database, airline: Sample) -> None:
    await _check(database, airline, UNDER)
    await _check(database, airline)
    async with database.writing(admin(airline.airline)) as session:
        await discrepancies.replace_open(session, airline.airline, airline.period, differences(airline, UNDER), at=NOW)
        (again,) = await discrepancies.every(session, airline.airline)
    assert (again.resolution_status, again.resolution_date) == (Resolution.OPEN, None)


async def test_what_somebody_closed_stays_closed(database: Database, airline: Sample) -> None:
    await _check(database, airline, UNDER)
    async with database.writing(admin(airline.airline)) as session:
        closed = "UPDATE discrepancies SET resolution_status = 'CLOSED', resolved_by = auth.uid()"
        await session.execute(text(closed))
    await _check(database, airline, UNDER)
    async with database.reading(PLATFORM) as session:
        assert await discrepancies.every(session, airline.airline) == []


async def test_what_people_work_on_stays_as_they_left_it(database: Database, airline: Sample) -> None:
    await _check(database, airline, UNDER)
    async with database.writing(admin(airline.airline)) as session:
        await session.execute(text("UPDATE discrepancies SET resolution_status = 'INVESTIGATING'"))
    await _check(database, airline, ("UNDERPAYMENT", "HIGH", 999))
    await _check(database, airline)
    async with database.reading(admin(airline.airline)) as session:
        (only,) = await discrepancies.every(session, airline.airline)
    assert (only.resolution_status, only.difference_minor) == (Resolution.INVESTIGATING, 100)


async def test_a_kind_that_is_not_known_is_refused_by_name(database: Database, airline: Sample) -> None:
    with pytest.raises(InputError, match="BAD_LUCK"):
        await _check(database, airline, ("BAD_LUCK", "LOW", 1))
