"""What changes after a period was closed: worked out anew in full, less all that was paid for it so far.

Facts that were corrected, and terms published for days that are paid already, come to differences. Posted, they wait
for the next open period that is run; the run that was paid is never touched. What was posted counts as paid from then
on, so posting again posts nothing.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

import polars as pl

from domain.claims import Claims
from domain.errors import InputError, RefusedError
from domain.money import Currency
from domain.rulebook import Rulebook
from payroll.engine import PayResult
from payroll.retro import DELTAS, retro
from services import airlines, paidbooks, periods, rulebooks
from services.doors import Doors
from services.months import Month
from services.paying import ENGINE, PART
from services.runwork import worked_out
from store import adjustments, crew, inputs, numbers, rows, runs
from store import airlines as airline_rows
from store import periods as period_rows
from store.adjustments import NewRetro
from store.database import ReadSession, WriteSession
from store.runparts import NEEDS, Worked
from store.tables import PayPeriod, PayRunRow
from store.tables.enums import AdjustmentKind, PeriodStatus, RunStatus

WHY: Final = {
    AdjustmentKind.CORRECTION: "the facts were corrected",
    AdjustmentKind.RETRO: "the rules of these days were changed",
}
"""The reason that is kept where nobody gives one."""


@dataclass(frozen=True, slots=True)
class Earned:
    """One closed period worked out again: DELTAS with ``employee_id`` and ``flight`` (its number), and the open rows
    (NEEDS with ``employee_id``) of those who wait. ``posted`` is the posting, where there was something to post.
    """

    month: Month
    run: PayRunRow
    rulebook: Rulebook
    kind: AdjustmentKind
    currency: Currency
    deltas: pl.DataFrame
    waiting: pl.DataFrame
    posted: UUID | None = None

    @property
    def total(self) -> int:
        """What all differences come to, minor units."""
        return int(self.deltas["amount"].sum())

    def written(self) -> dict[str, Any]:
        """All of it for programs; money in minor units, credit in minutes."""
        return {
            "period": f"{self.month[0]:%Y-%m}",
            "run": str(self.run.id),
            "kind": self.kind.value,
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
    async with doors.database.reading(claims) as session:
        return [(await _again(session, found.id, *each))[0] for each in asked]


async def post(doors: Doors, claims: Claims, airline: str, months: Sequence[Month], reason: str = "") -> list[Earned]:
    """The same, and what there is to pay is posted for the next open period, all of it in one transaction."""
    found = await airlines.find(doors, claims, airline)
    asked = await _asked(doors, claims, airline, months)
    async with doors.database.writing(claims) as session:
        return [await _post(session, found.id, *each, reason) for each in asked]


async def _asked(doors: Doors, claims: Claims, airline: str, months: Sequence[Month]) -> list[tuple[Month, Rulebook]]:
    """The periods in their order, each with the newest rules of its days."""
    if len(set(months)) < len(months):
        raise InputError("A period is named twice: name each once.")
    return [(month, await rulebooks.in_force(doors, claims, airline, *month)) for month in sorted(months)]


async def _post(session: WriteSession, airline_id: UUID, month: Month, rulebook: Rulebook, reason: str) -> Earned:
    await period_rows.hold(session, await periods.find(session, airline_id, month))
    found, parts = await _again(session, airline_id, month, rulebook)
    if found.deltas.is_empty():
        return found
    kept = [
        {name: await inputs.put(session, airline_id, name, frame) for name, frame in part.inputs.items()}
        for part in parts
    ]
    new = NewRetro(found.run, rulebook, ENGINE, kept, found.kind, reason or WHY[found.kind])
    return replace(found, posted=await adjustments.post(session, new, found.deltas))


async def _again(
    session: ReadSession, airline_id: UUID, month: Month, rulebook: Rulebook
) -> tuple[Earned, list[Worked]]:
    """A closed period worked out again, and the parts of it in which something differs."""
    run = await _paid_by(session, airline_id, month)
    currency = await airline_rows.currency(session, airline_id)
    on_books = await crew.on_books(session, airline_id, *periods.days(month))
    people = sorted({*on_books, *await adjustments.people(session, run.id, run.pay_period_id)})
    deltas, waiting, differ = [pl.DataFrame(schema=dict(DELTAS))], [pl.DataFrame(schema=dict(NEEDS))], []
    for part in (people[start : start + PART] for start in range(0, len(people), PART)):
        book = await paidbooks.of_month(session, airline_id, month, rulebook, part)
        worked = await asyncio.to_thread(worked_out, rulebook, book, currency)
        paid = await adjustments.so_far(session, run.id, run.pay_period_id, part)
        found = retro(PayResult(worked.lines, worked.totals, worked.needs), paid, currency)
        deltas.append(found.deltas)
        waiting.append(found.waiting)
        differ += [] if found.deltas.is_empty() else [worked]
    same = await adjustments.last_rulebook(session, run) == rulebook.hash
    kind = AdjustmentKind.CORRECTION if same else AdjustmentKind.RETRO
    told = await numbers.flights(session, airline_id, pl.concat(deltas))
    named = await numbers.employees(session, airline_id, told)
    open_rows = await numbers.employees(session, airline_id, pl.concat(waiting))
    return Earned(month, run, rulebook, kind, currency, named, open_rows), differ


async def _paid_by(session: ReadSession, airline_id: UUID, month: Month) -> PayRunRow:
    """The released run of a closed period."""
    period = await rows.one(session, PayPeriod, await periods.find(session, airline_id, month))
    run = await runs.newest(session, period.id)
    if period.status not in (PeriodStatus.CLOSED, PeriodStatus.PAID) or run is None or run.status != RunStatus.RELEASED:
        raise RefusedError(f"{month[0]:%Y-%m} is {period.status}, not closed: run its pay again, that is all it takes.")
    return run
