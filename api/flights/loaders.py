"""Loads flights by id."""

from uuid import UUID

from strawberry.dataloader import DataLoader

from api.context import Context
from api.flights.types import Flight, flight
from store import rows
from store.tables import Flight as Row


def by_id(context: Context) -> DataLoader[UUID, Flight | None]:
    """Flight by id; None for those that the asker does not see."""

    async def load(ids: list[UUID]) -> list[Flight | None]:
        async with context.reading() as session:
            found = await rows.by_ids(session, Row, ids)
        return [None if row is None else flight(row) for row in found]

    return DataLoader(load)
