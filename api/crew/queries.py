"""Asks for crew members."""

import strawberry

from api.context import Info
from api.crew.loaders import by_id, known
from api.crew.types import CrewMember


@strawberry.type
class CrewQuery:
    """Questions about crew members."""

    @strawberry.field
    async def crew_member(self, info: Info, employee_id: str) -> CrewMember | None:
        """One crew member; crew see themselves only."""
        return await info.context.loader(by_id).load(await known(info.context, employee_id))
