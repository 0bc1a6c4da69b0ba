"""The end of a month's pay: a run looked at, released by a second person, and its period closed and paid."""

from dataclasses import dataclass
from uuid import UUID

from domain.claims import Claims
from domain.errors import InputError, RefusedError
from domain.money import Currency
from services import airlines, periods
from services.doors import Doors
from services.months import Month
from services.paidbooks import parted
from services.permission import staff
from store import airlines as airline_rows
from store import doubled, evidence, rows, rulebooks, runparts, runs, summaries
from store import periods as period_rows
from store.database import ReadSession
from store.doubled import Doubled
from store.runparts import Sum
from store.summaries import ComponentTotal, OpenRule
from store.tables import PayPeriod, PayRunRow
from store.tables.enums import PeriodStatus


@dataclass(frozen=True, slots=True)
class Variance:
    """What a component came to in this period and in the last one, minor units."""

    component: str
    now: int
    before: int

    @property
    def change(self) -> int:
        """By how much it is more, or below zero less."""
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is looked at before a release: control totals, variance by component, what is open, and which flights the
    last period, which is closed, has paid too.
    """

    run: PayRunRow
    period: PayPeriod
    last: PayPeriod | None
    sum: Sum
    written: tuple[ComponentTotal, ...]
    variance: tuple[Variance, ...]
    open: tuple[OpenRule, ...]
    twice: tuple[Doubled, ...]
    currency: Currency

    @property
    def adds_up(self) -> bool:
        """Whether the lines on record add up to what the parts of the run said."""
        lines, gross = sum(each.lines for each in self.written), sum(each.amount for each in self.written)
        return (lines, gross) == (self.sum.lines, self.sum.gross)


async def sheet(doors: Doors, claims: Claims, run_id: UUID) -> Sheet:
    """What there is to see of a live run; ``RefusedError`` unless it is the one that stands for its period."""
    async with doors.database.snapshot(claims) as session:
        run = await rows.one(session, PayRunRow, run_id)
        newest = await runs.newest(session, run.pay_period_id)
        if newest is None or newest.id != run_id:
            raise RefusedError(
                f"Run {run_id} is {run.status} and not what stands for its period: "
                + (f"name the newest one, {newest.id}." if newest else "run the pay again, to its end.")
            )
        period = await rows.one(session, PayPeriod, run.pay_period_id)
        last = await period_rows.before(session, period)
        earlier = await runs.newest(session, last.id) if last else None
        now, before = await _by_component(session, run), await _by_component(session, earlier)
        return Sheet(
            run=run,
            period=period,
            last=last,
            sum=await runparts.summed(session, run_id),
            written=tuple(now.values()),
            variance=_variance(now, before),
            open=tuple(OpenRule(*row) for row in (await evidence.undecided(session, run_id)).rows()),
            twice=tuple(await _twice(session, run, last, earlier)),
            currency=await airline_rows.currency(session, run.airline_id),
        )


async def release(doors: Doors, claims: Claims, run_id: UUID, reason: str = "", accepted: str = "") -> None:
    """Releases the newest run of a period. ``RefusedError`` for whoever ran it, and where its totals do not add up.

    What could not be decided, and what a closed period has paid too, block it, unless somebody says why it goes out
    all the same (``accepted``).
    """
    seen = await sheet(doors, claims, run_id)
    if not seen.adds_up:
        raise RefusedError(f"The lines of run {run_id} do not add up to its control totals: run the pay again.")
    if seen.open and not accepted.strip():
        count = sum(each.rows for each in seen.open)
        raise RefusedError(f"{count} rows of run {run_id} could not be decided: supply what is missing, or accept it.")
    if seen.last and seen.twice and not accepted.strip():
        before = f"{seen.last.start_date:%Y-%m}"
        raise RefusedError(
            f"{len(seen.twice)} flights of run {run_id} were paid in {before} as well: take it back by "
            f"`crewlex pay retro {before} --post`, and run the pay again, or accept it."
        )
    open_too = accepted if seen.open or seen.twice else ""
    said = "; ".join(each for each in (reason, f"open rows accepted: {open_too}" if open_too else "") if each)
    async with doors.database.writing(claims) as session:
        await runs.release(session, run_id, doors.settings.minute(), said)


async def review(doors: Doors, claims: Claims, run_id: UUID, reason: str = "") -> None:
    """Notes that the crew have looked at a run."""
    async with doors.database.writing(claims) as session:
        await runs.review(session, run_id, doors.settings.minute(), reason)


async def close(doors: Doors, claims: Claims, airline: str, month: Month, reason: str = "") -> None:
    """Closes the month's period, once its newest run is released: what changes later is an adjustment."""
    await _step(doors, claims, airline, month, PeriodStatus.CLOSED, reason)


async def paid(doors: Doors, claims: Claims, airline: str, month: Month, reason: str = "") -> None:
    """Says that the month's closed period was paid."""
    await _step(doors, claims, airline, month, PeriodStatus.PAID, reason)


async def listed(doors: Doors, claims: Claims, airline: str) -> list[tuple[PayRunRow, PayPeriod, Sum]]:
    """The airline's runs, the latest first, each with its period and what its parts came to so far."""
    found = await airlines.find(doors, claims, airline)
    async with doors.database.reading(claims) as session:
        every = await runs.every(session, found.id)
        months = {
            each.id: each
            for each in await rows.by_ids(session, PayPeriod, [run.pay_period_id for run in every])
            if each
        }
        return [(run, months[run.pay_period_id], await runparts.summed(session, run.id)) for run in every]


def run_id(typed: str) -> UUID:
    """The id of a run as it was typed."""
    try:
        return UUID(typed)
    except ValueError:
        raise InputError(f"{typed!r} is no run: `crewlex pay runs` lists them.") from None


async def _step(doors: Doors, claims: Claims, airline: str, month: Month, status: PeriodStatus, reason: str) -> None:
    staff(claims, "closes and pays its periods")
    found = await airlines.find(doors, claims, airline)
    async with doors.database.writing(claims) as session:
        await period_rows.step(session, await periods.find(session, found.id, month), status, reason)


async def _twice(
    session: ReadSession, run: PayRunRow, last: PayPeriod | None, earlier: PayRunRow | None
) -> list[Doubled]:
    if last is None or earlier is None or last.status not in (PeriodStatus.CLOSED, PeriodStatus.PAID):
        return []
    rulebook = await rulebooks.get(session, run.airline_id, run.rulebook_hash)
    return await doubled.flights(session, run, earlier, parted(rulebook))


async def _by_component(session: ReadSession, run: PayRunRow | None) -> dict[str, ComponentTotal]:
    found = await summaries.by_component(session, run.id) if run else []
    return {each.component: each for each in found}


def _variance(now: dict[str, ComponentTotal], before: dict[str, ComponentTotal]) -> tuple[Variance, ...]:
    """Every component of either period, the largest change first."""
    found = [Variance(name, _amount(now, name), _amount(before, name)) for name in sorted({*now, *before})]
    return tuple(sorted(found, key=lambda each: -abs(each.change)))


def _amount(side: dict[str, ComponentTotal], component: str) -> int:
    return side[component].amount if component in side else 0
