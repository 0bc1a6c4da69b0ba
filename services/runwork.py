"""The work of a pay run: parts are taken, read, worked out and written, one transaction each, by any programs."""

import asyncio
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from domain.claims import Claims
from domain.errors import InputError, NotFoundError, RefusedError
from domain.money import Currency
from domain.rulebook import Rulebook
from payroll.adjusted import adjusted
from payroll.engine import pay
from services import paidbooks
from services.books import Book
from services.months import Month
from store import adjustments, airlines, rows, rulebooks, runparts
from store.database import Database, WriteSession
from store.runparts import Worked
from store.tables import PayPeriod, PayRunPart, PayRunRow

INPUTS: Final = ("standby", "days", "versions", "told", "holidays", "emptied")
"""What is kept of a part's inputs beside crew, duties and legs, where there is any."""


@dataclass(slots=True)
class Desk:
    """One program at work on a run: what it needs for every part, read once."""

    database: Database
    claims: Claims
    run: PayRunRow
    rulebook: Rulebook
    currency: Currency
    month: Month
    passed: dict[int, str] = field(default_factory=dict)

    @classmethod
    async def of(cls, database: Database, claims: Claims, run_id: UUID) -> "Desk":
        """The desk of a run; ``NotFoundError`` where the asker sees none."""
        async with database.reading(claims) as session:
            run = await rows.one(session, PayRunRow, run_id)
            period = await rows.one(session, PayPeriod, run.pay_period_id)
            book = await rulebooks.get(session, run.airline_id, run.rulebook_hash)
            currency = await airlines.currency(session, run.airline_id)
        return cls(database, claims, run, book, currency, (period.start_date, period.end_date + timedelta(days=1)))

    async def work(self, done: Callable[[], None], *, wait: bool = False) -> None:
        """Takes parts until there are none; with ``wait`` also those that another program holds, once it lets go.

        A part whose input is bad names it and stays; the others are worked out all the same.
        """
        while await self._one(wait=wait):
            done()

    async def _one(self, *, wait: bool) -> bool:
        """One part, if there is one; whether there was."""
        part = None
        try:
            async with self.database.writing(self.claims) as session:
                part = await runparts.take(session, self.run.id, self.passed, wait=wait)
                if part is None:
                    return False
                await self._write(session, part)
        except (InputError, RefusedError, NotFoundError) as wrong:
            if part is None:
                raise
            await self._stick(part.number, str(wrong))
        return True

    async def _write(self, session: WriteSession, part: PayRunPart) -> None:
        """The facts are those of one moment; no correction that is recorded meanwhile is half in them."""
        async with self.database.snapshot(self.claims) as still:
            facts = await paidbooks.of_month(still, self.run.airline_id, self.month, self.rulebook, part.crew)
        book = replace(facts, adjustments=await adjustments.take(session, self.run.pay_period_id, part.crew))
        worked = await asyncio.to_thread(worked_out, self.rulebook, book, self.currency)
        await runparts.finish(session, self.run, part, worked, f"{socket.gethostname()}:{os.getpid()}")

    async def _stick(self, number: int, error: str) -> None:
        self.passed[number] = error
        async with self.database.writing(self.claims) as session:
            await runparts.stick(session, self.run.id, number, error)


def worked_out(rulebook: Rulebook, book: Book, currency: Currency) -> Worked:
    """What a book comes to under a Rulebook, with what it was made of."""
    result = adjusted(pay(rulebook, book.crew, book.duties, book.legs, currency, book.beside), book.adjustments)
    beside = {name: frame for name in INPUTS if not (frame := getattr(book.beside, name)).is_empty()}
    inputs = {"crew": book.crew, "duties": book.duties, "legs": book.legs, **beside}
    if not book.adjustments.is_empty():
        inputs["adjustments"] = book.adjustments
    return Worked(inputs, result.lines, result.totals, result.needs_data)
