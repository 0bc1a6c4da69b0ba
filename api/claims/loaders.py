"""Loads claims by number and by status."""

from collections.abc import Sequence

from api.airlines.loaders import currency
from api.claims.types import Claim, claim
from api.context import Context
from api.enums import ClaimStatus
from store import claims


async def by_number(context: Context, number: str) -> Claim:
    """One claim; ``NotFoundError`` where the asker sees none of this number."""
    async with context.reading() as session:
        row = await claims.get(session, number, context.airline_id)
    return claim(row, await currency(context))


async def by_status(context: Context, statuses: Sequence[ClaimStatus] | None) -> list[Claim]:
    """The claims that the asker sees, newest first; of some statuses, or all."""
    async with context.reading() as session:
        rows = await claims.every(session, context.airline_id)
    paid_in = await currency(context)
    return [claim(row, paid_in) for row in rows if statuses is None or row.status in statuses]
