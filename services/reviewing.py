"""What payroll paid beside what is owed: the ledger taken in, and the differences found and recorded."""

import asyncio
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import polars as pl

from domain import clock
from domain.claims import Claims
from domain.clock import HOUR
from domain.errors import NotFoundError
from domain.money import Currency
from domain.rulebook import Rulebook
from etl import checks
from etl.generated import Fault, ledger
from payroll.discrepancies import find
from services import airlines, books, periods, rulebooks
from services.books import Book
from services.doors import Doors
from services.months import Month
from store import airlines as airline_rows
from store import calculations, discrepancies, history
from store import ledger as entries
from store.database import ReadSession

SEED: Final = 7
FEED: Final = "generated"
POSTED_BEFORE: Final = HOUR
"""A generated ledger is posted so long before now."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A month's current calculations and all they are compared by."""

    airline_id: UUID
    period: UUID
    rulebook: Rulebook
    book: Book
    lines: pl.DataFrame
    currency: Currency


async def generate_ledger(
    doors: Doors, claims: Claims, airline: str, month: Month, *, seed: int = SEED
) -> tuple[Fault, ...]:
    """Makes up what payroll paid for the month, out of what is owed and seeded faults; returns the faults.

    For a demonstration: a real ledger is imported.
    """
    owed = await _owed(doors, claims, airline, month)
    posted = doors.settings.minute() - POSTED_BEFORE
    flights = owed.book.legs.select("flight_id", "scheduled_out").unique("flight_id", keep="first")
    paid, faults = await asyncio.to_thread(ledger, owed.lines, owed.book.crew, flights, posted=posted, seed=seed)
    async with doors.database.writing(claims) as session:
        await history.because(session, FEED, f"payroll ledger with seeded faults, seed {seed}")
        await entries.put_many(session, owed.airline_id, owed.period, checks.ledger(paid))
    return faults


async def find_discrepancies(doors: Doors, claims: Claims, airline: str, month: Month) -> pl.DataFrame:
    """Finds every difference between what is owed and what was posted by now, and records them (DISCREPANCIES).

    Those of earlier checks that are not there any more are closed; those that people work on stay as they are.
    """
    owed, now = await _owed(doors, claims, airline, month), doors.settings.minute()
    async with doors.database.reading(claims) as session:
        paid = await entries.frame(session, owed.airline_id, owed.period)
    found = await asyncio.to_thread(
        find, owed.rulebook, owed.lines, paid, owed.book.crew, owed.book.legs, owed.currency, now
    )
    due = clock.midnight(month[1], "UTC")
    async with doors.database.writing(claims) as session:
        await discrepancies.replace_open(session, owed.airline_id, owed.period, found, at=now, due_at=due)
    return found


async def _owed(doors: Doors, claims: Claims, airline: str, month: Month) -> Owed:
    airline_row = await airlines.find(doors, claims, airline)
    rulebook = await rulebooks.in_force(doors, claims, airline, *month)
    async with doors.database.reading(claims) as session:
        period = await periods.find(session, airline_row.id, month)
        book = await books.of_month(session, airline_row.id, month)
        lines = await _lines(session, airline_row.id, period, month)
        currency = await airline_rows.currency(session, airline_row.id)
    return Owed(airline_row.id, period, rulebook, book, lines, currency)


async def _lines(session: ReadSession, airline_id: UUID, period: UUID, month: Month) -> pl.DataFrame:
    lines = await calculations.lines_frame(session, airline_id, period)
    if lines.is_empty():
        raise NotFoundError(f"Nothing is worked out for {month[0]:%Y-%m} yet: run the month's pay first.")
    return lines
