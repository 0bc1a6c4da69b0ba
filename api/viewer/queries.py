"""Asks who is signed in."""

import strawberry

from api.context import Info
from api.viewer.types import Viewer


@strawberry.type
class ViewerQuery:
    """Questions about the asker."""

    @strawberry.field
    async def me(self, info: Info) -> Viewer:
        """Who is signed in."""
        claims = info.context.claims
        return Viewer(claims=claims, id=strawberry.ID(str(claims.sub)), email=claims.email, role=claims.role)
