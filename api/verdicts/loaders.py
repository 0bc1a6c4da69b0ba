"""Loads the judge's newest word on a period."""

from datetime import date
from uuid import UUID

from api.airlines.loaders import own
from api.context import Context
from api.periods.loaders import known
from api.verdicts.types import Subject, Verdict, verdict
from domain.errors import NotFoundError
from store import verdicts


async def newest(context: Context, start: date, subject: Subject) -> Verdict:
    """The newest verdict; ``NotFoundError`` where the asker sees none."""
    period = await known(context, start)
    async with context.reading() as session:
        said = await verdicts.latest(session, context.airline_id, UUID(period.id), subject.value)
    if said is None:
        raise NotFoundError(f"There is no verdict on {start:%Y-%m} as {subject.value} here (or it is not yours).")
    return verdict(start, subject, said, (await context.once(own)).code)
