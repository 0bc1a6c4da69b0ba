"""Why rules wrote no line for a crew member: out of what the run kept that their statement is of."""

import asyncio
from uuid import UUID

import polars as pl

from domain.claims import Claims
from domain.errors import NotFoundError
from domain.rulebook import Rulebook
from domain.rules.rule import Key
from payroll.explain import not_paid
from services import airlines, paidbooks, periods, recomputing, rulebooks
from services.books import Book
from services.doors import Doors
from services.months import Month
from store import airlines as airline_rows
from store import calculations, runparts
from store import periods as period_rows


async def why_not(
    doors: Doors, claims: Claims, airline: str, month: Month, crew_id: UUID, rule: Key | None = None
) -> pl.DataFrame:
    """Why rules wrote no line for one crew member (``payroll.explain.NOT_PAID``), all of them or only one.

    By the facts and the rules that their statement was worked out from; by those of now where they have none yet.
    """
    found = await airlines.find(doors, claims, airline)
    kept = await _kept(doors, claims, found.id, month, crew_id)
    rulebook, book = kept or await _of_now(doors, claims, airline, month, crew_id)
    if rule is not None and rule not in rulebook.rules:
        dropped = next((each.why for each in rulebook.dropped if each.rule == rule), "the airline has no such rule")
        raise NotFoundError(f"{rule} is not in force in {month[0]:%Y-%m}: {dropped}.")
    if book.crew.is_empty():
        raise NotFoundError(f"Crew member {crew_id} is not on the books in {month[0]:%Y-%m}: no rule is about them.")
    async with doors.database.reading(claims) as session:
        currency = await airline_rows.currency(session, found.id)
    return await asyncio.to_thread(not_paid, rulebook, book.crew, book.duties, book.legs, currency, rule, book.beside)


async def _kept(
    doors: Doors, claims: Claims, airline_id: UUID, month: Month, crew_id: UUID
) -> tuple[Rulebook, Book] | None:
    """What the current statement was worked out from, which the asker was seen to see: crew cannot read its run."""
    async with doors.database.reading(claims) as session:
        period = await period_rows.on(session, airline_id, *periods.days(month))
        current = None if period is None else (await calculations.of_crew(session, [crew_id], period.id))[0]
    if current is None:
        return None
    async with doors.database.reading(airlines.service(airline_id)) as session:
        number = await runparts.number_of(session, current.pay_run_id, crew_id)
        origins = await runparts.origins(session, current.pay_run_id, number)
    return origins.rulebook, recomputing.book(origins).of_crew(str(crew_id))


async def _of_now(doors: Doors, claims: Claims, airline: str, month: Month, crew_id: UUID) -> tuple[Rulebook, Book]:
    found = await airlines.find(doors, claims, airline)
    rulebook = await rulebooks.in_force(doors, claims, airline, *month)
    async with doors.database.snapshot(claims) as session:
        return rulebook, await paidbooks.of_month(session, found.id, month, rulebook, [crew_id])
