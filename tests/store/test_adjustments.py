"""Adjustments of a closed period: posted once, taken by the next open one, released with the run that pays them."""

from datetime import timedelta
from itertools import count
from uuid import UUID

import pytest
import pytest_asyncio

from domain.errors import CrewlexError
from domain.frames import PAID
from store import adjustments, audit, periods, rows, runs
from store.database import Database
from store.tables import PayAdjustment
from store.tables.enums import Action
from tests.fixtures_store import PLATFORM, admin, service
from tests.store.sample import END, Sample, adjustments_of, closed, lines, pay_run, posted, small_airline, store_run

_NUMBERS = count()


@pytest_asyncio.fixture(loop_scope="session")
async def airline(database: Database) -> Sample:
    """A new one for each test, its month run."""
    sample = await small_airline(database, f"A{next(_NUMBERS)}")
    run = await pay_run(database, sample)
    async with database.writing(service(sample.airline)) as session:
        await store_run(session, run)
    return sample


async def _later(database: Database, sample: Sample, months: int = 1) -> UUID:
    async with database.writing(service(sample.airline)) as session:
        start = END + timedelta(40 * months - 39)
        return await periods.ensure(session, sample.airline, start, start + timedelta(27))


async def _so_far(database: Database, sample: Sample, run_id: UUID) -> int:
    async with database.reading(PLATFORM) as session:
        found = await adjustments.so_far(session, run_id, sample.period, [sample.captain, sample.officer])
    assert dict(found.schema) == PAID
    return int(found["amount"].sum())


async def test_what_was_paid_so_far_are_the_lines_of_the_run_and_every_adjustment_since(
    database: Database, airline: Sample
) -> None:
    run = await closed(database, airline)
    assert await _so_far(database, airline, run.id) == lines(airline)["amount"].sum()
    await posted(database, airline, run, 500, -20)
    await posted(database, airline, run, 7)
    assert await _so_far(database, airline, run.id) == lines(airline)["amount"].sum() + 487
    async with database.reading(PLATFORM) as session:
        assert set(await adjustments.people(session, run.id, airline.period)) == {airline.captain, airline.officer}


async def test_posting_is_in_the_log_with_its_sum_and_hash(database: Database, airline: Sample) -> None:
    retro = await posted(database, airline, await closed(database, airline), 500, -20)
    async with database.reading(PLATFORM) as session:
        (entry,) = await audit.of(session, "pay_retro", retro)
    assert (entry.action, entry.reason) == (Action.POSTED, "a flight was corrected")
    assert entry.changes["after"]["amount_minor"] == 480
    assert entry.changes["after"]["hash"].startswith("sha256:")


async def test_the_first_later_period_that_is_run_takes_them_and_keeps_them(
    database: Database, airline: Sample
) -> None:
    await posted(database, airline, await closed(database, airline), 500)
    later, latest = await _later(database, airline), await _later(database, airline, 2)
    async with database.writing(service(airline.airline)) as session:
        assert await adjustments.due(session, airline.period) == [], "not in the period it was earned in"
        assert await adjustments.due(session, later) == [airline.captain]
        assert (await adjustments.take(session, later, [airline.officer])).is_empty()
        first = await adjustments.take(session, later, [airline.captain])
        again = await adjustments.take(session, later, [airline.captain])
        assert (first["amount"].to_list(), first.equals(again)) == ([500], True)
        assert (await adjustments.take(session, latest, [airline.captain])).is_empty()
        assert (await adjustments.due(session, latest), await adjustments.due(session, later)) == (
            [],
            [airline.captain],
        )


async def test_only_a_closed_period_with_a_released_run_has_adjustments(database: Database, airline: Sample) -> None:
    async with database.reading(PLATFORM) as session:
        run = await runs.newest(session, airline.period)
    assert run is not None
    with pytest.raises(CrewlexError, match="Only a closed period"):
        await posted(database, airline, run, 500)


async def test_figures_stay_as_they_were_posted(database: Database, airline: Sample) -> None:
    await posted(database, airline, await closed(database, airline), 500)
    async with database.reading(PLATFORM) as session:
        (row,) = await adjustments_of(session, airline.captain)
    with pytest.raises(CrewlexError):
        await _changed(database, airline, row.id)


async def _changed(database: Database, airline: Sample, adjustment_id: UUID) -> None:
    async with database.writing(admin(airline.airline)) as session:
        found = await rows.one(session, PayAdjustment, adjustment_id)
        found.amount_minor = 7
        session.add(found)
