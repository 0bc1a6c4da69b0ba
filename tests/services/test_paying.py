"""Pay out of the record: stored with its lines and origins, made again to the byte, explained where it is silent."""

import pytest
from sqlalchemy import text

from domain.errors import NotFoundError
from services import months, paying, periods, recomputing, statements
from services.airlines import OPERATOR
from services.runwork import worked_out
from store import calculations, runparts
from store.runparts import as_stored, hashed
from tests.services.month import CARRIER, MONTH, Worked, worked

__all__ = ["worked"]


async def test_everybody_has_a_calculation_and_the_lines_add_up(worked: Worked) -> None:
    assert worked.paid.sum.crew == worked.loaded.crew
    assert worked.paid.sum.open == 0
    async with worked.doors.database.reading(OPERATOR) as session:
        period = await periods.find(session, worked.loaded.airline_id, MONTH)
        lines = await calculations.lines_frame(session, worked.loaded.airline_id, period)
    assert lines.height == worked.paid.sum.lines
    assert worked.paid.gross == lines["amount"].sum() > 0


async def test_paying_again_adds_a_version_and_keeps_the_first(worked: Worked) -> None:
    again = await paying.pay_month(worked.doors, OPERATOR, CARRIER, MONTH, reason="once more")
    async with worked.doors.database.reading(OPERATOR) as session:
        period = await periods.find(session, worked.loaded.airline_id, MONTH)
        everybody = await calculations.current(session, worked.loaded.airline_id, period)
        versions = await calculations.versions(session, everybody[0].crew_member_id, period)
    assert [each.row.version for each in versions] == list(range(1, len(versions) + 1))
    assert [each.superseded_at is None for each in versions] == [False] * (len(versions) - 1) + [True]
    assert {each.row.gross_minor for each in versions} == {everybody[0].gross_minor}
    assert {each.pay_run_id for each in everybody} == {again.run_id}
    assert again.content_hash == worked.paid.content_hash, "the same facts and rules come to the same"


async def test_a_run_is_made_again_from_what_it_kept(worked: Worked) -> None:
    async with worked.doors.database.reading(OPERATOR) as session:
        kept = await runparts.origins(session, worked.paid.run_id, 1)
    again = worked_out(kept.rulebook, recomputing.book(kept), worked.paid.currency)
    assert hashed(as_stored(again, kept.crew), kept.kept) == kept.content_hash
    assert kept.engine == paying.ENGINE


async def test_one_crew_member_s_run_is_made_again_to_the_byte(worked: Worked) -> None:
    found = await recomputing.again(worked.doors, OPERATOR, CARRIER, worked.paid.run_id, f"{CARRIER}00001")
    shown = await statements.of(worked.doors, OPERATOR, CARRIER, MONTH, f"{CARRIER}00001")
    assert found.same
    assert found.lines["amount"].sum() == shown.gross
    assert found.lines["reason"].to_list() == [line.reason for line in shown.lines]


async def test_a_statement_names_the_clause_of_every_line(worked: Worked) -> None:
    found = await statements.of(worked.doors, OPERATOR, CARRIER, MONTH, f"{CARRIER}00001")
    assert sum(line.amount for line in found.lines) == found.gross
    assert {line.clause for line in found.lines if line.component == "flight_pay"} == {"SAMPLE CBA Section 3.B"}
    assert all(line.flight.startswith(CARRIER) for line in found.lines if line.component == "flight_pay")


async def test_a_rule_that_did_not_pay_says_why(worked: Worked) -> None:
    told = await statements.silences(worked.doors, OPERATOR, CARRIER, MONTH, f"{CARRIER}00001", "SAMPLE_Section_4.B")
    assert [each.cause for each in told] == ["NOTHING_DUE"]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        pytest.param("SAMPLE_LOA_21-01", "overridden by YV/SAMPLE_Section_4.A", id="displaced"),
        pytest.param("SAMPLE_Section_9", "the airline has no such rule", id="unknown"),
    ],
)
async def test_a_rule_that_is_not_in_force_is_told_so(worked: Worked, rule: str, said: str) -> None:
    with pytest.raises(NotFoundError, match=said):
        await statements.silences(worked.doors, OPERATOR, CARRIER, MONTH, f"{CARRIER}00001", rule)


async def test_a_month_without_anything_says_what_to_do(worked: Worked) -> None:
    with pytest.raises(NotFoundError, match="load and roster the month first"):
        await statements.of(worked.doors, OPERATOR, CARRIER, months.parse("2020-05"), f"{CARRIER}00001")


async def test_a_month_before_anybody_was_hired_has_nobody_to_pay(worked: Worked) -> None:
    with pytest.raises(NotFoundError, match="no crew in 1950-05"):
        await paying.pay_month(worked.doors, OPERATOR, CARRIER, months.parse("1950-05"))


async def test_why_a_rule_did_not_pay_is_told_from_what_the_run_kept(worked: Worked) -> None:
    """A correction after the run says nothing about its statement; the next run has it."""
    doors, who = worked.doors, f"{CARRIER}00001"

    async def told() -> list[statements.Silence]:
        return await statements.silences(doors, OPERATOR, CARRIER, MONTH, who, "SAMPLE_Section_5.C_controllable_delay")

    before = await told()
    async with doors.database.writing(OPERATOR) as session:
        later = "UPDATE flights SET actual_arrival = actual_arrival + interval '90 minutes', delay_code = 'MX'"
        await session.execute(text(later))
    assert await told() == before != []
    await paying.pay_month(doors, OPERATOR, CARRIER, MONTH, reason="flights were corrected")
    assert await told() != before
