"""Who is owed what instead: between runs, editions, and a change set that is not published."""

from datetime import timedelta
from uuid import UUID

import polars as pl
import pytest

from domain.errors import InputError, NotFoundError, RefusedError
from services import changesets as names
from services import drafting, editing, paydiff, paying, publishing
from services.airlines import OPERATOR
from services.doors import Doors
from services.paydiff import PayDiff
from store import calculations, rows
from store import periods as period_rows
from store.tables import Flight
from tests.changing import approved, publish
from tests.fixtures_store import member
from tests.services.month import CARRIER, MONTH, Worked, worked

__all__ = ["worked"]

DIEM = "SAMPLE_Section_6.A"
RECORD = f"{MONTH[0]:%Y-%m}"


async def between(doors: Doors, before: str, after: str, employee: str = "") -> PayDiff:
    return await paydiff.of(doors, OPERATOR, CARRIER, before, after, employee)


def adds_up(found: PayDiff) -> bool:
    """The law of every difference: rows and people come to that of the two sides."""
    return found.rows["delta"].sum() == found.crew["delta"].sum() == found.after.gross - found.before.gross


async def test_a_run_against_itself_and_against_the_edition_it_was_paid_by_is_nothing(worked: Worked) -> None:
    edition, _ = await publishing.published(worked.doors)
    run = str(worked.paid.run_id)
    for before, after in ((run, run), (run, RECORD), (run, f"{RECORD}@{edition}")):
        found = await between(worked.doors, before, after)
        assert (found.rows.height, found.crew.height, found.opened.height) == (0, 0, 0)
        assert found.before.gross == found.after.gross == worked.paid.gross


async def test_a_change_set_shows_what_it_would_pay_before_it_is_published_and_after(worked: Worked) -> None:
    edition, _ = await publishing.published(worked.doors)
    await editing.set_value(worked.doors, OPERATOR, CARRIER, DIEM, "per_hour", "3.25")
    change = await approved(worked.doors, OPERATOR, CARRIER)
    draft = await between(worked.doors, RECORD, f"{RECORD}@{change.name}")
    assert set(draft.rows["rule_code"]) == {DIEM}
    assert set(draft.rows["component"]) == {"per_diem"}
    assert (draft.rows["delta"] > 0).all()
    assert adds_up(draft)
    await drafting.reopen(worked.doors, OPERATOR, names.number_of(change.name))
    await drafting.discard(worked.doors, OPERATOR, CARRIER)
    await editing.set_value(worked.doors, OPERATOR, CARRIER, DIEM, "per_hour", "3.25")
    number = await publish(worked.doors, OPERATOR, CARRIER)
    published = await between(worked.doors, f"{RECORD}@{edition}", f"{RECORD}@{number}")
    assert published.rows.equals(draft.rows)
    back = await between(worked.doors, f"{RECORD}@{number}", f"{RECORD}@{edition}")
    assert back.crew["delta"].to_list() == [-each for each in published.crew["delta"]]


async def test_two_runs_show_what_a_corrected_flight_changed_for_whom(worked: Worked) -> None:
    first = await paying.pay_month(worked.doors, OPERATOR, CARRIER, MONTH, reason="by the rules of now")
    flight = await _comes_in_later(worked.doors, worked.loaded.airline_id)
    second = await paying.pay_month(worked.doors, OPERATOR, CARRIER, MONTH, reason="a flight was corrected")
    found = await between(worked.doors, str(first.run_id), str(second.run_id))
    assert adds_up(found)
    assert found.after.gross - found.before.gross == second.gross - first.gross
    assert 0 < found.crew.height <= len(flight)
    employee = found.crew["employee_id"][0]
    mine = await between(worked.doors, str(first.run_id), str(second.run_id), employee)
    assert mine.rows.equals(found.rows.filter(pl.col("employee_id") == employee))
    assert set(mine.crew["employee_id"]) == {employee}
    told = mine.written()
    assert [row["delta"] for row in told["rows"]] == mine.rows["delta"].to_list()
    assert told["before"]["gross"] == first.gross, "the sides are told whole"


async def _comes_in_later(doors: Doors, airline: UUID) -> set[str]:
    """A flight's arrival is corrected by two hours; the crew members on it."""
    async with doors.database.writing(OPERATOR) as session:
        period = await period_rows.on(session, airline, MONTH[0], MONTH[1] - timedelta(days=1))
        assert period is not None
        lines = await calculations.lines_frame(session, airline, period.id)
        flight = lines["flight_id"].drop_nulls()[0]
        row = await rows.one(session, Flight, UUID(flight))
        assert row.actual_arrival is not None
        row.actual_arrival += timedelta(hours=2)
        session.add(row)
    return set(lines.filter(pl.col("flight_id") == flight)["crew_id"])


@pytest.mark.parametrize(
    ("side", "error", "said"),
    [
        pytest.param("last month", InputError, "is no run and no month: write a run's id", id="no month"),
        pytest.param("2026-12@", InputError, "is no run and no month", id="no edition"),
        pytest.param("2026-12@99", NotFoundError, "There is no edition 99", id="unknown edition"),
        pytest.param("2026-12@CS-99", NotFoundError, "CS-99", id="unknown change set"),
        pytest.param("2019-01", NotFoundError, "2019-01", id="no such period"),
        pytest.param(str(UUID(int=5)), NotFoundError, "no pay run", id="unknown run"),
    ],
)
async def test_a_side_that_is_not_there_is_told(worked: Worked, side: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        await between(worked.doors, RECORD, side)


async def test_crew_compare_nothing_and_an_unknown_crew_member_is_told(worked: Worked) -> None:
    with pytest.raises(NotFoundError, match="Neither side has a crew member YV99999"):
        await between(worked.doors, RECORD, RECORD, "YV99999")
    with pytest.raises((NotFoundError, RefusedError)):
        await paydiff.of(worked.doors, member(worked.loaded.airline_id), CARRIER, RECORD, str(worked.paid.run_id))
