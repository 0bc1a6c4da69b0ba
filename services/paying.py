"""The month's pay: facts out of the record, rules out of the Rulebook, a new version of everybody's calculation."""

import asyncio
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final
from uuid import UUID

import polars as pl

from domain.claims import Claims
from domain.errors import NotFoundError
from domain.money import Currency
from domain.rulebook import Rulebook
from domain.rules.rule import Key
from payroll.engine import PayResult, pay
from payroll.explain import not_paid
from servers.progress import Progress, Silent
from services import airlines, books, periods, rulebooks
from services.books import Book
from services.doors import Doors
from services.months import Month
from store import airlines as airline_rows
from store import runs
from store.runs import PayRun

ENGINE: Final = f"payroll {version('crewlex')}"
"""What a run says it was worked out with."""


@dataclass(frozen=True, slots=True)
class Paid:
    """One run: what it paid out of, and what it came to. ``gross`` is in minor units."""

    run_id: UUID
    rulebook: Rulebook
    book: Book
    result: PayResult
    currency: Currency

    @property
    def gross(self) -> int:
        """What everybody together is owed, minor units."""
        return int(self.result.totals["gross"].sum())


async def pay_month(
    doors: Doors, claims: Claims, airline: str, month: Month, *, reason: str = "", progress: Progress | None = None
) -> Paid:
    """Works out the month's pay of everybody on the books and stores it as a new version, with its lines and origins.

    Duties whose every flight was cancelled are left out. ``NotFoundError`` where the month has no crew. What lacks data
    is in the result's ``needs_data``, and all of it is kept: a statement is complete only where it has none.
    """
    task = (progress or Silent()).task("working out the month's pay", total=3)
    try:
        airline_id, rulebook, book, currency = await _read(doors, claims, airline, month)
        task.advance()
        result = await asyncio.to_thread(pay, rulebook, book.crew, book.duties, book.legs, currency)
        task.advance()
        async with doors.database.writing(claims) as session:
            period = await periods.ensure(session, airline_id, month)
            run = _run(airline_id, period, rulebook, book, result, doors.settings.minute(), reason)
            return Paid(await runs.store_run(session, run), rulebook, book, result, currency)
    finally:
        task.finish()


async def why_not(
    doors: Doors, claims: Claims, airline: str, month: Month, crew_id: str, rule: Key | None = None
) -> pl.DataFrame:
    """Why rules wrote no line for one crew member (``payroll.explain.NOT_PAID``), all of them or only one."""
    _, rulebook, book, currency = await _read(doors, claims, airline, month)
    if rule is not None and rule not in rulebook.rules:
        dropped = next((each.why for each in rulebook.dropped if each.rule == rule), "the airline has no such rule")
        raise NotFoundError(f"{rule} is not in force in {month[0]:%Y-%m}: {dropped}.")
    mine = book.of_crew(crew_id)
    return await asyncio.to_thread(not_paid, rulebook, mine.crew, mine.duties, mine.legs, currency, rule)


async def _read(doors: Doors, claims: Claims, airline: str, month: Month) -> tuple[UUID, Rulebook, Book, Currency]:
    found = await airlines.find(doors, claims, airline)
    rulebook = await rulebooks.in_force(doors, claims, airline, *month)
    async with doors.database.reading(claims) as session:
        book = paid_book(await books.of_month(session, found.id, month), airline, month)
        currency = await airline_rows.currency(session, found.id)
    return found.id, rulebook, book, currency


def paid_book(book: Book, airline: str, month: Month) -> Book:
    """What is paid of a month's book: all but what was cancelled. ``NotFoundError`` where it has no crew."""
    if book.crew.is_empty():
        raise NotFoundError(f"{airline} has no crew in {month[0]:%Y-%m}: load the month first.")
    return book.without_cancelled()


def _run(
    airline_id: UUID, period: UUID, rulebook: Rulebook, book: Book, result: PayResult, now: int, reason: str
) -> PayRun:
    return PayRun(
        airline_id=airline_id,
        period_id=period,
        rulebook=rulebook,
        inputs={"crew": book.crew, "duties": book.duties, "legs": book.legs},
        lines=result.lines,
        totals=result.totals,
        engine=ENGINE,
        at=now,
        reason=reason,
        needs_data=result.needs_data.to_dicts(),
    )
