"""A ledger with seeded faults: each is found, nothing else is, and one claim is decided."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from domain.crew import Role
from domain.errors import NotFoundError, RefusedError
from services import airlines, claims, example_claim, months, periods, reviewing
from services.airlines import OPERATOR
from services.seeded import Seen, all_explained, outcomes
from store import audit, discrepancies, notifications
from store.claims import get
from store.tables.enums import ClaimType
from tests.services.month import CARRIER, MONTH, Worked, at, worked

__all__ = ["worked"]


async def test_every_seeded_fault_is_found_and_nothing_else(worked: Worked) -> None:
    faults = await reviewing.generate_ledger(worked.doors, OPERATOR, CARRIER, MONTH)
    found = await reviewing.find_discrepancies(worked.doors, OPERATOR, CARRIER, MONTH)
    seen = [Seen(*row) for row in found.select("type", "crew_id", "flight_id", "component", "difference").rows()]
    assert {fault.kind.value for fault in faults} >= {"UNPROGRAMMED_PREMIUM", "DROPPED_FLIGHTS", "DUPLICATED_FLIGHT"}
    assert all(outcome.found for outcome in outcomes(faults, seen))
    assert all_explained(faults, seen)


async def test_a_fault_that_is_not_shown_is_not_found(worked: Worked) -> None:
    faults = await reviewing.generate_ledger(worked.doors, OPERATOR, CARRIER, MONTH)
    assert not any(outcome.found for outcome in outcomes(faults, []))
    assert not all_explained(faults, [])


async def test_finding_again_records_the_same_rows(worked: Worked) -> None:
    await reviewing.generate_ledger(worked.doors, OPERATOR, CARRIER, MONTH)
    await reviewing.find_discrepancies(worked.doors, OPERATOR, CARRIER, MONTH)
    first = await _open(worked)
    await reviewing.find_discrepancies(worked.doors, OPERATOR, CARRIER, MONTH)
    assert await _open(worked) == first
    assert first


async def test_what_is_not_posted_yet_is_not_paid(worked: Worked) -> None:
    """Before the ledger's posting everything that is owed is still owed."""
    moment = worked.doors.settings.now
    assert moment is not None
    await reviewing.generate_ledger(worked.doors, OPERATOR, CARRIER, MONTH)
    early = at(worked.doors, moment - timedelta(hours=2))
    found = await reviewing.find_discrepancies(early, OPERATOR, CARRIER, MONTH)
    assert found["difference"].sum() == worked.paid.gross
    await reviewing.find_discrepancies(worked.doors, OPERATOR, CARRIER, MONTH)


async def test_a_claim_is_filed_by_its_crew_member_and_decided_by_somebody_else(worked: Worked) -> None:
    await reviewing.generate_ledger(worked.doors, OPERATOR, CARRIER, MONTH)
    found = await reviewing.find_discrepancies(worked.doors, OPERATOR, CARRIER, MONTH)
    _, number = await example_claim.settle(worked.doors, CARRIER, MONTH, found)
    assert (await example_claim.settle(worked.doors, CARRIER, MONTH, found))[1] == number
    async with worked.doors.database.reading(OPERATOR) as session:
        claim = await get(session, number)
        told = await notifications.of_crew(session, [claim.crew_member_id])
        deeds = [entry.action for entry in await audit.of(session, "claim", claim.id)]
    assert (claim.decision, claim.approved_minor) == ("APPROVE", claim.claimed_minor)
    assert claim.submitted_by == claim.crew_member_id != claim.reviewed_by
    assert deeds == ["SUBMITTED", "REVIEWED", "APPROVED"]
    assert {message.title for message in told} == {f"Claim {number}"}


async def test_nobody_decides_their_own_claim(worked: Worked) -> None:
    found = await reviewing.find_discrepancies(worked.doors, OPERATOR, CARRIER, MONTH)
    crew_id = UUID(found["crew_id"][0])
    crew = await airlines.login(worked.doors, OPERATOR, Role.USER, CARRIER, sub=crew_id)
    async with worked.doors.database.reading(OPERATOR) as session:
        period = await periods.find(session, worked.loaded.airline_id, MONTH)
    claim = await claims.file(worked.doors, crew, period, ClaimType.OTHER, "I was paid too little.", 100)
    same = replace(crew, role=Role.ADMIN)
    with pytest.raises(RefusedError, match="second person"):
        await claims.decide(worked.doors, same, claim.claim_number)


async def test_without_a_calculation_there_is_nothing_to_compare(worked: Worked) -> None:
    with pytest.raises(NotFoundError):
        await reviewing.find_discrepancies(worked.doors, OPERATOR, CARRIER, months.parse("2020-05"))


async def _open(worked: Worked) -> list[tuple[object, ...]]:
    async with worked.doors.database.reading(OPERATOR) as session:
        period = await periods.find(session, worked.loaded.airline_id, MONTH)
        rows = await discrepancies.every(session, worked.loaded.airline_id, period)
    return [(row.id, row.detected_at, row.difference_minor) for row in rows]
