"""Asks for differences between what is owed and what was paid."""

from datetime import date

import strawberry

from api.context import Info
from api.discrepancies import loaders
from api.discrepancies.types import Discrepancy, Owed, Unsettled
from api.periods.loaders import known


@strawberry.type
class DiscrepancyQuery:
    """Questions about differences."""

    @strawberry.field
    async def discrepancies(self, info: Info, start: date, status: Unsettled | None = None) -> list[Discrepancy]:
        """The unsettled differences of the period that begins on this day, the worst first."""
        return await loaders.unsettled(info.context, await known(info.context, start), status)

    @strawberry.field
    async def owed(self, info: Info, start: date) -> list[Owed]:
        """What each crew member is still owed over those differences, the most first."""
        return await loaders.owed(info.context, await known(info.context, start))
