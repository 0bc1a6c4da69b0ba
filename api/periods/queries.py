"""Asks for pay periods."""

from datetime import date

import strawberry

from api.context import Info
from api.periods.loaders import known, summary
from api.periods.types import PeriodSummary


@strawberry.type
class PeriodQuery:
    """Questions about pay periods."""

    @strawberry.field
    async def period_summary(self, info: Info, start: date) -> PeriodSummary | None:
        """What the period that begins on this day comes to; for crew, their own part of it."""
        return await summary(info.context, await known(info.context, start))
