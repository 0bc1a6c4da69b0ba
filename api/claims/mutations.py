"""Files and decides claims, through the verbs."""

from datetime import date
from uuid import UUID

import strawberry

from api.airlines.loaders import currency
from api.claims.types import Claim
from api.claims.types import claim as claim_of
from api.context import Info
from api.enums import ClaimType
from api.periods.loaders import known
from api.values import Money, minor
from services import claims


@strawberry.input
class NewClaim:
    """What a crew member asks for. `claimed` is in the airline's currency; `flightIds` are ids of flights."""

    period_start: date
    type: ClaimType
    description: str
    claimed: Money
    flight_ids: list[strawberry.ID] = strawberry.field(default_factory=list)


@strawberry.type
class ClaimMutation:
    """Deeds about claims. Each is one transaction with its audit row."""

    @strawberry.mutation
    async def submit_claim(self, info: Info, claim: NewClaim) -> Claim:
        """Files a claim of the signed-in crew member; it gets the airline's next number."""
        context = info.context
        period, paid_in = await known(context, claim.period_start), await currency(context)
        flights = tuple(str(each) for each in claim.flight_ids)
        asked = minor(paid_in, claim.claimed)
        row = await claims.file(
            context.doors, context.acting, UUID(period.id), claim.type, claim.description, asked, flights
        )
        return claim_of(row, paid_in)

    @strawberry.mutation
    async def decide_claim(self, info: Info, number: str) -> Claim:
        """Reviews a claim over what is owed and what was paid, and decides it as the signed-in reviewer."""
        context = info.context
        paid_in = await currency(context)
        return claim_of(await claims.decide(context.doors, context.acting, number), paid_in)
