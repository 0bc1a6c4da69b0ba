"""Two results of pay held against each other: who is owed what instead, by rule and component.

A side is a run, what stands of a month on record, or a what-if: the month's facts of now, paid by another edition or by
a change set that is not published.
"""

import asyncio
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

import polars as pl

from domain.claims import Claims
from domain.errors import InputError, NotFoundError
from domain.frames import TOTALS
from domain.money import Currency
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import RuleGraph
from domain.rules.rule import Key
from payroll.adjusted import adjusted
from payroll.engine import PayResult, pay
from payroll.shift import shift
from services import airlines, candidates, content, months, paidbooks, past, periods, regimes
from services.alike import may_pay_otherwise
from services.doors import Doors
from services.months import Month
from services.past import Known
from store import adjustments, numbers, rows, rulebooks, runresults, runs
from store import airlines as airline_rows
from store.tables import PayPeriod, PayRunRow

_WHAT_IF: Final = re.compile(r"(?P<month>\d{4}-\d{2})@(?:(?P<edition>\d{1,9})|(?P<change>CS-\d{1,9}))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its name for people, its month, the hash of its Rulebook, and what everybody is owed, minor units."""

    name: str
    month: Month
    rulebook: str
    gross: int


@dataclass(frozen=True, slots=True)
class PayDiff:
    """What the second side says otherwise. ``rows``, ``crew`` and ``opened`` are SHIFTED, TOTAL and OPENED of
    ``payroll.shift`` with ``employee_id`` in front, of those with whom something differs; money in minor units.
    """

    airline: str
    currency: Currency
    before: Side
    after: Side
    rows: pl.DataFrame
    crew: pl.DataFrame
    opened: pl.DataFrame

    def of(self, employee_id: str) -> "PayDiff":
        """One crew member's part."""
        mine = pl.col("employee_id") == employee_id
        return replace(self, rows=self.rows.filter(mine), crew=self.crew.filter(mine), opened=self.opened.filter(mine))

    def written(self) -> dict[str, Any]:
        """All of it for programs."""
        sides = {
            name: {
                "name": side.name,
                "period": f"{side.month[0]:%Y-%m}",
                "rulebook": side.rulebook,
                "gross": side.gross,
            }
            for name, side in (("before", self.before), ("after", self.after))
        }
        frames = {"rows": self.rows, "crew": self.crew, "opened": self.opened}
        told = {name: frame.to_dicts() for name, frame in frames.items()}
        currency = [self.currency.code, self.currency.exponent]
        return {"airline": self.airline, "currency": currency, **sides, **told}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A side worked out; ``rules`` are those of a what-if, None for a run."""

    name: str
    month: Month
    rulebook: Rulebook
    result: PayResult
    rules: RuleGraph | None = None

    @property
    def side(self) -> Side:
        return Side(self.name, self.month, self.rulebook.hash, int(self.result.totals["gross"].sum()))


async def of(doors: Doors, claims: Claims, airline: str, before: str, after: str, employee_id: str = "") -> PayDiff:
    """What ``after`` says otherwise than ``before``. Each is a run's id, a month such as ``2026-12`` (what stands on
    record), ``2026-12@3`` (paid by edition 3) or ``2026-12@CS-4`` (by a change set, which asks for an editor).

    ``InputError`` for anything else, ``NotFoundError`` where there is no such run, month, edition or crew member.
    """
    found = await airlines.find(doors, claims, airline)
    sides = [await _side(doors, claims, airline, typed) for typed in (before, after)]
    everybody = _everybody(sides)
    before_all, after_all = (_filled(each.result, everybody) for each in sides)
    shifted = shift(before_all, after_all, _may_differ(*sides))
    frames = (shifted.rows, _otherwise(shifted.crew), shifted.opened)
    async with doors.database.reading(claims) as session:
        named = [await numbers.employees(session, found.id, frame) for frame in frames]
        currency = await airline_rows.currency(session, found.id)
        people = await numbers.employees(session, found.id, everybody)
    ordered = [frame.sort("employee_id", maintain_order=True) for frame in named]
    told = PayDiff(airline, currency, sides[0].side, sides[1].side, *ordered)
    if not employee_id:
        return told
    if employee_id not in people["employee_id"]:
        raise NotFoundError(f"Neither side has a crew member {employee_id}.")
    return told.of(employee_id)


async def _side(doors: Doors, claims: Claims, airline: str, typed: str) -> _Asked:
    what_if = _WHAT_IF.fullmatch(typed)
    if what_if is not None:
        month = months.parse(what_if["month"])
        name, rules = await _rules(doors, claims, airline, what_if)
        return await _worked(doors, claims, airline, month, f"{month[0]:%Y-%m} by {name}", rules)
    try:
        return await _run(doors, claims, UUID(typed))
    except ValueError:
        return await _run(doors, claims, await _standing(doors, claims, airline, _month(typed)))


def _month(typed: str) -> Month:
    try:
        return months.parse(typed)
    except InputError:
        raise InputError(
            f"{typed!r} is no run and no month: write a run's id, 2026-12, 2026-12@3 (edition 3) or 2026-12@CS-4."
        ) from None


async def _standing(doors: Doors, claims: Claims, airline: str, month: Month) -> UUID:
    found = await airlines.find(doors, claims, airline)
    async with doors.database.reading(claims) as session:
        run = await runs.newest(session, await periods.find(session, found.id, month))
    if run is None:
        raise NotFoundError(f"{month[0]:%Y-%m} was not run yet: run its pay, or name an edition, as 2026-12@3.")
    return run.id


async def _run(doors: Doors, claims: Claims, run_id: UUID) -> _Asked:
    async with doors.database.reading(claims) as session:
        run = await rows.one(session, PayRunRow, run_id)
        period = await rows.one(session, PayPeriod, run.pay_period_id)
        found = await runresults.of(session, run_id)
        rulebook = await rulebooks.get(session, run.airline_id, run.rulebook_hash)
    result = PayResult(found.lines, found.totals, found.needs)
    return _Asked(f"run {run_id}", months.month(period.start_date), rulebook, result)


async def _rules(doors: Doors, claims: Claims, airline: str, asked: re.Match[str]) -> tuple[str, RuleGraph]:
    if asked["change"]:
        candidate = await candidates.of_change_set(doors, claims, asked["change"].upper())
        return candidate.name, candidate.part(airline)
    number, listed = await past.listed(doors, claims, airline, Known(int(asked["edition"])))
    return f"edition {number}", content.deciding(listed)


async def _worked(doors: Doors, claims: Claims, airline: str, month: Month, name: str, rules: RuleGraph) -> _Asked:
    """The month's facts of now under these rules, with what is paid in it of earlier periods."""
    found = await airlines.find(doors, claims, airline)
    rulebook = resolve(rules, airline, *month, await regimes.named(doors, claims, airline, *month))
    async with doors.database.snapshot(claims) as session:
        book = await paidbooks.of_month(session, found.id, month, rulebook)
        currency = await airline_rows.currency(session, found.id)
        earlier = await adjustments.taken(session, await periods.find(session, found.id, month))
    result = await asyncio.to_thread(pay, rulebook, book.crew, book.duties, book.legs, currency, book.beside)
    return _Asked(name, month, rulebook, adjusted(result, earlier), rules)


def _may_differ(before: _Asked, after: _Asked) -> Collection[Key]:
    """The rules whose open rows may hide a difference; between runs facts may differ, so that any rule's may."""
    if before.rules is not None and after.rules is not None and before.month == after.month:
        return may_pay_otherwise(before.rulebook, after.rulebook, (*before.rules.edges, *after.rules.edges))
    return before.rulebook.rules.keys() | after.rulebook.rules.keys()


def _everybody(sides: Iterable[_Asked]) -> pl.DataFrame:
    """The ``crew_id`` of everybody that either side has."""
    return pl.concat([each.result.totals.select("crew_id") for each in sides]).unique().sort("crew_id")


def _filled(result: PayResult, everybody: pl.DataFrame) -> PayResult:
    """The result with totals for everybody: those it has not are owed nothing by it."""
    totals = everybody.join(result.totals, on="crew_id", how="left").select(list(TOTALS))
    return replace(result, totals=totals.with_columns(pl.exclude("crew_id", "hourly_rate").fill_null(0)))


def _otherwise(crew: pl.DataFrame) -> pl.DataFrame:
    """Those whose pay or credit differs, or cannot be said."""
    changed = (pl.col("delta") != 0) | (pl.col("credit_before") != pl.col("credit_after"))
    return crew.filter(changed | pl.any_horizontal(pl.col("opened", "closed", "still") != 0))
