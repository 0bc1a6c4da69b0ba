"""The month's pay: facts out of the record, rules out of the Rulebook, a new version of everybody's calculation.

A run is split into parts of some crew members each. What a part comes to is written with the part, in one transaction,
under a run that nobody reads; when all parts are done one row makes the run the newest. A program that is killed leaves
whole parts, and the next one goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final
from uuid import UUID

from domain.claims import Claims
from domain.clock import tz_version
from domain.errors import InputError, NotFoundError, RefusedError
from domain.money import Currency
from servers.progress import Progress, Silent
from services import airlines, paidbooks, periods, rulebooks, workers
from services.doors import Doors
from services.months import Month
from services.permission import staff
from services.runwork import Desk
from store import adjustments, calculations, crew, runparts, runs
from store.database import Database, WriteSession
from store.runparts import Sum
from store.runs import NewRun
from store.tables import PayRunRow

ENGINE: Final = f"payroll {version('crewlex')}"
"""What a run says it was worked out with."""
PART: Final = 2_500
"""Crew members in one part: what is held in memory, and what is lost when a program is killed."""


@dataclass(frozen=True, slots=True)
class Paid:
    """A run that is live: what it paid out of, and what it came to (``sum``, in minor units)."""

    run_id: UUID
    content_hash: str
    rulebook: str
    sum: Sum
    currency: Currency
    resumed: bool

    @property
    def gross(self) -> int:
        """What everybody together is owed, minor units."""
        return self.sum.gross


async def pay_month(
    doors: Doors,
    claims: Claims,
    airline: str,
    month: Month,
    *,
    reason: str = "",
    progress: Progress | None = None,
    processes: int = 1,
    size: int = PART,
) -> Paid:
    """Works out the month's pay of everybody on the books and stores it as a new version, with its lines and origins.

    A run of the month that was cut off is gone on with, by the Rulebook it was begun with. ``RefusedError`` while
    another program runs the month's pay, or once the period is closed; ``NotFoundError`` where the month has no crew;
    ``InputError`` names bad input, for which its part waits: nothing is to be seen of the run until it is put right.
    What lacks data is kept with each calculation: a statement is complete only where it has none.
    """
    staff(claims, "works out what its crew are owed")
    found = await airlines.find(doors, claims, airline)
    async with doors.database.writing(claims) as session:
        period = await periods.ensure(session, found.id, month)
        people = await _people(session, found.id, airline, month, period)
    async with runs.alone(doors.database, claims, period):
        async with doors.database.writing(claims) as session:
            run = await runs.in_work(session, found.id, period)
            if resumed := run is not None:
                await runs.go_on(session, run)
        if run is None:
            rulebook = await rulebooks.in_force(doors, claims, airline, *month)
            parts = [people[start : start + size] for start in range(0, len(people), size)]
            new = NewRun(found.id, period, rulebook, parts, ENGINE, doors.settings.minute(), reason)
            async with doors.database.writing(claims) as session:
                run = await runs.begin(session, new)
        return await carry_out(doors.database, claims, run, progress or Silent(), processes, resumed=resumed)


async def abandon(doors: Doors, claims: Claims, airline: str, month: Month, reason: str) -> UUID:
    """Gives up the month's run that is in work, which no program may be working on; returns its id."""
    staff(claims, "works out what its crew are owed")
    found = await airlines.find(doors, claims, airline)
    async with doors.database.reading(claims) as session:
        period = await periods.find(session, found.id, month)
    async with runs.alone(doors.database, claims, period), doors.database.writing(claims) as session:
        run = await runs.in_work(session, found.id, period)
        if run is None:
            raise NotFoundError(f"No run of {month[0]:%Y-%m} is in work: there is nothing to abandon.")
        await runs.abandon(session, run.id, doors.settings.minute(), reason)
        return run.id


async def _people(session: WriteSession, airline_id: UUID, airline: str, month: Month, period: UUID) -> Sequence[UUID]:
    """Everybody on the books; those who left and are still paid something; and those whom an earlier run had, of whom
    this one says that they are owed nothing.
    """
    people = await crew.on_books(session, airline_id, *periods.days(month))
    others = {*await adjustments.due(session, period), *await calculations.people(session, period)}.difference(people)
    if not people and not others:
        raise paidbooks.nobody(airline, month)
    return [*people, *sorted(others)]


async def carry_out(
    database: Database, claims: Claims, run: PayRunRow, progress: Progress, processes: int, *, resumed: bool = False
) -> Paid:
    """Works out every part of a run that is not done yet, and makes it live. The caller is ``runs.alone``."""
    _same_program(run)
    task = progress.task("working out the month's pay", total=run.parts)
    try:
        desk = await Desk.of(database, claims, run.id)
        if (count := min(processes, run.parts)) > 1:  # a part alone is done before a program beside this one has begun
            await workers.together(database.url, claims, run.id, count)
        await desk.work(task.advance)
        await desk.work(task.advance, wait=True)
        if desk.passed:
            number, error = min(desk.passed.items())
            raise InputError(f"Part {number} of the run waits: {error} Put it right and run the pay again.")
        async with database.writing(claims) as session:
            live = await runs.flip(session, run.id)
            total = await runparts.summed(session, run.id)
        return Paid(run.id, live.content_hash or "", run.rulebook_hash, total, desk.currency, resumed)
    finally:
        task.finish()


def _same_program(run: PayRunRow) -> None:
    """A run is one program's: parts of two engines or two time zone tables would be no run that can be made again."""
    begun, now = (run.engine_version, run.tzdata_version), (ENGINE, tz_version())
    if begun != now:
        raise RefusedError(
            f"Run {run.id} was begun with {begun[0]} and tzdata {begun[1]}, this is {now[0]} and {now[1]}: abandon it."
        )
