"""Who may release a month's pay, and what a second run says of somebody whom only the first one had."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from domain.claims import Claims
from domain.errors import NotFoundError, RefusedError
from services import paying, recomputing, releasing, rulebooks, statements
from services.airlines import OPERATOR
from services.doors import Doors
from services.paying import Paid
from services.runwork import Desk
from store import audit, crew, doubled, periods, rows, runs
from store.runs import NewRun
from store.tables import CrewMember, PayRunRow
from store.tables.enums import Action, PeriodStatus, RunStatus
from tests.changing import REVIEWER
from tests.services.month import CARRIER, MONTH, Worked, worked
from tests.store.sample import END, closed, pay_run, small_airline, store_run

__all__ = ["worked"]
THIRD = replace(REVIEWER, sub=UUID(int=98), email="third@example.com")
GONE = f"{CARRIER}00003"


async def _begun(worked: Worked) -> PayRunRow:
    """A run of the month that the operator began, in one part."""
    doors, airline = worked.doors, worked.loaded.airline_id
    book = await rulebooks.in_force(doors, OPERATOR, CARRIER, *MONTH)
    async with doors.database.writing(OPERATOR) as session:
        first = await rows.one(session, PayRunRow, worked.paid.run_id)
        people = [each.id for each in await crew.every(session, airline)]
        new = NewRun(airline, first.pay_period_id, book, [people], paying.ENGINE, doors.settings.minute())
        return await runs.begin(session, new)


async def _status(doors: Doors, run_id: UUID) -> RunStatus:
    async with doors.database.reading(OPERATOR) as session:
        return (await rows.one(session, PayRunRow, run_id)).status


async def _gone_on_with(worked: Worked, who: Claims) -> Paid:
    """A run whose every part the operator worked out, and somebody else made live."""
    run = await _begun(worked)
    await (await Desk.of(worked.doors.database, OPERATOR, run.id)).work(lambda: None)
    paid = await paying.pay_month(worked.doors, who, CARRIER, MONTH)
    assert (paid.run_id, paid.resumed) == (run.id, True)
    return paid


async def test_whoever_went_on_with_a_run_does_not_release_it(worked: Worked) -> None:
    """Nor the same address under another login; and the log says who began it and who went on with it."""
    paid = await _gone_on_with(worked, REVIEWER)
    for who in (OPERATOR, REVIEWER, replace(THIRD, email=REVIEWER.email.upper())):
        with pytest.raises(RefusedError, match="ask a second person"):
            await releasing.release(worked.doors, who, paid.run_id)
    await releasing.release(worked.doors, THIRD, paid.run_id)
    assert await _status(worked.doors, paid.run_id) is RunStatus.RELEASED
    async with worked.doors.database.reading(OPERATOR) as session:
        told = [(each.action, each.actor_id) for each in await audit.of(session, "pay_run", paid.run_id)]
    began, went = (Action.CREATED, OPERATOR.sub), (Action.CALCULATED, REVIEWER.sub)
    assert told == [began, went, went, (Action.RELEASED, THIRD.sub)]


async def test_a_run_that_is_not_live_is_not_made_again(worked: Worked) -> None:
    """Not while it is in work, nor once it was abandoned, whatever of it was written."""
    run = await _begun(worked)
    for done in (False, True):
        if done:
            await (await Desk.of(worked.doors.database, OPERATOR, run.id)).work(lambda: None)
        with pytest.raises(NotFoundError, match="in work or was abandoned"):
            await recomputing.again(worked.doors, OPERATOR, CARRIER, run.id, GONE)
    await paying.abandon(worked.doors, OPERATOR, CARRIER, MONTH, "a test")
    with pytest.raises(NotFoundError, match="in work or was abandoned"):
        await recomputing.again(worked.doors, OPERATOR, CARRIER, run.id, GONE)


async def test_what_the_crew_look_at_is_the_newest_run(worked: Worked) -> None:
    doors = worked.doors
    first, second = [await paying.pay_month(doors, OPERATOR, CARRIER, MONTH, reason=why) for why in ("one", "two")]
    with pytest.raises(RefusedError, match=f"stands no more: review the newest one, {second.run_id}"):
        await releasing.review(doors, OPERATOR, first.run_id)
    await releasing.review(doors, OPERATOR, second.run_id)
    assert await _status(doors, second.run_id) is RunStatus.CREW_REVIEWED


async def test_closing_what_is_closed_changes_and_notes_nothing(doors: Doors) -> None:
    sample = await small_airline(doors.database, "TC")
    async with doors.database.writing(OPERATOR) as session:
        await store_run(session, await pay_run(doors.database, sample))
    await closed(doors.database, sample)
    async with doors.database.writing(OPERATOR) as session:
        before = await audit.of(session, "pay_period", sample.period)
        await periods.step(session, sample.period, PeriodStatus.CLOSED)
        assert len(await audit.of(session, "pay_period", sample.period)) == len(before)


async def test_a_flight_that_a_closed_period_paid_too_blocks_the_release(doors: Doors) -> None:
    """Its trip was moved into the next month once its own was closed; where a contract parts trips that may be."""
    sample = await small_airline(doors.database, "TW")
    first, last = await pay_run(doors.database, sample), END + timedelta(days=28)
    async with doors.database.writing(OPERATOR) as session:
        await store_run(session, first)
    await closed(doors.database, sample)
    async with doors.database.writing(OPERATOR) as session:
        later = await periods.ensure(session, sample.airline, END + timedelta(days=1), last)
        run = await store_run(session, replace(first, new=replace(first.new, id=uuid4(), period_id=later)))
    seen = await releasing.sheet(doors, OPERATOR, run)
    assert [(each.employee_id, each.flight, each.amount) for each in seen.twice] == [
        ("TW-0001", "XP1", 42_000),
        ("TW-0002", "XP1", 42_000),
    ]
    with pytest.raises(RefusedError, match=r"2 flights of run .* were paid in .* as well"):
        await releasing.release(doors, THIRD, run)
    async with doors.database.reading(OPERATOR) as session:
        before = await runs.newest(session, sample.period)
        assert before is not None
        assert await doubled.flights(session, seen.run, before, {"CAPTAIN", "FIRST_OFFICER"}) == []
    await releasing.release(doors, THIRD, run, accepted="they flew it twice")
    assert await _status(doors, run) is RunStatus.RELEASED


async def test_whoever_is_no_longer_on_the_books_is_owed_nothing_by_the_next_run(worked: Worked) -> None:
    """The run before paid them: the next one says nothing is owed, its totals add up, and it can be released."""
    doors = worked.doors
    before = await statements.of(doors, OPERATOR, CARRIER, MONTH, GONE)
    assert before.gross > 0
    async with doors.database.writing(OPERATOR) as session:
        (mine,) = [each for each in await crew.every(session, worked.loaded.airline_id) if each.employee_id == GONE]
        row = await rows.one(session, CrewMember, mine.id)
        row.left_on = date(2026, 11, 30)
        session.add(row)
    paid = await paying.pay_month(doors, OPERATOR, CARRIER, MONTH, reason="somebody had left before", size=1)
    after = await statements.of(doors, OPERATOR, CARRIER, MONTH, GONE)
    assert (after.version, after.gross, len(after.lines)) == (before.version + 1, 0, 0)
    assert paid.gross == worked.paid.gross - before.gross
    assert (await recomputing.again(doors, OPERATOR, CARRIER, paid.run_id, GONE)).same
    assert (await releasing.sheet(doors, OPERATOR, paid.run_id)).adds_up
    await releasing.release(doors, THIRD, paid.run_id)
