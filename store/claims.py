"""Claims of crew members: numbered without a gap, decided once, with a reason."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select, text
from sqlmodel import col

from domain.clock import to_datetime
from domain.errors import InputError, NotFoundError, RefusedError
from store import airlines, audit, notifications
from store.database import ReadSession, WriteSession
from store.tables import Claim
from store.tables.enums import Action, ClaimStatus, ClaimType, Decision, NotificationType, PaymentStatus

_NEXT: Final = text("""
    INSERT INTO claim_counters AS c (airline_id, year, last) VALUES (:airline, :year, 1)
    ON CONFLICT (airline_id, year) DO UPDATE SET last = c.last + 1
    RETURNING last
""")
_OPEN: Final = (ClaimStatus.SUBMITTED, ClaimStatus.UNDER_REVIEW)


@dataclass(frozen=True, slots=True)
class NewClaim:
    """What a crew member asks for. ``claimed`` is in minor units; ``incident_at`` a UTC minute."""

    airline_id: UUID
    crew_id: UUID
    period_id: UUID
    type: ClaimType
    description: str
    claimed: int
    flight_ids: tuple[str, ...] = ()
    incident_at: int | None = None
    filed_under: str | None = None


async def submit(session: WriteSession, new: NewClaim, at: int) -> Claim:
    """Records a claim with the next number of its airline and year. The number is given in this transaction, so a
    claim that is rolled back leaves no gap.
    """
    if new.claimed <= 0 or not new.description.strip():
        raise InputError("A claim needs an amount above zero and a description of what went wrong.")
    submitted = to_datetime(at)
    exponent = (await airlines.currency(session, new.airline_id)).exponent
    last = (await session.execute(_NEXT, {"airline": new.airline_id, "year": submitted.year})).scalar_one()
    claim = Claim(
        airline_id=new.airline_id,
        claim_number=f"CLM-{submitted.year}-{last:04}",
        crew_member_id=new.crew_id,
        pay_period_id=new.period_id,
        flight_ids=list(new.flight_ids),
        claim_type=new.type,
        description=new.description,
        claimed_minor=new.claimed,
        exponent=exponent,
        submitted_at=submitted,
        submitted_by=session.claims.sub,
        incident_at=None if new.incident_at is None else to_datetime(new.incident_at),
        filed_under=new.filed_under,
    )
    session.add(claim)
    await session.flush()
    await _noted(session, claim, Action.SUBMITTED, {"claimed_minor": new.claimed}, at, "was received")
    return claim


async def review(session: WriteSession, claim_id: UUID, at: int) -> Claim:
    """Takes a submitted claim under review by the signed-in reviewer."""
    claim = await _locked(session, claim_id)
    if claim.status is not ClaimStatus.SUBMITTED:
        raise RefusedError(f"Claim {claim.claim_number} is {claim.status}: only a submitted one is taken under review.")
    _second_person(session, claim)
    claim.status, claim.reviewed_by = ClaimStatus.UNDER_REVIEW, session.claims.sub
    await _noted(session, claim, Action.REVIEWED, {"status": claim.status}, at, "is under review")
    return claim


async def decide(
    session: WriteSession, claim_id: UUID, decision: Decision, approved: int, rationale: str, at: int
) -> Claim:
    """Decides a claim, once. ``approved`` is in minor units: the claim for APPROVE, less for PARTIAL_APPROVE, or 0."""
    claim = await _locked(session, claim_id)
    if claim.status not in _OPEN:
        raise RefusedError(f"Claim {claim.claim_number} was decided already ({claim.decision}): it may be appealed.")
    _second_person(session, claim)
    _consistent(claim, decision, approved, rationale)
    denied = decision is Decision.DENY
    claim.status = ClaimStatus.DENIED if denied else ClaimStatus.APPROVED
    claim.decision, claim.decision_rationale, claim.approved_minor = decision, rationale, approved
    claim.reviewed_at, claim.reviewed_by = to_datetime(at), session.claims.sub
    claim.payment_status = None if denied else PaymentStatus.PENDING
    after = {"decision": decision, "approved_minor": approved, "rationale": rationale}
    action = Action.DENIED if denied else Action.APPROVED
    await _noted(session, claim, action, after, at, f"was decided: {decision}. {rationale}")
    return claim


async def get(session: ReadSession, claim_number: str, airline_id: UUID | None = None) -> Claim:
    """The claim of a number; ``NotFoundError`` where this reader has none.

    Airlines number alike: who sees several must say which one (``InputError``).
    """
    asked = select(Claim).where(col(Claim.claim_number) == claim_number)
    if airline_id is not None:
        asked = asked.where(col(Claim.airline_id) == airline_id)
    found = list(await session.scalars(asked.limit(2)))
    if len(found) > 1:
        raise InputError(f"Several airlines have a claim {claim_number}: say of which one.")
    if not found:
        raise NotFoundError(f"There is no claim {claim_number} here (or it is not yours).")
    return found[0]


async def every(session: ReadSession, airline_id: UUID) -> list[Claim]:
    """The claims this reader sees, newest first."""
    newest = (col(Claim.submitted_at).desc(), col(Claim.created_at).desc(), col(Claim.id))
    return list(await session.scalars(select(Claim).where(col(Claim.airline_id) == airline_id).order_by(*newest)))


async def _locked(session: WriteSession, claim_id: UUID) -> Claim:
    """The claim, kept from others until this transaction ends, so that two reviewers cannot both decide."""
    asked = select(Claim).where(col(Claim.id) == claim_id).with_for_update()
    claim = (await session.scalars(asked.execution_options(populate_existing=True))).one_or_none()
    if claim is None:
        raise NotFoundError(f"There is no claim {claim_id} that you may review.")
    return claim


def _second_person(session: WriteSession, claim: Claim) -> None:
    if session.claims.sub in (claim.crew_member_id, claim.submitted_by):
        raise RefusedError(f"Whoever filed claim {claim.claim_number} cannot review it: ask a second person.")


def _consistent(claim: Claim, decision: Decision, approved: int, rationale: str) -> None:
    fits = {
        Decision.APPROVE: approved == claim.claimed_minor,
        Decision.PARTIAL_APPROVE: 0 < approved < claim.claimed_minor,
        Decision.DENY: approved == 0,
    }
    if not fits[decision]:
        raise InputError(f"{decision} of a claim for {claim.claimed_minor} does not go with {approved} approved.")
    if not rationale.strip():
        raise InputError(f"The decision on claim {claim.claim_number} needs its reason in words.")


async def _noted(
    session: WriteSession, claim: Claim, action: Action, after: dict[str, object], at: int, what: str
) -> None:
    """The audit row and the message to the crew member, in the transaction of the change."""
    session.add(claim)
    await audit.record(session, action, "claim", claim.id, airline_id=claim.airline_id, after=after)
    await notifications.send(
        session,
        claim.airline_id,
        claim.crew_member_id,
        NotificationType.CLAIM_STATUS,
        f"Claim {claim.claim_number}",
        f"Your claim {claim.claim_number} {what}.".replace("..", "."),
        at=at,
        about=("claim", claim.id),
    )
