"""Asks for claims."""

import strawberry

from api.claims import loaders
from api.claims.types import Claim
from api.context import Info
from api.enums import ClaimStatus


@strawberry.type
class ClaimQuery:
    """Questions about claims; crew see their own only."""

    @strawberry.field
    async def claim(self, info: Info, number: str) -> Claim | None:
        """One claim by its number."""
        return await loaders.by_number(info.context, number)

    @strawberry.field
    async def claims(self, info: Info, status: list[ClaimStatus] | None = None) -> list[Claim]:
        """The claims, newest first; a single status may be given without its list."""
        return await loaders.by_status(info.context, status)
