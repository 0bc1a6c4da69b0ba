"""Asks whether what one crew member does is legal."""

import asyncio

import strawberry
from strawberry.scalars import JSON

from api.context import Info
from api.legality.judging import judged
from api.legality.types import Legality
from api.legality.types import legality as legality_of


@strawberry.type
class LegalityQuery:
    """Questions to the judge."""

    @strawberry.field
    async def legality(self, info: Info, timeline: JSON) -> Legality | None:
        """Judges a timeline, given as an object or as the JSON or YAML text of a file. Nothing of it is kept."""
        return await asyncio.to_thread(legality_of, await judged(info.context, timeline))
