"""Loads the unsettled differences of a period, and what they come to for each crew member."""

from uuid import UUID

from api.airlines.loaders import currency
from api.context import Context
from api.discrepancies.types import Discrepancy, Owed, Unsettled, discrepancy
from api.periods.types import PayPeriod
from api.values import money
from store import discrepancies, summaries


async def unsettled(context: Context, period: PayPeriod, status: Unsettled | None) -> list[Discrepancy]:
    """The worst first; of one status, or of both."""
    async with context.reading() as session:
        rows = await discrepancies.every(session, context.airline_id, UUID(period.id))
    paid_in = await currency(context)
    return [discrepancy(row, paid_in) for row in rows if status is None or row.resolution_status == status.value]


async def owed(context: Context, period: PayPeriod) -> list[Owed]:
    """Who is owed how much, the most first."""
    async with context.reading() as session:
        totals = await summaries.owed(session, context.airline_id, UUID(period.id))
    paid_in = await currency(context)
    return [
        Owed(total=each, currency=paid_in.code, amount=money(paid_in, each.amount), discrepancies=each.count)
        for each in totals
    ]
