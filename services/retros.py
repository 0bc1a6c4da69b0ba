"""What changes after a period was closed: worked out anew in full, less all that was paid for it so far.

Facts that were corrected, and terms published for days that are paid already, come to differences. Posted, they wait
for the next open period that is run; the run that was paid is never touched. What was posted counts as paid from then
on, so posting again posts nothing.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

import polars as pl

from domain.claims import Claims
from domain.errors import InputError, RefusedError
from domain.money import Currency
from domain.rulebook import Rulebook
from payroll.engine import PayResult
from payroll.retro import ABOUT, DELTAS, Retro, retro
from services import airlines, paidbooks, periods, rulebooks
from services.doors import Doors
from services.months import Month
from services.paying import ENGINE, PART
from services.permission import staff
from services.runwork import worked_out
from store import adjustments, crew, inputs, numbers, rows, runs
from store import airlines as airline_rows
from store import periods as period_rows
from store import rulebooks as rulebooks_kept
from store.adjustments import NewRetro
from store.database import Database, ReadSession, WriteSession
from store.runparts import NEEDS
from store.tables import PayPeriod, PayRunRow
from store.tables.enums import AdjustmentKind, PeriodStatus, RunStatus

WHY: Final = {
    AdjustmentKind.CORRECTION: "the facts were corrected",
    AdjustmentKind.RETRO: "the rules of these days were changed",
}
"""The reason that is kept where nobody gives one."""
Inputs = Mapping[str, pl.DataFrame]
"""What a part was worked out from, by name."""
_KINDED: Final = DELTAS | {"kind": pl.String()}


@dataclass(frozen=True, slots=True)
class Earned:
    """One closed period worked out again: DELTAS with ``employee_id``, ``flight`` (its number), the day that it
    ``departs``, and ``kind``; and the open rows (NEEDS with ``employee_id``) of those who wait. ``posted`` is the
    posting, where there was something.
    """

    month: Month
    run: PayRunRow
    rulebook: Rulebook
    currency: Currency
    deltas: pl.DataFrame
    waiting: pl.DataFrame
    posted: UUID | None = None

    @property
    def total(self) -> int:
        """What all differences come to, minor units."""
        return int(self.deltas["amount"].sum())

    @property
    def kinds(self) -> list[AdjustmentKind]:
        """What the differences come from: corrected facts, changed rules, or some from each."""
        return [AdjustmentKind(each) for each in self.deltas["kind"].unique().sort()]

    @property
    def why(self) -> str:
        """The same in words; nothing where nothing differs."""
        return ", ".join(WHY[each] for each in self.kinds)

    def written(self) -> dict[str, Any]:
        """All of it for programs; money in minor units, credit in minutes."""
        return {
            "period": f"{self.month[0]:%Y-%m}",
            "run": str(self.run.id),
            "kinds": [each.value for each in self.kinds],
            "rulebook": self.rulebook.hash,
            "currency": [self.currency.code, self.currency.exponent],
            "total": self.total,
            "deltas": self.deltas.to_dicts(),
            "waiting": self.waiting.to_dicts(),
            "posted": str(self.posted) if self.posted else None,
        }


async def preview(doors: Doors, claims: Claims, airline: str, months: Sequence[Month]) -> list[Earned]:
    """What each of these closed periods would give; nothing is written. ``RefusedError`` for one that is open."""
    found = await airlines.find(doors, claims, airline)
    asked = await _asked(doors, claims, airline, months)
    async with doors.database.snapshot(claims) as session:
        return [(await _again(session, found.id, *each))[0] for each in asked]


async def post(doors: Doors, claims: Claims, airline: str, months: Sequence[Month], reason: str = "") -> list[Earned]:
    """The same, and what there is to pay is posted for the next open period, all of it in one transaction."""
    found = await airlines.find(doors, claims, airline)
    asked = await _asked(doors, claims, airline, months)
    async with doors.database.writing(claims) as session:
        return [await _post(session, doors.database, found.id, *each, reason) for each in asked]


async def _asked(doors: Doors, claims: Claims, airline: str, months: Sequence[Month]) -> list[tuple[Month, Rulebook]]:
    """The periods in their order, each with the newest rules of its days."""
    staff(claims, "works closed periods out again")
    if len(set(months)) < len(months):
        raise InputError("A period is named twice: name each once.")
    return [(month, await rulebooks.in_force(doors, claims, airline, *month)) for month in sorted(months)]


async def _post(
    session: WriteSession, database: Database, airline_id: UUID, month: Month, rulebook: Rulebook, reason: str
) -> Earned:
    """The facts are those of one moment, after whoever else was posting for this period has done so."""
    await period_rows.hold(session, await periods.find(session, airline_id, month))
    async with database.snapshot(session.claims) as still:
        found, parts = await _again(still, airline_id, month, rulebook)
    if found.deltas.is_empty():
        return found
    kept = [
        {name: await inputs.put(session, airline_id, name, frame) for name, frame in part.items()} for part in parts
    ]
    new = NewRetro(found.run, rulebook, ENGINE, kept, reason or found.why)
    return replace(found, posted=await adjustments.post(session, new, found.deltas))


async def _again(
    session: ReadSession, airline_id: UUID, month: Month, rulebook: Rulebook
) -> tuple[Earned, list[Inputs]]:
    """A closed period worked out again, and the inputs of the parts of it in which something differs."""
    run = await _paid_by(session, airline_id, month)
    currency = await airline_rows.currency(session, airline_id)
    paid_by = await rulebooks_kept.get(session, airline_id, await adjustments.last_rulebook(session, run))
    closed = _Closed(session, run, month, currency, None if paid_by.hash == rulebook.hash else paid_by)
    on_books = await crew.on_books(session, airline_id, *periods.days(month))
    people = sorted({*on_books, *await adjustments.people(session, run.id, run.pay_period_id)})
    deltas, waiting, differ = [pl.DataFrame(schema=_KINDED)], [pl.DataFrame(schema=dict(NEEDS))], []
    for part in (people[start : start + PART] for start in range(0, len(people), PART)):
        found, made_of = await closed.differences(rulebook, part)
        deltas.append(await closed.told_apart(found.deltas))
        waiting.append(found.waiting)
        differ += [] if found.deltas.is_empty() else [made_of]
    told = await numbers.flights(session, airline_id, pl.concat(deltas))
    named = await numbers.employees(session, airline_id, told)
    open_rows = await numbers.employees(session, airline_id, pl.concat(waiting))
    return Earned(month, run, rulebook, currency, named, open_rows), differ


@dataclass(frozen=True, slots=True)
class _Closed:
    """A closed period: its released run, and the rules that it was last paid by where they are not those of now."""

    session: ReadSession
    run: PayRunRow
    month: Month
    currency: Currency
    paid_by: Rulebook | None

    async def differences(self, rulebook: Rulebook, part: Sequence[UUID]) -> tuple[Retro, Inputs]:
        """What these rules and the facts of now come to for some crew members, less all that was paid to them."""
        book = await paidbooks.of_month(self.session, self.run.airline_id, self.month, rulebook, part)
        worked = await asyncio.to_thread(worked_out, rulebook, book, self.currency)
        paid = await adjustments.so_far(self.session, self.run.id, self.run.pay_period_id, part)
        return retro(PayResult(worked.lines, worked.totals, worked.needs), paid, self.currency), worked.inputs

    async def told_apart(self, deltas: pl.DataFrame) -> pl.DataFrame:
        """Each difference with its ``kind``: a correction where the rules that were last paid by come to the same."""
        facts = deltas
        if self.paid_by is not None and not deltas.is_empty():
            whose = [UUID(each) for each in deltas["crew_id"].unique().sort()]
            facts = (await self.differences(self.paid_by, whose))[0].deltas
        key = [*ABOUT, "amount", "credit"]
        known = facts.select(*key, kind=pl.lit(AdjustmentKind.CORRECTION.value))
        told = deltas.join(known, on=key, how="left", nulls_equal=True, maintain_order="left")
        return told.with_columns(pl.col("kind").fill_null(AdjustmentKind.RETRO.value))


async def _paid_by(session: ReadSession, airline_id: UUID, month: Month) -> PayRunRow:
    """The released run of a closed period."""
    period = await rows.one(session, PayPeriod, await periods.find(session, airline_id, month))
    run = await runs.newest(session, period.id)
    if period.status not in (PeriodStatus.CLOSED, PeriodStatus.PAID) or run is None or run.status != RunStatus.RELEASED:
        raise RefusedError(f"{month[0]:%Y-%m} is {period.status}, not closed: run its pay again, that is all it takes.")
    return run
