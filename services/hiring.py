"""A generated crew for a month's flights: as many as the solver says it needs, and no more than are missing."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import polars as pl

from domain.claims import Claims
from domain.crew import Position
from domain.frames import CREW, empty
from etl import checks
from etl.generated import people
from services import problems, rulebooks
from services.doors import Doors
from services.months import Month
from solver import crewing
from store import crew, history
from store.crew import NewCrew
from store.database import ReadSession
from store.tables.enums import ContractType, UnionStatus

FEED: Final = "generated"
Need = Mapping[tuple[str, Position], int]
"""How many are needed, by base and position."""


async def hire(
    doors: Doors,
    claims: Claims,
    airline: str,
    airline_id: UUID,
    month: Month,
    legs: pl.DataFrame,
    seed: int,
    *,
    demonstration: bool = False,
) -> int:
    """Hires whom the month's flights (``etl.schemas.FLIGHTS``) need beyond those on the books; returns the crew's size.

    Names are sealed on their way into the record.
    """
    rulebook = await rulebooks.in_force(doors, claims, airline, *month)
    bases = legs.filter(~pl.col("generated"))["origin"].unique().sort().to_list()
    asked = problems.problem(legs, empty(CREW), bases, month)
    needed = await asyncio.to_thread(crewing.needed, asked, rulebook, demonstration=demonstration)
    async with doors.database.reading(claims) as session:
        there = await crew.frame(session, airline_id, month[0], month[1] - timedelta(days=1))
        ranks = await _seniorities(session, airline_id)
    new = _missing(needed, there, _candidates(legs, airline, month, seed, needed), max(ranks, default=0), airline)
    if new.height:
        async with doors.database.writing(claims) as session:
            await history.because(session, FEED, f"crew for {month[0]:%Y-%m}, with seed {seed}")
            members = [_member(row) for row in checks.people(new).iter_rows(named=True)]
            await crew.add_many(session, airline_id, members, doors.sealer)
    return there.height + new.height


async def _seniorities(session: ReadSession, airline_id: UUID) -> list[int]:
    return [each.seniority_number or 0 for each in await crew.every(session, airline_id)]


def _candidates(legs: pl.DataFrame, airline: str, month: Month, seed: int, needed: Need) -> pl.DataFrame:
    """At least as many people as are needed of each base and position."""
    sets = people.crews_needed(legs)
    complement = Counter[Position]()
    for (base, position), count in needed.items():
        complement[position] = max(complement[position], -(-count // sets[base]))
    return people.crew(legs, airline, month[0], seed, dict(complement))


def _missing(needed: Need, there: pl.DataFrame, candidates: pl.DataFrame, last: int, airline: str) -> pl.DataFrame:
    """The candidates that are hired: so many of each base and position as are missing, next in seniority."""
    have = Counter(there.select("base", "position").rows())
    fresh = candidates.filter(~pl.col("crew_id").is_in(there["crew_id"].to_list()))
    hired = [
        fresh.filter(base=base, position=position.value).head(max(count - have[base, position.value], 0))
        for (base, position), count in sorted(needed.items())
    ]
    rows = pl.concat([candidates.clear(), *hired]).sort("hire_date", "crew_id")
    rank = pl.int_range(last + 1, last + 1 + rows.height, dtype=pl.Int64)
    return rows.with_columns(
        seniority_number=rank, employee_id=pl.lit(airline) + rank.cast(pl.String).str.zfill(5)
    ).select(candidates.columns)


def _member(row: dict[str, Any]) -> NewCrew:
    return NewCrew(
        id=UUID(row["crew_id"]),
        employee_id=row["employee_id"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        position=Position(row["position"]),
        base=row["base"],
        hire_date=row["hire_date"],
        seniority=row["seniority_number"],
        union_status=UnionStatus(row["union_status"]),
        contract_type=ContractType(row["contract_type"]),
    )
