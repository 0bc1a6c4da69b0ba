"""What one trip pays by the newest edition: the trip alone, out of what the record says of it now."""

import asyncio
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from domain.claims import Claims
from domain.frames import LINES, Schema, empty
from domain.rulebook import Rulebook
from services import paidbooks, rulebooks
from services.books import Book
from services.crewtrips import CrewTrip
from services.doors import Doors
from services.months import Month
from services.runwork import worked_out
from store import airlines as airline_rows
from store import releases
from store.database import ReadSession
from store.receipts import Share
from store.runparts import NEEDS, Worked
from store.tables import Airline

_NOT_OF_A_TRIP: Final = ("period", "leave")
"""The rows that a need of other trips, or of none, is about."""


@dataclass(frozen=True, slots=True)
class Worth:
    """LINES and NEEDS of the trip, and the months' shares that they come from."""

    shares: tuple[Share, ...]
    lines: pl.DataFrame
    needs: pl.DataFrame


async def of(doors: Doors, claims: Claims, session: ReadSession, airline: Airline, named: CrewTrip) -> Worth:
    """What a trip comes to as the record stands in this session.

    What is worked out over the whole month (the guarantee, overtime) is no part of it.
    """
    currency = await airline_rows.currency(session, airline.id)
    done: list[tuple[Share, Worked]] = []
    for month in named.months(await releases.duties_of(session, airline.id, named.trip.id)):
        rulebook = await rulebooks.in_force(doors, claims, airline.code, *month)
        book = await alone(session, airline, month, named, rulebook=rulebook)
        if not done or not book.duties.is_empty():  # a trip that was wholly cancelled comes to nothing
            worked = await asyncio.to_thread(worked_out, rulebook, book, currency)
            done.append((Share(rulebook, worked.inputs), worked))
    trip = str(named.trip.id)
    lines = _all([worked.lines.filter(pl.col("trip_id") == trip) for _, worked in done], LINES)
    needs = _all([worked.needs.filter(~pl.col("grain").is_in(_NOT_OF_A_TRIP)) for _, worked in done], NEEDS)
    return Worth(tuple(share for share, _ in done), lines.with_columns(pl.col("credit").fill_null(0)), needs)


async def alone(session: ReadSession, airline: Airline, month: Month, named: CrewTrip, *, rulebook: Rulebook) -> Book:
    """What the month pays of one trip, with what stands beside it and nothing of other trips."""
    trip = str(named.trip.id)
    whole = await paidbooks.of_month(session, airline.id, month, rulebook, [named.member.id])
    its = {
        name: getattr(whole.beside, name).filter(pl.col("trip_id") == trip)
        for name in ("standby", "versions", "emptied")
    }
    one = whole.of_trips(pl.Series([trip]))
    return replace(one, beside=replace(whole.beside, **its))


def _all(frames: list[pl.DataFrame], schema: Schema) -> pl.DataFrame:
    return pl.concat([empty(schema), *(frame.select(list(schema)) for frame in frames)])
