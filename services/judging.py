"""The judge's verdict on a month: of its roster as planned, and of what was flown."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import polars as pl

from domain.claims import Claims
from domain.crew import FLYING, Kind, Position
from domain.errors import NotFoundError
from domain.judgement import Judgement
from domain.rulebook import Rulebook
from domain.timelines.events import Fdp, Leg
from domain.timelines.timeline import AcclimatedClock, Crew, Policy, Timeline
from legality.judge import judge
from services import airlines, books, periods, rulebooks
from services.books import Book
from services.doors import Doors
from services.months import Month
from services.problems import EDGE
from store import airlines as airline_rows
from store import verdicts
from store.database import ReadSession
from store.tables import Airline

PLANNED, FLOWN = "planned", "flown"
_POLICY: Final = "acclimated_clock"


async def judge_month(doors: Doors, claims: Claims, airline: str, month: Month) -> dict[str, Judgement]:
    """Judges the month twice, as ``planned`` and as ``flown``, and keeps both verdicts with the Rulebook's hash.

    Flights, duties and crew are read anew from the record, over the month's edges too; nothing comes from the solver.
    Which clock a report is read on is the airline's recorded policy; without one, what hangs on it is NEEDS_POLICY.
    """
    found = await airlines.find(doors, claims, airline)
    rulebook = await rulebooks.in_force(doors, claims, airline, *month)
    async with doors.database.reading(claims) as session:
        period = await periods.find(session, found.id, month)
        book = await judged_book(session, found.id, month)
    if book.duties.is_empty():
        raise NotFoundError(f"{airline} has no duties in {month[0]:%Y-%m}: roster the month first.")
    judged = await asyncio.to_thread(_both, rulebook, book, chosen_clock(found))
    async with doors.database.writing(claims) as session:
        for subject, judgement in judged.items():
            await verdicts.add(session, found.id, period, subject, judgement, rulebook, doors.settings.minute())
    return judged


async def choose_clock(doors: Doors, claims: Claims, airline: str, choice: AcclimatedClock, reason: str) -> None:
    """Records which place's clock the airline reads a report on, inside one theater."""
    async with doors.database.writing(claims) as session:
        found = await airline_rows.by_code(session, airline)
        if found.policy.get(_POLICY) != choice.value:
            await airline_rows.set_policy(session, found.id, found.policy | {_POLICY: choice.value}, reason)


async def judged_book(session: ReadSession, airline_id: UUID, month: Month) -> Book:
    """The month's crew with the duties that the judge looks at: those of the month, and over its edges."""
    return await books.around(session, airline_id, month, EDGE + books.LONGEST_TRIP, EDGE)


def chosen_clock(airline: Airline) -> AcclimatedClock | None:
    """Which clock the airline reads a report on; None where it has not chosen."""
    policy = airline.policy.get(_POLICY)
    return AcclimatedClock(policy) if policy else None


def timelines(book: Book, policy: AcclimatedClock | None, *, as_flown: bool) -> list[Timeline]:
    """Every flying crew member's duties. As flown, cancelled flights are no legs, and a duty without legs is none."""
    legs, duties = _legs(book.legs, as_flown=as_flown), book.duties.partition_by("crew_id", as_dict=True)
    people = book.crew.filter(pl.col("position").is_in([position.value for position in FLYING]))
    return [
        Timeline(
            Crew(crew_id, Position(position), base, acclimated_to=base),
            _duties(duties.get((crew_id,)), legs, as_flown=as_flown),
            policy=Policy(policy),
        )
        for crew_id, position, base in people.select("crew_id", "position", "base").rows()
    ]


def _both(rulebook: Rulebook, book: Book, policy: AcclimatedClock | None) -> dict[str, Judgement]:
    return {
        subject: judge(rulebook, timelines(book, policy, as_flown=as_flown))
        for subject, as_flown in ((PLANNED, False), (FLOWN, True))
    }


def _legs(legs: pl.DataFrame, *, as_flown: bool) -> Mapping[str, Sequence[Leg]]:
    """The legs of each duty, by departure."""
    found: dict[str, list[Leg]] = {}
    for row in legs.sort("scheduled_out", "flight_id").iter_rows(named=True):
        if row["kind"] in (Kind.OPERATING, Kind.DEADHEAD) and not (as_flown and row["cancelled"]):
            found.setdefault(row["duty_id"], []).append(_leg(row, as_flown=as_flown))
    return found


def _leg(row: dict[str, Any], *, as_flown: bool) -> Leg:
    return Leg(
        flight_id=row["flight_id"],
        flight_number=row["flight_number"],
        origin=row["origin"],
        destination=row["destination"],
        scheduled_out=row["scheduled_out"],
        scheduled_in=row["scheduled_in"],
        out=row["out"] if as_flown else None,
        into=row["in"] if as_flown else None,
        deadhead=row["kind"] == Kind.DEADHEAD,
    )


def _duties(rows: pl.DataFrame | None, legs: Mapping[str, Sequence[Leg]], *, as_flown: bool) -> tuple[Fdp, ...]:
    times = ("report", "release") if as_flown else ("planned_report", "planned_release")
    return tuple(
        Fdp(
            duty_id,
            report,
            release,
            tuple(legs[duty_id]),
            cabin_crew_above_minimum=None,  # the record does not say
            outside_48_states=None,
        )
        for duty_id, report, release in ([] if rows is None else rows.select("duty_id", *times).rows())
        if duty_id in legs
    )
