"""Asks for verdicts."""

from datetime import date

import strawberry

from api.context import Info
from api.verdicts.loaders import newest
from api.verdicts.types import Subject, Verdict


@strawberry.type
class VerdictQuery:
    """Questions to the judge's record."""

    @strawberry.field
    async def verdict(self, info: Info, start: date, subject: Subject = Subject.PLANNED) -> Verdict | None:
        """The judge's newest word on the period that begins on this day, as planned or as flown."""
        return await newest(info.context, start, subject)
