"""A trip's value through its changes: what each of them did to what the trip pays, by the newest edition.

Every state of the trip is paid as a crew member of its own, all of them by one call of the engine for each month that
one of them is paid in. What had not been flown yet is taken to be flown as planned.
"""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import polars as pl

from domain.claims import Claims
from domain.clock import local_date
from domain.errors import NotFoundError
from domain.money import Currency
from domain.rulebook import Rulebook
from payroll.beside import Beside
from payroll.engine import pay
from services import airlines, crewtrips, paidbooks, rulebooks, tripframes, tripstates
from services.books import Book
from services.crewtrips import CrewTrip
from services.doors import Doors
from services.months import Month, month
from services.tripstates import State, Step, at
from store import airlines as airline_rows
from store import crew, triphistory
from store.database import ReadSession
from store.tables import Airline


@dataclass(frozen=True, slots=True)
class Worth:
    """What a state pays, minor units, with its credit minutes; ``open``: rows that could not be decided."""

    amount: int = 0
    credit: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class Changed:
    """One change, and the trip's worth before and after it."""

    step: Step
    before: Worth
    after: Worth

    @property
    def effect(self) -> int:
        """By how much the trip is worth more, minor units; below zero less."""
        return self.after.amount - self.before.amount


@dataclass(frozen=True, slots=True)
class History:
    """A trip's changes, oldest first, each with its effect."""

    employee_id: str
    trip_id: str
    rulebooks: tuple[str, ...]
    currency: Currency
    changes: tuple[Changed, ...]

    def plain(self) -> dict[str, Any]:
        """As JSON can say it; amounts in minor units."""
        changes = [
            {
                "at": each.step.at.isoformat(), "feed": each.step.feed, "by": each.step.by and str(each.step.by),
                "reason": each.step.reason, "before": each.before.amount, "after": each.after.amount,
                "effect": each.effect, "credit": each.after.credit, "open": each.after.open,
                "changed": [{"what": it.what, "from": it.before, "to": it.after} for it in each.step.differences],
            }
            for each in self.changes
        ]  # fmt: skip
        named = {"employee": self.employee_id, "trip": self.trip_id, "currency": self.currency.code}
        return named | {"rulebooks": list(self.rulebooks), "changes": changes}


async def of(doors: Doors, claims: Claims, airline: str, employee_id: str, trip: str) -> History:
    """Each change of a trip, and its effect on what the trip pays; ``NotFoundError`` where it never had a flight.

    Crew see no versions: what is told of a trip that the asker sees is read as its airline.
    """
    found = await airlines.find(doors, claims, airline)
    async with doors.database.reading(claims) as session:
        named = await crewtrips.find(session, found.id, employee_id, trip)
    async with doors.database.reading(airlines.service(found.id)) as session:
        steps = tripstates.steps(await triphistory.of_trip(session, found.id, named.trip.id), named.trip.id)
        if not steps:
            raise NotFoundError(f"The trip of {named.day} has no flight on record: roster it first.")
        states = [step.state for step in steps]
        months = sorted({each for state in states for each in _months(named, state)})
        books = {each: await rulebooks.in_force(doors, claims, airline, *each) for each in months}
        currency = await airline_rows.currency(session, found.id)
        worth = [Worth() for _ in states]
        for each, rulebook in books.items():
            book = await _book(session, found, named, states, each, rulebook)
            result = await asyncio.to_thread(_paid, rulebook, book, currency)
            worth = [_sum(one, result.get(str(place), Worth())) for place, one in enumerate(worth)]
    before = [Worth(), *worth[:-1]]
    changes = tuple(Changed(*each) for each in zip(steps, before, worth, strict=True))
    hashes = tuple(rulebook.hash for rulebook in books.values())
    return History(employee_id, str(named.trip.id), hashes, currency, changes)


def _months(named: CrewTrip, state: State) -> tuple[Month, ...]:
    """The months that a state reports and is released in, on the base clock."""
    ends = [at(row.get("actual_release") or row["planned_release"]) for row in (state.trip, *state.duties)]
    starts = [at(row["planned_report"]) for row in state.duties] or [at(state.trip["planned_report"])]
    return tuple({month(local_date(edge, named.zone)) for edge in (min(starts), max(ends) - 1)})


async def _book(
    session: ReadSession, airline: Airline, named: CrewTrip, states: list[State], each: Month, rulebook: Rulebook
) -> Book:
    """The states that a month pays, each with a crew member of its own, and what stands beside the trip now."""
    one = await crew.frame(session, airline.id, each[0], each[1] - timedelta(days=1), [named.member.id])
    if one.is_empty():
        raise paidbooks.nobody(airline.code, each)
    whole = await paidbooks.of_month(session, airline.id, each, rulebook, [named.member.id])
    numbers = [str(place) for place in range(len(states))]
    people = one.drop("crew_id").join(pl.DataFrame({"crew_id": numbers}), how="cross").select(one.columns)
    trip = str(named.trip.id)
    standby = whole.beside.standby.filter(pl.col("trip_id") == trip)
    beside = Beside(
        standby=_each(standby, numbers).with_columns(
            pl.format("{}@{}", pl.col(name), "crew_id").alias(name) for name in ("standby_id", "trip_id")
        ),
        days=_each(whole.beside.days, numbers),
        holidays=whole.beside.holidays,
        versions=tripframes.versions(states),
    )
    book = Book(people, tripframes.duties(states), tripframes.legs(states), beside)
    emptied = paidbooks.emptied_in(tripframes.emptied(states), book, each, rulebook)
    book = replace(book, beside=replace(beside, emptied=emptied))
    paid = book.reporting_in(each).append(book.touching(each, paidbooks.parted(rulebook)))
    return paidbooks.paid(book.of_trips(paid), rulebook)


def _paid(rulebook: Rulebook, book: Book, currency: Currency) -> dict[str, Worth]:
    """What each state's trip pays."""
    result = pay(rulebook, book.crew, book.duties, book.legs, currency, book.beside)
    of_trip = result.lines.filter(pl.col("trip_id").is_not_null())
    sums = of_trip.group_by("crew_id").agg(pl.col("amount", "credit").sum())
    needs = result.needs_data.filter(~pl.col("grain").is_in(["period", "leave"]))
    undecided = dict(needs.group_by("crew_id").len().iter_rows())
    return {who: Worth(amount, credit, undecided.pop(who, 0)) for who, amount, credit in sums.iter_rows()} | {
        who: Worth(open=count) for who, count in undecided.items()
    }


def _sum(one: Worth, other: Worth) -> Worth:
    return Worth(one.amount + other.amount, one.credit + other.credit, one.open + other.open)


def _each(frame: pl.DataFrame, numbers: list[str]) -> pl.DataFrame:
    """The rows once for each state."""
    return frame.drop("crew_id").join(pl.DataFrame({"crew_id": numbers}), how="cross").select(frame.columns)
