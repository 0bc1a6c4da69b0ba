"""Loads calculations and their lines."""

from collections import defaultdict
from typing import NamedTuple
from uuid import UUID

from strawberry.dataloader import DataLoader

from api.context import Context
from services.undecided import Undecided, open_rows
from store import calculations
from store.tables import PayCalculation, PayLine


class Whose(NamedTuple):
    """One crew member in one period."""

    crew_id: UUID
    period_id: UUID


def current(context: Context) -> DataLoader[Whose, PayCalculation | None]:
    """The newest version of a calculation; None where there is none that the asker sees."""

    async def load(asked: list[Whose]) -> list[PayCalculation | None]:
        found: dict[Whose, PayCalculation | None] = {}
        async with context.reading() as session:
            for period in dict.fromkeys(each.period_id for each in asked):
                crew = [each.crew_id for each in asked if each.period_id == period]
                rows = await calculations.of_crew(session, crew, period)
                found |= {Whose(crew_id, period): row for crew_id, row in zip(crew, rows, strict=True)}
        return [found[each] for each in asked]

    return DataLoader(load)


def lines_of(context: Context) -> DataLoader[UUID, list[PayLine]]:
    """The lines of a calculation, in order."""

    async def load(ids: list[UUID]) -> list[list[PayLine]]:
        async with context.reading() as session:
            rows = await calculations.lines(session, ids)
        found: dict[UUID, list[PayLine]] = defaultdict(list)
        for row in rows:
            found[row.calculation_id].append(row)
        return [found[each] for each in ids]

    return DataLoader(load)


def undecided_of(context: Context) -> DataLoader[UUID, list[Undecided]]:
    """What a calculation that the asker sees left open, rule by rule."""

    async def load(ids: list[UUID]) -> list[list[Undecided]]:
        found: dict[UUID, list[Undecided]] = defaultdict(list)
        for row in await open_rows(context.doors, context.airline_id, ids):
            found[row.calculation_id].append(row)
        return [found[each] for each in ids]

    return DataLoader(load)
