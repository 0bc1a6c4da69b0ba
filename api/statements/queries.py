"""Asks for statements."""

from datetime import date
from uuid import UUID

import strawberry

from api.airlines.loaders import currency
from api.context import Info
from api.crew.loaders import known as known_crew
from api.periods.loaders import known as known_period
from api.statements.loaders import Whose, current
from api.statements.types import Statement
from api.statements.types import statement as statement_of
from domain.errors import NotFoundError


@strawberry.type
class StatementQuery:
    """Questions about what is owed."""

    @strawberry.field
    async def statement(self, info: Info, employee_id: str, period_start: date) -> Statement | None:
        """The newest statement of a crew member for the period that begins on this day; crew see their own only."""
        context = info.context
        crew_id = await known_crew(context, employee_id)
        period = await known_period(context, period_start)
        row = await context.loader(current).load(Whose(crew_id, UUID(period.id)))
        if row is None:
            raise NotFoundError(f"Nothing is worked out for {employee_id} in the period from {period_start} on yet.")
        return statement_of(row, await currency(context))
