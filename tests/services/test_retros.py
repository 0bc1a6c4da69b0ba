"""A closed month corrected three times: what was paid stays, the differences are paid in the next month."""

import asyncio
import json
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import polars as pl
import pytest
import pytest_asyncio

from domain.errors import RefusedError
from domain.money import USD
from payroll.engine import pay
from services import editing, evidence, months, paidbooks, paying, periods, recomputing, releasing, retros, statements
from services.airlines import OPERATOR
from services.doors import Doors
from services.ladders import Rung
from services.months import Month
from services.paying import Paid
from services.retros import Earned
from store import calculations, rows
from store.tables import CrewMember, Flight
from store.tables.enums import AdjustmentKind
from tests.changing import REVIEWER, publish
from tests.services.month import CARRIER, MONTH, Worked, worked
from tests.store.sample import adjustments_of

__all__ = ["worked"]

NEXT: Month = months.parse("2027-01")
DIEM = "SAMPLE_Section_6.A"


@dataclass(frozen=True, slots=True)
class Chain:
    """The month closed, then: nothing, a flight that came in later, dearer meals, and a crew member who had left."""

    doors: Doors
    airline: UUID
    first: pl.DataFrame
    nothing: Earned
    previewed: Earned
    posted: tuple[Earned, ...]
    again: Earned
    leaver: CrewMember
    january: Paid


async def paid_lines(doors: Doors, airline: UUID) -> pl.DataFrame:
    """The lines of the month on record."""
    async with doors.database.reading(OPERATOR) as session:
        return await calculations.lines_frame(session, airline, await periods.find(session, airline, MONTH))


async def once(doors: Doors, *, post: bool = True) -> Earned:
    (found,) = await (retros.post if post else retros.preview)(doors, OPERATOR, CARRIER, [MONTH])
    return found


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def chain(worked: Worked) -> Chain:
    doors, airline = worked.doors, worked.loaded.airline_id
    with pytest.raises(RefusedError, match="2026-12 is PROCESSING, not closed"):
        await retros.preview(doors, OPERATOR, CARRIER, [MONTH])
    await releasing.release(doors, REVIEWER, worked.paid.run_id)
    await releasing.close(doors, REVIEWER, CARRIER, MONTH)
    first = await paid_lines(doors, airline)
    nothing = await once(doors)
    await _comes_in_later(doors, first["flight_id"].drop_nulls()[0], 30)
    previewed = await once(doors, post=False)
    posted = [await once(doors)]
    await _comes_in_later(doors, first["flight_id"].drop_nulls()[-1], 20)
    await editing.set_value(doors, OPERATOR, CARRIER, DIEM, "per_hour", "3.25")
    await publish(doors, OPERATOR, CARRIER)
    posted.append(await once(doors))
    leaver = await _leaves(doors, posted[0].deltas["crew_id"][0])
    await _comes_in_later(doors, first["flight_id"].drop_nulls()[0], 15)
    both = await asyncio.gather(once(doors), once(doors))
    posted += [each for each in both if each.posted]
    again = await once(doors)
    january = await paying.pay_month(doors, OPERATOR, CARRIER, NEXT)
    return Chain(doors, airline, first, nothing, previewed, tuple(posted), again, leaver, january)


async def _comes_in_later(doors: Doors, flight: str, minutes: int) -> None:
    async with doors.database.writing(OPERATOR) as session:
        row = await rows.one(session, Flight, UUID(flight))
        assert row.actual_arrival is not None
        row.actual_arrival += timedelta(minutes=minutes)
        session.add(row)


async def _leaves(doors: Doors, crew_id: str) -> CrewMember:
    """A crew member is found to have left on 20 December."""
    async with doors.database.writing(OPERATOR) as session:
        row = await rows.one(session, CrewMember, UUID(crew_id))
        row.left_on = date(2026, 12, 20)
        session.add(row)
    return row


async def test_a_closed_month_without_a_change_gives_nothing(chain: Chain) -> None:
    assert (chain.nothing.deltas.height, chain.nothing.total, chain.nothing.posted) == (0, 0, None)


async def test_a_preview_says_what_is_posted_and_writes_nothing(chain: Chain) -> None:
    assert chain.previewed.deltas.equals(chain.posted[0].deltas)
    assert (chain.previewed.posted, chain.posted[0].posted is None) == (None, False)


async def test_each_difference_says_whether_facts_or_rules_were_changed(chain: Chain) -> None:
    """The second posting has both: a flight was corrected, and meals turned dearer."""
    correction, both = [AdjustmentKind.CORRECTION], [AdjustmentKind.CORRECTION, AdjustmentKind.RETRO]
    assert [each.kinds for each in chain.posted] == [correction, both, correction]
    meals = chain.posted[1].deltas.filter(kind="RETRO")
    assert (set(meals["rule_code"]), meals["amount"].sum() > 0) == ({DIEM}, True)
    flown = chain.posted[1].deltas.filter(kind="CORRECTION")
    assert set(flown["flight_id"].drop_nulls()) == {chain.first["flight_id"].drop_nulls()[-1]}
    async with chain.doors.database.reading(OPERATOR) as session:
        kept = await adjustments_of(session, UUID(flown["crew_id"][0]))
    assert {each.kind for each in kept if each.rule_code == DIEM} == {AdjustmentKind.RETRO}
    later = chain.posted[0].deltas.filter(component="flight_pay")
    assert all(0 < each <= 30 for each in later["credit"])
    assert later["flight"].str.starts_with(CARRIER).all()
    assert later["departs"].is_between(*MONTH, closed="left").all()


async def test_posting_again_posts_nothing(chain: Chain) -> None:
    """Nor do two who post at once: the third posting was asked for twice."""
    assert (chain.again.deltas.height, chain.again.posted) == (0, None)
    assert len(chain.posted) == 3


async def test_the_run_that_was_paid_stays_as_it_was(chain: Chain) -> None:
    assert chain.first.equals(await paid_lines(chain.doors, chain.airline))


async def test_the_differences_are_the_whole_month_worked_out_anew_less_what_was_paid(chain: Chain) -> None:
    """To the cent, for each crew member, component and rule; the leaver has lines of the days before they left."""
    rulebook = chain.posted[-1].rulebook
    async with chain.doors.database.reading(OPERATOR) as session:
        book = await paidbooks.of_month(session, chain.airline, MONTH, rulebook)
    now = pay(rulebook, book.crew, book.duties, book.legs, USD, book.beside)
    assert now.needs_data.is_empty()
    deltas = pl.concat([each.deltas for each in chain.posted])
    key = ["crew_id", "component", "rule_code"]

    def summed(*frames: pl.DataFrame) -> pl.DataFrame:
        sums = pl.concat([frame.select(*key, "amount") for frame in frames]).group_by(key).agg(pl.col("amount").sum())
        return sums.filter(pl.col("amount") != 0).sort(key)

    assert summed(chain.first, deltas).equals(summed(now.lines))
    assert deltas["crew_id"].n_unique() > 1


async def test_the_next_month_pays_them_beside_its_own_lines(chain: Chain) -> None:
    deltas = pl.concat([each.deltas for each in chain.posted])
    async with chain.doors.database.reading(OPERATOR) as session:
        period = await periods.find(session, chain.airline, NEXT)
        found = await calculations.current(session, chain.airline, period)
        lines = await calculations.lines(session, [each.id for each in found])
    later = [line for line in lines if line.adjustment_id]
    assert sum(line.amount_minor for line in later) == deltas["amount"].sum()
    assert {line.credit_minutes for line in later} == {0}
    assert all(line.reason.startswith("Earned in 2026-12: ") for line in later)
    assert sum(each.gross_minor for each in found) == sum(line.amount_minor for line in lines)
    own = {line.crew_member_id for line in lines if not line.adjustment_id}
    assert chain.leaver.id not in own
    (left,) = [each for each in found if each.crew_member_id == chain.leaver.id]
    assert (left.credit_minutes, left.guarantee_minutes, left.overtime_minutes) == (0, 0, 0)
    assert left.gross_minor == deltas.filter(crew_id=str(chain.leaver.id))["amount"].sum() != 0


async def test_a_run_that_pays_adjustments_is_made_again_to_the_byte(chain: Chain) -> None:
    employee = chain.leaver.employee_id
    found = await recomputing.again(chain.doors, OPERATOR, CARRIER, chain.january.run_id, employee)
    shown = await statements.of(chain.doors, OPERATOR, CARRIER, NEXT, employee)
    assert found.same
    assert found.lines["amount"].sum() == shown.gross
    assert {(line.step.rung, line.step.earned) for line in shown.lines} == {(Rung.EARNED, MONTH[0])}


async def test_the_evidence_of_that_run_tells_who_posted_what_it_pays(chain: Chain) -> None:
    found = await evidence.pack(chain.doors, OPERATOR, chain.january.run_id, 3)
    told = {each["of"] for each in json.loads(found.files["log.json"]) if each["what"] == "POSTED"}
    assert told == {f"pay_retro {each.posted}" for each in chain.posted}
    assert found.wrong == ()


async def test_they_are_released_with_the_run_and_not_by_whoever_posted_them(chain: Chain) -> None:
    january = await paying.pay_month(chain.doors, REVIEWER, CARRIER, NEXT, reason="run by another person")
    assert january.gross == chain.january.gross, "a second run pays the same once"
    with pytest.raises(RefusedError, match="Whoever posted an adjustment"):
        await releasing.release(chain.doors, OPERATOR, january.run_id)
    run = await paying.pay_month(chain.doors, OPERATOR, CARRIER, NEXT, reason="and again")
    await releasing.release(chain.doors, REVIEWER, run.run_id)
    async with chain.doors.database.reading(OPERATOR) as session:
        rows = await adjustments_of(session, chain.leaver.id)
    assert {each.released_by for each in rows} == {REVIEWER.sub}
    assert all(each.paid_period_id for each in rows)
