"""Who is signed in."""

import strawberry

from api.airlines.loaders import own
from api.airlines.types import Airline
from api.context import Info
from api.crew.loaders import by_id
from api.crew.types import CrewMember
from api.enums import Role
from domain.claims import Claims


@strawberry.type
class Viewer:
    """The holder of the token."""

    claims: strawberry.Private[Claims]
    id: strawberry.ID
    email: str
    role: Role

    @strawberry.field
    async def airline(self, info: Info) -> Airline | None:
        """The airline of the token; null for a platform administrator whose token names none."""
        if self.claims.airline_id is None:
            return None
        found = await info.context.once(own)
        return Airline(code=found.code, name=found.name, currency=found.currency)

    @strawberry.field
    async def crew_member(self, info: Info) -> CrewMember | None:
        """The crew member that this login belongs to."""
        if self.claims.role is not Role.USER:
            return None
        return await info.context.loader(by_id).load(self.claims.sub)
