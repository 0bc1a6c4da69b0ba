"""A stored run made again, from the facts and the Rulebook that it kept: the same to the byte, or not."""

import asyncio
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import polars as pl

from domain.claims import Claims
from domain.clock import tz_version
from domain.errors import InputError, NotFoundError
from domain.frames import ADJUSTMENTS, empty
from domain.money import Currency
from payroll.beside import Beside
from services import airlines, periods
from services.books import Book
from services.doors import Doors
from services.months import Month
from services.paying import ENGINE
from services.runwork import INPUTS, worked_out
from store import airlines as airline_rows
from store import crew, rows, runparts, runresults
from store.database import ReadSession
from store.runparts import Origins, as_stored, hashed
from store.tables import PayRunRow

_COLUMNS: Final = ("component", "amount", "credit", "rule_code", "reason")


@dataclass(frozen=True, slots=True)
class Recomputed:
    """One crew member's lines (``component``, ``amount``, ``credit``, ``rule_code``, ``reason``) as they come out now,
    and the hash of their whole part of the run: what it was, and what it is now.
    """

    part: int
    stored: str
    now: str
    engine: str
    tzdata: str
    lines: pl.DataFrame
    currency: Currency

    @property
    def same(self) -> bool:
        """Whether every line, total and open row of the part came out again, to the byte."""
        return self.stored == self.now

    @property
    def why(self) -> str:
        """What differs in the means, where something does: a sentence, or nothing."""
        if not self.stored.startswith("sha256:"):
            return "The run was made before parts had hashes: its lines can be compared, not its bytes."
        then, here = (self.engine, self.tzdata), (ENGINE, tz_version())
        return (
            "" if then == here else f"It was made with {then[0]} and tzdata {then[1]}; this is {here[0]} and {here[1]}."
        )


async def again(
    doors: Doors, claims: Claims, airline: str, run_id: UUID, employee_id: str, month: Month | None = None
) -> Recomputed:
    """Works out again the part of a run that a crew member is in, from what the run kept and nothing else.

    ``InputError`` where the run is of another period than the ``month``, if one is named.
    """
    found = await airlines.find(doors, claims, airline)
    async with doors.database.reading(claims) as session:
        every = await crew.every(session, found.id)
        member = next((each for each in every if each.employee_id == employee_id), None)
        if member is None:
            raise NotFoundError(f"There is no crew member {employee_id} here (or it is not you).")
        await runresults.seen(session, run_id)
        if month is not None:
            await _of_month(session, found.id, run_id, month)
        number = await runparts.number_of(session, run_id, member.id)
        kept = await runparts.origins(session, run_id, number)
        currency = await airline_rows.currency(session, found.id)
    stored = as_stored(await asyncio.to_thread(worked_out, kept.rulebook, book(kept), currency), kept.crew)
    mine = stored.lines.filter(pl.col("crew_id") == str(member.id)).select(_COLUMNS)
    return Recomputed(number, kept.content_hash, hashed(stored, kept.kept), kept.engine, kept.tzdata, mine, currency)


async def _of_month(session: ReadSession, airline_id: UUID, run_id: UUID, month: Month) -> None:
    period = await periods.find(session, airline_id, month)
    if (await rows.one(session, PayRunRow, run_id)).pay_period_id != period:
        raise InputError(f"Run {run_id} is of another period than {month[0]:%Y-%m}: `crewlex pay runs` tells which.")


def book(kept: Origins) -> Book:
    """The book that a part was worked out from."""
    beside = Beside(**{name: kept.inputs[name] for name in INPUTS if name in kept.inputs})
    adjustments = kept.inputs.get("adjustments", empty(ADJUSTMENTS))
    return Book(kept.inputs["crew"], kept.inputs["duties"], kept.inputs["legs"], beside, adjustments)
