"""The steps of runs, parts and periods: what the database refuses, whatever program asks and as whoever."""

from dataclasses import replace
from datetime import date
from itertools import count
from uuid import UUID, uuid4

import psycopg
import pytest
import pytest_asyncio
from sqlalchemy import text

from domain.claims import Claims
from domain.clock import to_datetime
from domain.crew import Role
from domain.errors import InputError, RefusedError
from store import calculations, periods, rows, runparts, runs
from store.database import Database
from store.tables import PayPeriod, PayRunRow
from store.tables.enums import PeriodStatus, RunStatus
from tests.fixtures_store import PLATFORM, admin, member, service
from tests.store.sample import END, NOW, PayRun, Sample, pay_run, small_airline, store_run

_NUMBERS = count()


@pytest_asyncio.fixture(loop_scope="session")
async def airline(database: Database) -> Sample:
    """A new one for each test."""
    return await small_airline(database, f"S{next(_NUMBERS)}")


async def _begun(database: Database, airline: Sample, parts: int = 1) -> tuple[PayRun, PayRunRow]:
    run = await pay_run(database, airline)
    split = [[airline.captain], [airline.officer]] if parts == 2 else run.new.crew
    async with database.writing(service(airline.airline)) as session:
        return run, await runs.begin(session, replace(run.new, crew=split))


async def _live(database: Database, airline: Sample, who: Claims | None = None) -> UUID:
    run = await pay_run(database, airline)
    async with database.writing(who or service(airline.airline)) as session:
        return await store_run(session, run)


async def _status(database: Database, run_id: UUID) -> RunStatus:
    async with database.reading(PLATFORM) as session:
        return (await rows.one(session, PayRunRow, run_id)).status


def _person(airline: Sample, number: int, email: str = "second@example.com", role: Role = Role.ADMIN) -> Claims:
    return Claims(sub=UUID(int=number), email=email, role=role, airline_id=airline.airline)


async def test_what_a_run_in_work_has_written_is_nobody_s_pay(database: Database, airline: Sample) -> None:
    run, row = await _begun(database, airline)
    async with database.writing(service(airline.airline)) as session:
        part = await runparts.take(session, row.id)
        assert part is not None
        await runparts.finish(session, row, part, run.worked)
    counted = "SELECT (SELECT count(*) FROM {}), (SELECT count(*) FROM pay_calculations)"
    for who, tables in (
        (member(airline.airline, airline.captain), ("pay_calculation_versions", "pay_lines", "pay_needs")),
        (admin(airline.airline), ("pay_calculations",)),
    ):
        async with database.reading(who) as session:
            for table in tables:
                assert tuple((await session.execute(text(counted.format(table)))).one()) == (0, 0), (table, who.role)
    async with database.writing(service(airline.airline)) as session:
        await runs.flip(session, row.id)
    async with database.reading(member(airline.airline, airline.captain)) as session:
        assert tuple((await session.execute(text(counted.format("pay_lines")))).one()) == (2, 1)


async def test_a_part_is_taken_by_one_program_at_a_time(database: Database, airline: Sample) -> None:
    _, row = await _begun(database, airline, parts=2)
    who = service(airline.airline)
    async with database.writing(who) as one, database.writing(who) as other:
        first, second = await runparts.take(one, row.id), await runparts.take(other, row.id)
        assert first is not None
        assert second is not None
        assert (first.number, second.number) == (1, 2)
        async with database.writing(who) as third:
            assert await runparts.take(third, row.id) is None
    async with database.writing(who) as session:
        again = await runparts.take(session, row.id, {1})
        assert again is not None
        assert again.number == 2


async def test_a_part_that_is_done_is_not_worked_out_again(database: Database, airline: Sample) -> None:
    run, row = await _begun(database, airline)
    async with database.writing(service(airline.airline)) as session:
        part = await runparts.take(session, row.id)
        assert part is not None
        await runparts.finish(session, row, part, run.worked)
    async with database.writing(service(airline.airline)) as session:
        assert await runparts.take(session, row.id) is None
        with pytest.raises(InputError, match="one like it already"):
            async with database.writing(service(airline.airline)) as second:
                await runparts.finish(second, row, part, run.worked)
    with pytest.raises(RefusedError, match="worked out once"):
        async with database.writing(service(airline.airline)) as session:
            await session.execute(text("UPDATE pay_run_parts SET gross_minor = 0 WHERE pay_run_id = :r"), {"r": row.id})


async def test_a_run_with_a_part_missing_cannot_be_made_live(database: Database, airline: Sample) -> None:
    _, row = await _begun(database, airline, parts=2)
    with pytest.raises(RefusedError, match="not whole: 0 of 2 parts are done"):
        async with database.writing(service(airline.airline)) as session:
            await runs.flip(session, row.id)


ADDED = [
    "INSERT INTO pay_lines (airline_id, calculation_id, crew_member_id, place, component, amount_minor, credit_minutes,"
    " reason) SELECT airline_id, id, crew_member_id, 99, 'c', 1, 0, '' FROM pay_calculations WHERE pay_run_id = :run",
    "INSERT INTO pay_needs (airline_id, calculation_id, crew_member_id, grain, key, missing)"
    " SELECT airline_id, id, crew_member_id, 'leg', 'k', 'm' FROM pay_calculations WHERE pay_run_id = :run",
    "INSERT INTO pay_calculation_versions (airline_id, crew_member_id, pay_period_id, pay_run_id, version,"
    " rulebook_hash, credit_minutes, block_minutes, guarantee_minutes, overtime_minutes, flight_pay_minor,"
    " overtime_minor, delay_pay_minor, per_diem_minor, premium_pay_minor, gross_minor, exponent, calculation_date)"
    " SELECT r.airline_id, m.id, r.pay_period_id, r.id, 9, r.rulebook_hash, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, now()"
    " FROM pay_runs r JOIN crew_members m ON m.airline_id = r.airline_id AND m.employee_id LIKE '%-0003'"
    " WHERE r.id = :run",
]


@pytest.mark.parametrize("statement", ADDED, ids=["a line", "an open row", "a calculation"])
async def test_nothing_is_added_to_a_run_that_was_seen(database: Database, airline: Sample, statement: str) -> None:
    from store import crew
    from tests.store.sample import SEALER, pilot

    run_id = await _live(database, airline)
    async with database.writing(PLATFORM) as session:
        await crew.add_many(session, airline.airline, [pilot(uuid4(), 3, airline.code)], SEALER)
    with pytest.raises(RefusedError, match="nothing is added to it"):
        async with database.writing(service(airline.airline)) as session:
            await session.execute(text(statement), {"run": run_id})


STEPS = [
    ("back to work", "status = 'PROCESSING'"),
    ("abandoned after all", "status = 'ABANDONED', abandoned_by = :who, abandoned_at = now()"),
    ("released for somebody else", "status = 'RELEASED', released_by = :other, released_at = now()"),
    ("released at no time", "status = 'RELEASED', released_by = :who"),
    ("reviewed for somebody else", "status = 'CREW_REVIEWED', reviewed_by = :other, reviewed_at = now()"),
    ("another content", "content_hash = 'sha256:0'"),
    ("a release that was none", "released_by = :who"),
]


@pytest.mark.parametrize(("name", "change"), STEPS, ids=[name for name, _ in STEPS])
async def test_a_live_run_takes_no_other_step(database: Database, airline: Sample, name: str, change: str) -> None:
    run_id, who = await _live(database, airline), _person(airline, 90)
    values = {"who": who.sub, "other": UUID(int=91), "run": run_id}
    used = {key: value for key, value in values.items() if f":{key}" in f"{change} :run"}
    with pytest.raises((RefusedError, InputError)):
        async with database.writing(who) as session:
            await session.execute(text(f"UPDATE pay_runs SET {change} WHERE id = :run"), used)
    assert await _status(database, run_id) is RunStatus.PREVIEW


async def test_a_run_is_reviewed_and_released_by_a_second_person(database: Database, airline: Sample) -> None:
    run_id, second = await _live(database, airline), _person(airline, 90)
    async with database.writing(second) as session:
        await runs.review(session, run_id, NOW)
    async with database.writing(second) as session:
        await runs.release(session, run_id, NOW, "looked at")
    async with database.reading(PLATFORM) as session:
        found = await rows.one(session, PayRunRow, run_id)
    assert (found.status, found.released_by, found.released_at) == (RunStatus.RELEASED, second.sub, to_datetime(NOW))
    with pytest.raises(RefusedError, match="is RELEASED"):
        async with database.writing(_person(airline, 92)) as session:
            await runs.release(session, run_id, NOW)


async def _released_by(database: Database, run_id: UUID, who: Claims) -> None:
    async with database.writing(who) as session:
        await runs.release(session, run_id, NOW)


async def test_whoever_ran_it_does_not_release_it_by_any_path(database: Database, airline: Sample) -> None:
    """As the one who began it, as who worked a part of it, as who made it live or only went on with it, and under
    another login with the same address.
    """
    began, worked = _person(airline, 80, "Began@example.com"), _person(airline, 81, "worked@example.com")
    went, flipped = _person(airline, 86, "went@example.com"), _person(airline, 87, "")
    run = await pay_run(database, airline)
    async with database.writing(began) as session:
        row = await runs.begin(session, run.new)
    async with database.writing(worked) as session:
        part = await runparts.take(session, row.id)
        assert part is not None
        await runparts.finish(session, row, part, run.worked)
    async with database.writing(went) as session:
        await runs.go_on(session, row)
    async with database.writing(flipped) as session:
        await runs.flip(session, row.id)
    others = [_person(airline, 82, f"{name}@Example.com") for name in ("began", "WORKED", "went")]
    for who in (began, worked, went, flipped, *others):
        with pytest.raises(RefusedError, match="ask a second person"):
            await _released_by(database, row.id, who)
    for role in (Role.SERVICE, Role.USER):
        with pytest.raises(Exception, match=r"released by a person|no pay run"):
            await _released_by(database, row.id, _person(airline, 84, role=role))
    await _released_by(database, row.id, _person(airline, 85))
    assert await _status(database, row.id) is RunStatus.RELEASED


RELEASE = text("UPDATE pay_runs SET status = 'RELEASED', released_by = :who, released_at = now() WHERE id = :run")


async def _released_by_hand(database: Database, run_id: UUID, who: Claims) -> None:
    """As a program that does not ask the log."""
    async with database.writing(who) as session:
        await session.execute(RELEASE, {"who": who.sub, "run": run_id})


async def test_whoever_only_went_on_with_a_run_does_not_release_it_by_any_program(
    database: Database, airline: Sample
) -> None:
    """Nor the same address under another login, nor whoever made it live. Whoever reviewed it may, and no address at
    all is nobody's.
    """
    went, flipped, second = (_person(airline, n, email) for n, email in ((86, "Went@example.com"), (87, ""), (90, "")))
    run, row = await _begun(database, airline)
    async with database.writing(service(airline.airline)) as session:
        part = await runparts.take(session, row.id)
        assert part is not None
        await runparts.finish(session, row, part, run.worked)
    async with database.writing(went) as session:
        await runs.go_on(session, row)
    async with database.writing(flipped) as session:
        await runs.flip(session, row.id)
    async with database.writing(second) as session:
        await runs.review(session, row.id, NOW)
    for who in (went, flipped, _person(airline, 88, "wENT@Example.com")):
        with pytest.raises(RefusedError, match="ask a second person"):
            await _released_by_hand(database, row.id, who)
    await _released_by_hand(database, row.id, second)
    assert await _status(database, row.id) is RunStatus.RELEASED


async def test_only_the_newest_run_is_released(database: Database, airline: Sample) -> None:
    older, newer = await _live(database, airline), await _live(database, airline)
    with pytest.raises(RefusedError, match="newer run of this period"):
        await _released_by(database, older, _person(airline, 90))
    _, row = await _begun(database, airline)
    with pytest.raises(RefusedError, match="newer run of this period"):
        await _released_by(database, newer, _person(airline, 90))
    async with database.writing(admin(airline.airline)) as session:
        await runs.abandon(session, row.id, NOW, "not now")
    await _released_by(database, newer, _person(airline, 90))


async def _step(database: Database, airline: Sample, status: PeriodStatus) -> None:
    async with database.writing(admin(airline.airline)) as session:
        await periods.step(session, airline.period, status, "for a test")


async def test_a_period_is_closed_once_its_newest_run_is_released_and_then_paid(
    database: Database, airline: Sample
) -> None:
    for early in (PeriodStatus.CLOSED, PeriodStatus.PAID):
        with pytest.raises(RefusedError, match="step by step"):
            await _step(database, airline, early)
    run_id = await _live(database, airline)
    with pytest.raises(RefusedError, match="newest run is released"):
        await _step(database, airline, PeriodStatus.CLOSED)
    await _released_by(database, run_id, _person(airline, 90))
    with pytest.raises(RefusedError, match="step by step"):
        await _step(database, airline, PeriodStatus.PAID)
    await _step(database, airline, PeriodStatus.CLOSED)
    with pytest.raises(RefusedError, match="adjustment in the next open one"):
        await _live(database, airline)
    await _step(database, airline, PeriodStatus.PAID)
    async with database.reading(PLATFORM) as session:
        found = await rows.one(session, PayPeriod, airline.period)
        assert found.status is PeriodStatus.PAID
        assert len(await calculations.current(session, airline.airline, airline.period)) == 2


DATES = "start_date = start_date - 1", "end_date = end_date + 1", "pay_date = pay_date + 1"


async def test_a_period_that_was_paid_keeps_its_dates(database: Database, airline: Sample) -> None:
    """Its pay date is what every line of it says it was due on. Until it is paid that day may be put off."""
    moved = "UPDATE pay_periods SET {} WHERE id = :p"
    await _released_by(database, await _live(database, airline), _person(airline, 90))
    await _step(database, airline, PeriodStatus.CLOSED)
    async with database.writing(admin(airline.airline)) as session:
        await session.execute(text(moved.format(DATES[-1])), {"p": airline.period})
    await _step(database, airline, PeriodStatus.PAID)
    for change in DATES:
        for who in (admin(airline.airline), PLATFORM):
            with pytest.raises(RefusedError, match=r"keeps its dates"):
                async with database.writing(who) as session:
                    await session.execute(text(moved.format(change)), {"p": airline.period})


async def test_a_recalculation_after_a_release_has_to_be_released_again(database: Database, airline: Sample) -> None:
    await _released_by(database, await _live(database, airline), _person(airline, 90))
    await _live(database, airline)
    with pytest.raises(RefusedError, match="newest run is released"):
        await _step(database, airline, PeriodStatus.CLOSED)


@pytest.mark.parametrize("change", [
    "status = 'CLOSED'", "status = 'PAID'", "start_date = start_date - 1", "end_date = end_date + 1",
])  # fmt: skip
async def test_a_period_that_was_run_keeps_its_dates_and_its_steps(
    database: Database, airline: Sample, change: str
) -> None:
    await _live(database, airline)
    with pytest.raises(RefusedError):
        async with database.writing(admin(airline.airline)) as session:
            await session.execute(text(f"UPDATE pay_periods SET {change} WHERE id = :p"), {"p": airline.period})


async def test_a_period_begins_open(database: Database, airline: Sample) -> None:
    made = {"a": airline.airline, "start": date(2040, 1, 1), "end": END.replace(year=2040)}
    with pytest.raises(RefusedError, match="begins open"):
        async with database.writing(admin(airline.airline)) as session:
            await session.execute(
                text("INSERT INTO pay_periods (airline_id, start_date, end_date, pay_date, status)"
                     " VALUES (:a, :start, :end, :end, 'PAID')"), made
            )  # fmt: skip


async def test_the_owner_of_the_database_cannot_either(database_url: str, database: Database, airline: Sample) -> None:
    run_id = await _live(database, airline)
    with psycopg.connect(database_url, autocommit=True) as owner:
        for statement in (
            "UPDATE pay_runs SET status = 'RELEASED', released_by = gen_random_uuid(), released_at = now()",
            "UPDATE pay_runs SET calculated_by = gen_random_uuid()",
            "DELETE FROM pay_live_runs", "UPDATE pay_live_runs SET pay_period_id = pay_period_id",
            "DELETE FROM pay_run_parts", "UPDATE pay_run_parts SET content_hash = 'x'",
            "UPDATE pay_periods SET status = 'CLOSED'",
        ):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                owner.execute(statement)
    assert await _status(database, run_id) is RunStatus.PREVIEW
