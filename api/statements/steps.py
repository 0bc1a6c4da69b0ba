"""Loads where the lines of calculations stand on the pay ladder."""

from collections.abc import Mapping
from uuid import UUID

from strawberry.dataloader import DataLoader

from api.context import Context
from services import ladders
from services.ladders import Step


def steps_of(context: Context) -> DataLoader[UUID, Mapping[UUID, Step]]:
    """The steps of a calculation's lines, by the line's id."""

    async def load(ids: list[UUID]) -> list[Mapping[UUID, Step]]:
        async with context.reading() as session:
            steps = await ladders.of(session, ids, context.doors.settings.minute())
        return [steps for _ in ids]

    return DataLoader(load)
