"""The solver's problem of a month, out of the record: its flights, its crew, and what stands at its edges."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

import polars as pl

from domain import clock
from domain.airports import zone_of
from domain.clock import DAY
from domain.crew import FLYING, Position
from services import books
from services.books import Book
from services.months import Month
from solver.problem import Committed, CrewMember, Flight, Problem
from store import flights
from store.database import ReadSession

EDGE: Final = 8 * DAY
"""How far over the month's edges duties that stand already are looked at: a week is the longest window of a rest."""
WAY_BACK: Final = 4 * DAY
"""How long after the month's last departure its ways back may leave."""


async def of_month(session: ReadSession, airline_id: UUID, month: Month) -> Problem:
    """The month's problem with the crew on the books. Trips of other months stand, those of this one are made anew."""
    book = await books.around(session, airline_id, month, EDGE + books.LONGEST_TRIP, EDGE)
    standing = book.without_trips(book.reporting_in(month))
    taken = standing.legs["flight_id"].unique()
    bases = book.crew.filter(_flies())["base"].unique().sort().to_list()
    legs = (await _flights(session, airline_id, month, bases)).filter(~pl.col("flight_id").is_in(taken.to_list()))
    return problem(legs, book.crew.filter(_flies()), bases, month, standing)


def problem(
    legs: pl.DataFrame, people: pl.DataFrame, bases: Sequence[str], month: Month, standing: Book | None = None
) -> Problem:
    """The problem of flights (FLIGHTS of the record) and people (CREW). Nobody yet: that sizes a crew."""
    crew = tuple(
        CrewMember(crew_id, Position(position), base)
        for crew_id, position, base in people.select("crew_id", "position", "base").rows()
    )
    committed = () if standing is None else tuple(_committed(standing, {member.id for member in crew}))
    return Problem(
        flights=tuple(_flight(row) for row in inside(legs, bases, month).iter_rows(named=True)),
        crew=crew,
        bases=tuple(bases),
        committed=committed,
        period=(
            min((clock.midnight(month[0], zone_of(base)) for base in bases), default=0),
            max((clock.midnight(month[1], zone_of(base)) for base in bases), default=0),
        ),
    )


def inside(legs: pl.DataFrame, bases: Sequence[str], month: Month) -> pl.DataFrame:
    """The month's flights: those that leave a base in it, and those that come back in it or some days after it."""
    base = pl.when(pl.col("origin").is_in(bases)).then(pl.col("origin")).otherwise(pl.col("destination"))
    based = legs.with_columns(base=base).filter(pl.col("base").is_in(bases))
    if based.is_empty():
        return legs.clear()
    zones = {base: zone_of(base) for base in bases}
    zoned = based.with_columns(zone=pl.col("base").replace_strict(zones, return_dtype=pl.String))
    bounded = zoned.with_columns(books.bounds_of(pl.col("zone"), zoned["zone"], month))
    last = pl.when(pl.col("origin").is_in(bases)).then("ends").otherwise(pl.col("ends") + WAY_BACK)
    return bounded.filter(pl.col("scheduled_out").is_between("starts", last, closed="left")).select(legs.columns)


async def _flights(session: ReadSession, airline_id: UUID, month: Month, bases: Sequence[str]) -> pl.DataFrame:
    zones = [zone_of(base) for base in bases] or ["UTC"]
    start = min(clock.midnight(month[0], zone) for zone in zones)
    end = max(clock.midnight(month[1] + timedelta(days=1), zone) for zone in zones) + WAY_BACK
    return await flights.frame(session, airline_id, start, end)


def _flies() -> pl.Expr:
    return pl.col("position").is_in([position.value for position in FLYING])


def _flight(row: dict[str, object]) -> Flight:
    names = ("flight_id", "flight_number", "origin", "destination", "scheduled_out", "scheduled_in")
    tail = {"registration": row["registration"] or "", "aircraft_type": row["aircraft_type"] or ""}
    return Flight(*(row[name] for name in names), **tail)  # type: ignore[arg-type]


def _committed(standing: Book, crew: set[str]) -> list[Committed]:
    times = standing.duties.select("crew_id", "planned_report", "planned_release", "trip_id")
    return [Committed(*row) for row in times.rows() if row[0] in crew and row[2] > row[1]]
