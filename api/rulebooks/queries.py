"""Asks for the Rulebook of a period."""

from datetime import date

import strawberry

from api.context import Info
from api.rulebooks.loaders import in_force
from api.rulebooks.types import Rulebook


@strawberry.type
class RulebookQuery:
    """Questions about what was chosen for a period."""

    @strawberry.field
    async def rulebook(self, info: Info, start: date) -> Rulebook | None:
        """The rules in force in the month of this day: chosen, dropped with the reason, and who yields to whom."""
        return await in_force(info.context, start)
