"""Claims of crew members: filed by them, reviewed over what is owed and paid, decided by somebody else."""

import asyncio
from uuid import UUID

from domain.claims import Claims
from domain.errors import NotFoundError, RefusedError
from payroll.claim import Claim as Asked
from payroll.claim import Decision as Answer
from payroll.review import review
from services.doors import Doors
from services.undecided import blocking
from store import airlines, calculations, claims, ledger, rulebooks
from store.claims import NewClaim
from store.database import ReadSession
from store.tables import Claim
from store.tables.enums import ClaimType, Decision


async def file(
    doors: Doors,
    who: Claims,
    period_id: UUID,
    kind: ClaimType,
    description: str,
    claimed: int,
    flight_ids: tuple[str, ...] = (),
) -> Claim:
    """Files a claim of the signed-in crew member for ``claimed`` minor units; it gets the airline's next number."""
    if who.airline_id is None:
        raise NotFoundError("Only somebody of an airline can file a claim: sign in as a crew member.")
    new = NewClaim(who.airline_id, who.sub, period_id, kind, description, claimed, flight_ids)
    async with doors.database.writing(who) as session:
        return await claims.submit(session, new, doors.settings.minute())


async def decide(doors: Doors, reviewer: Claims, number: str) -> Claim:
    """Reviews a claim over the period's calculation and ledger, and decides it as the signed-in reviewer.

    Decision, audit rows and the messages to the crew member are one transaction. The same record gives the same words.
    ``RefusedError``, with nothing changed, where what the claim asks for is not worked out yet, or lacks data.
    """
    now = doors.settings.minute()
    async with doors.database.writing(reviewer) as session:
        claim = await claims.get(session, number, reviewer.airline_id)
        await claims.review(session, claim.id, now)
        answer = await _answer(session, claim, now)
        decision = Decision(answer.decision.value)
        return await claims.decide(session, claim.id, decision, answer.approved, answer.rationale, now)


async def _answer(session: ReadSession, claim: Claim, now: int) -> Answer:
    (made,) = await calculations.of_crew(session, [claim.crew_member_id], claim.pay_period_id)
    if made is None:
        raise RefusedError(f"Claim {claim.claim_number} cannot be decided: run the pay of its period first.")
    rulebook = await rulebooks.get(session, claim.airline_id, made.rulebook_hash)
    undecided = await calculations.undecided(session, [made.id])
    currency = await airlines.currency(session, claim.airline_id)
    lines = await calculations.lines_frame(session, claim.airline_id, claim.pay_period_id)
    paid = await ledger.frame(session, claim.airline_id, claim.pay_period_id)
    asked = _asked(claim)
    answer = await asyncio.to_thread(review, asked, lines, paid, currency, now, undecided)
    if why := blocking(asked, answer, rulebook, undecided):
        raise RefusedError(why)
    return answer


def _asked(claim: Claim) -> Asked:
    return Asked(
        number=claim.claim_number,
        crew_id=str(claim.crew_member_id),
        claim_type=claim.claim_type.value,
        claimed=claim.claimed_minor,
        flight_ids=tuple(claim.flight_ids),
        description=claim.description,
    )
