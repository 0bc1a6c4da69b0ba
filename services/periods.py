"""A month as a pay period: its last day belongs to it, and it is paid on the first day after."""

from datetime import date, timedelta
from uuid import UUID

from domain.errors import NotFoundError
from services.months import Month
from store import periods
from store.database import ReadSession, WriteSession


def days(month: Month) -> tuple[date, date]:
    """The first and the last day of a month's period."""
    return month[0], month[1] - timedelta(days=1)


async def ensure(session: WriteSession, airline_id: UUID, month: Month) -> UUID:
    """The month's period, made where there is none."""
    return await periods.ensure(session, airline_id, *days(month), month[1])


async def find(session: ReadSession, airline_id: UUID, month: Month) -> UUID:
    """The month's period; ``NotFoundError`` where nothing was planned or paid in it yet."""
    found = await periods.on(session, airline_id, *days(month))
    if found is None:
        raise NotFoundError(f"There is no pay period {month[0]:%Y-%m} here: load and roster the month first.")
    return found.id
