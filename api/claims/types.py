"""Claims of crew members."""

from datetime import datetime
from uuid import UUID

import strawberry

from api.context import Info
from api.crew.loaders import by_id as crew_by_id
from api.crew.types import CrewMember
from api.enums import ClaimStatus, ClaimType, Decision, PaymentStatus
from api.flights.loaders import by_id as flight_by_id
from api.flights.types import Flight
from api.periods.loaders import by_id as period_by_id
from api.periods.types import PayPeriod
from api.values import Money, money, some_money
from domain.money import Currency
from store.tables import Claim as Row


@strawberry.type
class Claim:
    """One claim, with its decision and the rationale once it was decided."""

    row: strawberry.Private[Row]
    id: strawberry.ID
    number: str
    type: ClaimType
    status: ClaimStatus
    description: str
    currency: str
    claimed: Money
    approved: Money | None
    decision: Decision | None
    rationale: str | None
    filed_under: str | None
    submitted_at: datetime
    reviewed_at: datetime | None
    payment_status: PaymentStatus | None

    @strawberry.field
    async def crew_member(self, info: Info) -> CrewMember | None:
        """Whose claim it is."""
        return await info.context.loader(crew_by_id).load(self.row.crew_member_id)

    @strawberry.field
    async def period(self, info: Info) -> PayPeriod | None:
        """The period it is about."""
        return await info.context.loader(period_by_id).load(self.row.pay_period_id)

    @strawberry.field
    async def flights(self, info: Info) -> list[Flight]:
        """The flights it is about, as far as the record knows them."""
        ids = [each for each in map(_uuid, self.row.flight_ids) if each is not None]
        found = await info.context.loader(flight_by_id).load_many(ids)
        return [each for each in found if each is not None]


def claim(row: Row, paid_in: Currency) -> Claim:
    """The claim of a row."""
    return Claim(
        row=row,
        id=strawberry.ID(str(row.id)),
        number=row.claim_number,
        type=row.claim_type,
        status=row.status,
        description=row.description,
        currency=paid_in.code,
        claimed=money(paid_in, row.claimed_minor),
        approved=some_money(paid_in, row.approved_minor),
        decision=row.decision,
        rationale=row.decision_rationale,
        filed_under=row.filed_under,
        submitted_at=row.submitted_at,
        reviewed_at=row.reviewed_at,
        payment_status=row.payment_status,
    )


def _uuid(text: str) -> UUID | None:
    """A flight's id; None for a text that names a flight in another way."""
    try:
        return UUID(text)
    except ValueError:
        return None
