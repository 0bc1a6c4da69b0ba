"""Pay out of the record: stored with its lines and origins, made again to the byte, explained where it is silent."""

from uuid import UUID

import pytest

from domain.errors import NotFoundError
from domain.rules.rule import Key
from payroll.engine import pay
from services import months, paying, periods, statements
from services.airlines import OPERATOR
from store import calculations, runs
from tests.services.month import CARRIER, MONTH, Worked, worked

__all__ = ["worked"]


async def test_everybody_has_a_calculation_and_the_lines_add_up(worked: Worked) -> None:
    totals = worked.paid.result.totals
    assert totals.height == worked.loaded.crew
    assert worked.paid.gross == worked.paid.result.lines["amount"].sum() > 0
    assert worked.paid.result.needs_data.is_empty()


async def test_paying_again_adds_a_version_and_keeps_the_first(worked: Worked) -> None:
    again = await paying.pay_month(worked.doors, OPERATOR, CARRIER, MONTH, reason="once more")
    crew_id = again.result.totals["crew_id"][0]
    async with worked.doors.database.reading(OPERATOR) as session:
        period = await periods.find(session, worked.loaded.airline_id, MONTH)
        versions = await calculations.versions(session, UUID(crew_id), period)
    assert [version.version for version in versions] == list(range(1, len(versions) + 1))
    assert [version.superseded_at is None for version in versions] == [False] * (len(versions) - 1) + [True]
    assert {version.gross_minor for version in versions} == {again.result.totals["gross"][0]}


async def test_a_run_is_made_again_from_what_it_kept(worked: Worked) -> None:
    async with worked.doors.database.reading(OPERATOR) as session:
        kept = await runs.origins(session, worked.paid.run_id)
    found = kept.inputs
    again = pay(kept.rulebook, found["crew"], found["duties"], found["legs"], worked.paid.currency)
    assert again.lines.equals(worked.paid.result.lines)
    assert again.totals.equals(worked.paid.result.totals)
    assert kept.engine == paying.ENGINE


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
        await paying.why_not(worked.doors, OPERATOR, CARRIER, MONTH, "", Key(CARRIER, rule))


async def test_a_month_without_anything_says_what_to_do(worked: Worked) -> None:
    with pytest.raises(NotFoundError, match="load and roster the month first"):
        await statements.of(worked.doors, OPERATOR, CARRIER, months.parse("2020-05"), f"{CARRIER}00001")


async def test_a_month_before_anybody_was_hired_has_nobody_to_pay(worked: Worked) -> None:
    with pytest.raises(NotFoundError, match="no crew in 1950-05"):
        await paying.pay_month(worked.doors, OPERATOR, CARRIER, months.parse("1950-05"))
