"""Claims: gapless numbers under concurrency, one decision each, by a second person, with its reason."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import pytest_asyncio

from domain.clock import to_minutes
from domain.errors import InputError, NotFoundError, RefusedError
from store import audit, claims, notifications
from store.claims import NewClaim
from store.database import Database
from store.tables import Claim
from store.tables.enums import Action, ActorType, ClaimStatus, ClaimType, Decision, PaymentStatus
from tests.fixtures_store import PLATFORM, admin, member, service
from tests.store.sample import NOW, Sample, small_airline


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def airline(database: Database) -> Sample:
    return await small_airline(database, "CL")


@pytest_asyncio.fixture(loop_scope="session")
async def filed(database: Database, airline: Sample) -> AsyncIterator[Claim]:
    """A claim of the captain for 100.00."""
    yield await _submit(database, airline, NOW)


async def _submit(database: Database, airline: Sample, at: int) -> Claim:
    new = NewClaim(airline.airline, airline.captain, airline.period, ClaimType.MISSING_PREMIUM, "Red-eye.", 10_000)
    async with database.writing(member(airline.airline, airline.captain)) as session:
        return await claims.submit(session, new, at)


async def test_numbers_have_no_gap_when_many_file_at_once_and_some_fail(database: Database) -> None:
    many = await small_airline(database, "MANY")
    at = to_minutes(datetime(2031, 5, 1, tzinfo=UTC))

    async def fails() -> None:
        new = NewClaim(many.airline, many.captain, many.period, ClaimType.OTHER, "Rolled back.", 1)
        with pytest.raises(InputError, match="changed my mind"):
            await _file_and_fail(database, new, at)

    await asyncio.gather(*(_submit(database, many, at) if n % 3 else fails() for n in range(24)))
    async with database.reading(admin(many.airline)) as session:
        found = [claim.claim_number for claim in await claims.every(session, many.airline)]
    assert sorted(found) == [f"CLM-2031-{n:04}" for n in range(1, 17)]


async def _file_and_fail(database: Database, new: NewClaim, at: int) -> None:
    async with database.writing(admin(new.airline_id)) as session:
        await claims.submit(session, new, at)
        raise InputError("changed my mind")


async def test_every_airline_and_year_counts_from_one(database: Database) -> None:
    first, second = await small_airline(database, "ONE"), await small_airline(database, "TWO")
    years = [to_minutes(datetime(year, 12, 31, 23, 59, tzinfo=UTC)) for year in (2030, 2031)]
    numbers = [(await _submit(database, who, at)).claim_number for who in (first, second) for at in years]
    assert numbers == ["CLM-2030-0001", "CLM-2031-0001"] * 2


DECISIONS = [
    (Decision.APPROVE, 10_000, ClaimStatus.APPROVED, PaymentStatus.PENDING, Action.APPROVED),
    (Decision.PARTIAL_APPROVE, 4_000, ClaimStatus.APPROVED, PaymentStatus.PENDING, Action.APPROVED),
    (Decision.DENY, 0, ClaimStatus.DENIED, None, Action.DENIED),
]


@pytest.mark.parametrize(("decision", "approved", "status", "payment", "action"), DECISIONS)
async def test_a_decision_is_recorded_with_audit_and_a_message(
    database: Database,
    airline: Sample,
    filed: Claim,
    decision: Decision,
    approved: int,
    status: ClaimStatus,
    payment: PaymentStatus | None,
    action: Action,
) -> None:
    async with database.writing(service(airline.airline)) as session:
        await claims.review(session, filed.id, NOW + 1)
        await claims.decide(session, filed.id, decision, approved, "Section 3.B says so.", NOW + 2)
    async with database.reading(admin(airline.airline)) as session:
        decided = await claims.get(session, filed.claim_number)
        log = await audit.of(session, "claim", filed.id)
    async with database.reading(member(airline.airline, airline.captain)) as session:
        told = [each for each in await notifications.of_crew(session, [airline.captain])
                if each.related_entity_id == filed.id]  # fmt: skip
    assert (decided.status, decided.payment_status, decided.approved_minor) == (status, payment, approved)
    assert decided.approved_amount == Decimal(approved).scaleb(-2)
    assert [entry.action for entry in log] == [Action.SUBMITTED, Action.REVIEWED, action]
    assert [entry.actor_type for entry in log] == [ActorType.CREW, ActorType.AI_AGENT, ActorType.AI_AGENT]
    assert "Section 3.B says so." in told[0].message


REFUSED = [
    (Decision.APPROVE, 9_999, "why"),
    (Decision.PARTIAL_APPROVE, 10_000, "why"),
    (Decision.PARTIAL_APPROVE, 0, "why"),
    (Decision.DENY, 1, "why"),
    (Decision.DENY, 0, "  "),
]


@pytest.mark.parametrize(("decision", "approved", "rationale"), REFUSED)
async def test_a_decision_that_does_not_fit_its_amount_or_has_no_reason_is_refused(
    database: Database, airline: Sample, filed: Claim, decision: Decision, approved: int, rationale: str
) -> None:
    with pytest.raises(InputError):
        async with database.writing(admin(airline.airline)) as session:
            await claims.decide(session, filed.id, decision, approved, rationale, NOW)
    async with database.reading(admin(airline.airline)) as session:
        assert (await claims.get(session, filed.claim_number)).status is ClaimStatus.SUBMITTED


async def test_of_two_reviewers_at_once_one_decides(database: Database, airline: Sample, filed: Claim) -> None:
    async def decide(decision: Decision, approved: int) -> None:
        async with database.writing(admin(airline.airline)) as session:
            await claims.decide(session, filed.id, decision, approved, "Mine.", NOW)

    both = (decide(Decision.DENY, 0), decide(Decision.APPROVE, 10_000))
    (refused,) = [each for each in await asyncio.gather(*both, return_exceptions=True) if each is not None]
    assert isinstance(refused, RefusedError)
    assert "decided already" in str(refused)


async def test_nobody_reviews_a_claim_they_filed(database: Database, airline: Sample) -> None:
    async with database.writing(admin(airline.airline)) as session:
        new = NewClaim(airline.airline, airline.captain, airline.period, ClaimType.OTHER, "For the captain.", 1)
        filed = await claims.submit(session, new, NOW)
    with pytest.raises(RefusedError, match="second person"):
        async with database.writing(admin(airline.airline)) as session:
            await claims.review(session, filed.id, NOW)


@pytest.mark.parametrize(("claimed", "description"), [(0, "x"), (-1, "x"), (1, " ")])
async def test_a_claim_for_nothing_or_without_words_is_refused(
    database: Database, airline: Sample, claimed: int, description: str
) -> None:
    new = NewClaim(airline.airline, airline.captain, airline.period, ClaimType.OTHER, description, claimed)
    with pytest.raises(InputError):
        async with database.writing(admin(airline.airline)) as session:
            await claims.submit(session, new, NOW)


async def test_a_claim_that_is_not_there_says_so(database: Database, airline: Sample) -> None:
    with pytest.raises(NotFoundError, match="CLM-1999-0001"):
        async with database.reading(admin(airline.airline)) as session:
            await claims.get(session, "CLM-1999-0001")


async def test_of_two_airlines_claims_with_one_number_the_platform_says_which(database: Database) -> None:
    first, second = await small_airline(database, "W1"), await small_airline(database, "W2")
    at = to_minutes(datetime(2040, 1, 1, tzinfo=UTC))
    for who in (first, second):
        await _submit(database, who, at)
    async with database.reading(PLATFORM) as session:
        assert (await claims.get(session, "CLM-2040-0001", second.airline)).airline_id == second.airline
        with pytest.raises(InputError, match="say of which one"):
            await claims.get(session, "CLM-2040-0001")
