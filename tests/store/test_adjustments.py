"""Adjustments of a closed period: posted once, taken by the next open one, released with the run that pays them."""

from dataclasses import replace
from datetime import timedelta
from itertools import count
from uuid import UUID, uuid4

import polars as pl
import pytest
import pytest_asyncio
from sqlalchemy import text

from domain.errors import CrewlexError, RefusedError
from domain.frames import PAID
from payroll.adjusted import adjusted
from payroll.engine import PayResult
from store import adjustments, audit, periods, rows, runparts, runs
from store.database import Database
from store.tables import PayAdjustment
from store.tables.enums import Action, PeriodStatus
from tests.fixtures_store import PLATFORM, admin, service
from tests.store.sample import (
    END,
    NOW,
    PayRun,
    Sample,
    adjustments_of,
    closed,
    lines,
    pay_run,
    posted,
    small_airline,
    store_run,
)

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


async def _begun(database: Database, sample: Sample, period: UUID) -> PayRun:
    """A run of a later period that has taken the captain's adjustments and is not live."""
    run = await pay_run(database, sample)
    new = replace(run.new, id=uuid4(), period_id=period)
    async with database.writing(service(sample.airline)) as session:
        row = await runs.begin(session, new)
        book = await adjustments.take(session, period, [sample.captain])
        part = await runparts.take(session, row.id)
        assert part is not None
        result = adjusted(PayResult(run.worked.lines, run.worked.totals, run.worked.needs), book)
        await runparts.finish(session, row, part, replace(run.worked, lines=result.lines, totals=result.totals))
    return replace(run, new=new)


async def _live(database: Database, sample: Sample, period: UUID) -> UUID:
    run = await _begun(database, sample, period)
    async with database.writing(service(sample.airline)) as session:
        return (await runs.flip(session, run.id)).id


async def _released(database: Database, sample: Sample, run_id: UUID) -> None:
    async with database.writing(admin(sample.airline)) as session:
        await runs.release(session, run_id, NOW)


async def _due(database: Database, sample: Sample, period: UUID) -> list[UUID]:
    async with database.reading(PLATFORM) as session:
        return await adjustments.due(session, period)


async def test_what_an_abandoned_run_took_is_paid_in_the_period_after(database: Database, airline: Sample) -> None:
    """Posted after the run that is released: only a run that came to nothing had them when the period was closed."""
    first = await closed(database, airline)
    later, latest = await _later(database, airline), await _later(database, airline, 2)
    await _released(database, airline, await _live(database, airline, later))
    await posted(database, airline, first, 500)
    run = await _begun(database, airline, later)
    async with database.writing(admin(airline.airline)) as session:
        await runs.abandon(session, run.id, NOW, "not now")
        await periods.step(session, later, PeriodStatus.CLOSED)
    assert await _due(database, airline, latest) == [airline.captain], "nobody loses it"
    assert (await adjustments_taken(database, airline, latest)).height == 1


async def test_a_run_of_a_period_far_ahead_keeps_nothing_from_the_next_one(database: Database, airline: Sample) -> None:
    """The next open period takes back what a later one had; that one's run pays it no more."""
    await posted(database, airline, await closed(database, airline), 500)
    later, latest = await _later(database, airline), await _later(database, airline, 2)
    ahead = await _live(database, airline, latest)
    assert await _due(database, airline, later) == [airline.captain]
    near = await _live(database, airline, later)
    with pytest.raises(RefusedError, match="paid in another period by now: run the pay again"):
        await _released(database, airline, ahead)
    await _released(database, airline, near)
    assert await _due(database, airline, latest) == [], "it is paid once"
    await _released(database, airline, await _live(database, airline, latest))


async def _released_by_hand(database: Database, sample: Sample, run_id: UUID, first: str = "SELECT 1") -> None:
    """By a program that asks no more than it must; ``first`` is what it does before."""
    who = admin(sample.airline)
    async with database.writing(who) as session:
        await session.execute(text(first))
        await session.execute(RELEASE, {"run": run_id, "who": who.sub})


RELEASE = text("UPDATE pay_runs SET status = 'RELEASED', released_by = :who, released_at = now() WHERE id = :run")
ALL = "UPDATE pay_adjustments SET released_by = auth.uid(), released_at = now() WHERE paid_period_id IS NOT NULL"


async def test_no_program_releases_a_run_without_the_adjustments_that_it_pays(
    database: Database, airline: Sample
) -> None:
    """Nor one that pays what another period has taken, released there or not. What it does not pay is no matter."""
    first = await closed(database, airline)
    await posted(database, airline, first, 500)
    later, latest = await _later(database, airline), await _later(database, airline, 2)
    ahead, near = await _live(database, airline, latest), await _live(database, airline, later)
    for run, before in ((ahead, "SELECT 1"), (ahead, ALL), (near, "SELECT 1")):
        with pytest.raises(RefusedError, match="An adjustment that this run pays"):
            await _released_by_hand(database, airline, run, before)
    await posted(database, airline, first, 7)
    await _released_by_hand(database, airline, near, ALL)
    again = await _live(database, airline, later)
    with pytest.raises(RefusedError, match="An adjustment that this run pays"):
        await _released_by_hand(database, airline, again)
    await _released_by_hand(database, airline, again, ALL + " AND released_at IS NULL")


async def adjustments_taken(database: Database, sample: Sample, period: UUID) -> pl.DataFrame:
    """What a run of a period takes."""
    async with database.writing(service(sample.airline)) as session:
        return await adjustments.take(session, period, [sample.captain])


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
