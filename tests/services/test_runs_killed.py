"""A pay run that is killed leaves nothing half-visible, pays nobody twice, and is gone on with to the same hash."""

import asyncio
from dataclasses import replace
from uuid import UUID

import polars as pl
import pytest
import pytest_asyncio
from sqlalchemy import text

from domain.errors import InputError, NotFoundError, RefusedError
from services import airlines, paying, periods, rulebooks
from services.airlines import OPERATOR
from services.doors import Doors
from services.paying import Paid
from store import calculations, crew, runparts, runs
from store.runs import NewRun
from store.tables import PayRunRow
from store.tables.enums import PartStatus, RunStatus
from tests.services import killed
from tests.services.month import CARRIER, MONTH, Worked, worked

__all__ = ["worked"]
SIZE = 3
"""So the month's ten people are four parts."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def whole(worked: Worked) -> Paid:
    """The month in four parts, by a program that nobody killed."""
    return await paying.pay_month(worked.doors, OPERATOR, CARRIER, MONTH, size=SIZE)


async def _begun(doors: Doors) -> tuple[UUID, PayRunRow]:
    """A run of the month that was begun and no more, and the month's period."""
    found = await airlines.find(doors, OPERATOR, CARRIER)
    book = await rulebooks.in_force(doors, OPERATOR, CARRIER, *MONTH)
    async with doors.database.writing(OPERATOR) as session:
        period = await periods.find(session, found.id, MONTH)
        people = await crew.on_books(session, found.id, *periods.days(MONTH))
        parts = [people[start : start + SIZE] for start in range(0, len(people), SIZE)]
        new = NewRun(found.id, period, book, parts, paying.ENGINE, doors.settings.minute())
        return period, await runs.begin(session, new)


async def _standing(doors: Doors, airline_id: UUID, period: UUID) -> tuple[set[UUID], int, int]:
    """The runs that current calculations are of, how many calculations, and what they come to."""
    async with doors.database.reading(OPERATOR) as session:
        found = await calculations.current(session, airline_id, period)
        lines = await calculations.lines_frame(session, airline_id, period)
    assert sum(each.gross_minor for each in found) == lines["amount"].sum()
    return {each.pay_run_id for each in found}, len(found), lines.height


@pytest.mark.parametrize("stage", killed.STAGES)
async def test_a_killed_run_is_not_to_be_seen_and_is_gone_on_with(worked: Worked, whole: Paid, stage: str) -> None:
    doors = worked.doors
    period, run = await _begun(doors)
    before = await _standing(doors, run.airline_id, period)
    url = doors.database.url.render_as_string(hide_password=False)
    assert await asyncio.to_thread(killed.run_until, url, OPERATOR, run.id, stage) == -9
    assert await _standing(doors, run.airline_id, period) == before, "nothing of it is read"
    again = await paying.pay_month(doors, OPERATOR, CARRIER, MONTH, size=SIZE)
    assert (again.run_id, again.resumed, again.content_hash) == (run.id, True, whole.content_hash)
    assert await _standing(doors, run.airline_id, period) == ({run.id}, whole.sum.crew, whole.sum.lines)
    async with doors.database.reading(OPERATOR) as session:
        twice = text(
            "SELECT count(*), count(DISTINCT crew_member_id) FROM pay_calculation_versions WHERE pay_run_id = :r"
        )
        assert tuple((await session.execute(twice, {"r": run.id})).one()) == (whole.sum.crew, whole.sum.crew)


async def test_a_program_that_is_killed_once_the_run_is_live_has_paid(worked: Worked, whole: Paid) -> None:
    doors = worked.doors
    period, run = await _begun(doors)
    url = doors.database.url.render_as_string(hide_password=False)
    assert await asyncio.to_thread(killed.run_until, url, OPERATOR, run.id, killed.LIVE) == -9
    assert await _standing(doors, run.airline_id, period) == ({run.id}, whole.sum.crew, whole.sum.lines)
    async with doors.database.reading(OPERATOR) as session:
        assert await runs.in_work(session, run.airline_id, period) is None


async def test_a_killed_run_may_be_abandoned_and_another_begins(worked: Worked, whole: Paid) -> None:
    doors = worked.doors
    period, run = await _begun(doors)
    url = doors.database.url.render_as_string(hide_password=False)
    await asyncio.to_thread(killed.run_until, url, OPERATOR, run.id, "two parts are done")
    before = await _standing(doors, run.airline_id, period)
    assert await paying.abandon(doors, OPERATOR, CARRIER, MONTH, "the facts were wrong") == run.id
    assert await _standing(doors, run.airline_id, period) == before
    with pytest.raises(NotFoundError, match="nothing to abandon"):
        await paying.abandon(doors, OPERATOR, CARRIER, MONTH, "again")
    another = await paying.pay_month(doors, OPERATOR, CARRIER, MONTH, size=SIZE)
    assert (another.resumed, another.content_hash) == (False, whole.content_hash)
    async with doors.database.reading(OPERATOR) as session:
        (mine,) = [each for each in await runs.every(session, run.airline_id) if each.id == run.id]
    assert (mine.status, mine.abandoned_by) == (RunStatus.ABANDONED, OPERATOR.sub)


async def test_two_runs_of_a_month_at_once_are_refused(worked: Worked, whole: Paid) -> None:
    pay = [paying.pay_month(worked.doors, OPERATOR, CARRIER, MONTH, size=SIZE) for _ in range(2)]
    told = await asyncio.gather(*pay, return_exceptions=True)
    (paid,) = [each for each in told if isinstance(each, Paid)]
    (refused,) = [each for each in told if isinstance(each, RefusedError)]
    assert paid.content_hash == whole.content_hash
    assert "being worked out by another program" in str(refused)


async def test_the_database_holds_one_run_in_work_of_a_period(worked: Worked, whole: Paid) -> None:
    _, run = await _begun(worked.doors)
    with pytest.raises(RefusedError, match=r"in work: go on with it, or abandon it"):
        await _begun(worked.doors)
    columns = "airline_id, pay_period_id, rulebook_hash, tzdata_version, engine_version, calculated_at, calculated_by"
    copy = text(
        f"INSERT INTO pay_runs ({columns}, reason, status, parts)"
        f" SELECT {columns}, '', 'PROCESSING', 1 FROM pay_runs WHERE id = :run"
    )
    with pytest.raises(InputError, match="one like it already"):
        async with worked.doors.database.writing(OPERATOR) as session:
            await session.execute(copy, {"run": run.id})
    await paying.abandon(worked.doors, OPERATOR, CARRIER, MONTH, "done here")


async def test_two_processes_work_on_one_run_and_come_to_the_same(worked: Worked, whole: Paid) -> None:
    both = await paying.pay_month(worked.doors, OPERATOR, CARRIER, MONTH, size=SIZE, processes=2)
    assert (both.content_hash, both.sum) == (whole.content_hash, whole.sum)
    async with worked.doors.database.reading(OPERATOR) as session:
        parts = await runparts.of_run(session, both.run_id)
    assert {each.status for each in parts} == {PartStatus.DONE}


async def test_any_split_of_the_crew_comes_to_the_same_cents(worked: Worked, whole: Paid) -> None:
    for size in (1, 7, 100):
        paid = await paying.pay_month(worked.doors, OPERATOR, CARRIER, MONTH, size=size)
        assert replace(paid.sum, parts=0, done=0) == replace(whole.sum, parts=0, done=0)


async def test_bad_input_is_named_and_its_part_waits(
    worked: Worked, whole: Paid, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other parts are worked out, nothing is to be seen, and the run goes on once it is put right."""
    from services import runwork

    doors, sound = worked.doors, runwork.worked_out

    def unsound(rulebook, book, currency):  # type: ignore[no-untyped-def]
        if f"{CARRIER}00004" in book.crew["employee_id"].to_list():
            book = replace(book, duties=book.duties.with_columns(crew_id=pl.lit("nobody")))
        return sound(rulebook, book, currency)

    monkeypatch.setattr(runwork, "worked_out", unsound)
    with pytest.raises(InputError, match=r"Part 2 of the run waits: .*nobody.* Put it right and run the pay again"):
        await paying.pay_month(doors, OPERATOR, CARRIER, MONTH, size=SIZE)
    found = await airlines.find(doors, OPERATOR, CARRIER)
    async with doors.database.reading(OPERATOR) as session:
        run = await runs.in_work(session, found.id, await periods.find(session, found.id, MONTH))
        assert run is not None
        standing = [(each.status, each.error) for each in await runparts.of_run(session, run.id)]
    assert [status for status, _ in standing] == ["DONE", "STUCK", "DONE", "DONE"]
    assert "nobody" in str(standing[1][1])
    monkeypatch.undo()
    again = await paying.pay_month(doors, OPERATOR, CARRIER, MONTH, size=SIZE)
    assert (again.run_id, again.content_hash) == (run.id, whole.content_hash)
