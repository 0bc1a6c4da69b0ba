"""Loads crew members by id and by employee id."""

from collections.abc import Iterable
from uuid import UUID

from strawberry.dataloader import DataLoader

from api.airlines.loaders import currency
from api.context import Context
from api.crew.types import CrewMember, crew_member
from domain.errors import NotFoundError
from store import crew, rows
from store.tables import CrewMember as Row


def by_id(context: Context) -> DataLoader[UUID, CrewMember | None]:
    """Crew member by id; None for those that the asker does not see."""

    async def load(ids: list[UUID]) -> list[CrewMember | None]:
        async with context.reading() as session:
            found = await rows.by_ids(session, Row, ids)
        known = await _opened(context, [row for row in found if row is not None])
        return [known.get(each) for each in ids]

    return DataLoader(load)


def id_of(context: Context) -> DataLoader[str, UUID | None]:
    """Id by employee id; None for those that the asker does not see."""

    async def load(employee_ids: list[str]) -> list[UUID | None]:
        async with context.reading() as session:
            known = {row.employee_id: row.id for row in await crew.every(session, context.airline_id)}
        return [known.get(each) for each in employee_ids]

    return DataLoader(load)


async def known(context: Context, employee_id: str) -> UUID:
    """The id of a crew member; ``NotFoundError`` where the asker sees none."""
    found = await context.loader(id_of).load(employee_id)
    if found is None:
        raise NotFoundError(f"There is no crew member {employee_id} here (or it is not yours to see).")
    return found


async def _opened(context: Context, members: Iterable[Row]) -> dict[UUID, CrewMember]:
    """The crew members with their names opened."""
    seen = list(members)
    paid_in = await currency(context)
    names = crew.names(seen, context.doors.sealer)
    return {row.id: crew_member(row, names[row.id], paid_in) for row in seen}
