"""What became of a roster: its duties as flown, once their flights have landed."""

from dataclasses import dataclass
from uuid import UUID

import polars as pl

from domain.claims import Claims
from domain.clock import midnight
from domain.errors import NotFoundError
from services import airlines, books, periods, renewing
from services.books import Book
from services.doors import Doors
from services.months import Month
from store import assignments, history, rosters
from store.assignments import SEATS, TRIPS
from store.database import ReadSession
from store.tables.enums import Stage


@dataclass(frozen=True, slots=True)
class Flown:
    """How many duties are over, how many of those were wholly ``cancelled``, and the last release (0: none is over);
    ``receipts``: how many of trips were made again, since this corrected them.
    """

    duties: int
    cancelled: int
    last_release: int
    receipts: int = 0


async def fly_month(doors: Doors, claims: Claims, airline: str, month: Month) -> Flown:
    """Records as flown the month's trips whose flights have all landed or were cancelled by now.

    Crew report as planned, and are released as long after the last arrival as was planned. Where every flight of a
    duty was cancelled, the planned times are kept with the seats, and stand for no duty: nobody recorded a report, so
    the judge and pay leave it out (``Book.without_unbegun``). What such a day is worth is for the contract to say.
    """
    found = await airlines.find(doors, claims, airline)
    async with doors.database.writing(claims) as session:
        book = flown(await books.of_month(session, found.id, month))
        if book.duties.is_empty():
            return Flown(0, 0, 0)
        unbegun = pl.col("duty_id").is_in(book.unbegun_duties.implode())
        done = book.duties.with_columns(pl.when(~unbegun).then(pl.col("report", "release")))
        roster_id, told_at = await _roster(session, found.id, month)
        await history.because(session, "operations", "as flown")
        await assignments.put_trips(
            session,
            found.id,
            _trips(book.duties),
            done,
            book.legs.select(list(SEATS)),
            stage=Stage.FLOWN,
            told_at=told_at,
            roster_id=roster_id,
        )
    last = int(book.duties.select(pl.col("release").max()).item())
    receipts = len((await renewing.renew(doors, claims, airline, month)).made)
    return Flown(book.duties.height, len(book.unbegun_duties), last, receipts)


async def rostered(doors: Doors, claims: Claims, airline: str, month: Month) -> bool:
    """Whether anybody has a trip in the month, by UTC days."""
    found = await airlines.find(doors, claims, airline)
    start, end = (midnight(day, "UTC") for day in month)
    async with doors.database.reading(claims) as session:
        return await assignments.any_trip(session, found.id, start, end)


def flown(book: Book) -> Book:
    """The whole trips that are over, their duties with the times they really had."""
    over = pl.col("in").is_not_null() | pl.col("cancelled")
    trips = book.legs.group_by("trip_id").agg(over.all().alias("over")).filter("over")["trip_id"]
    done = book.of_trips(trips)
    landed = done.legs.filter(~pl.col("cancelled")).group_by("duty_id").agg(pl.col("in").max().alias("landed"))
    planned = done.legs.group_by("duty_id").agg(pl.col("scheduled_in").max().alias("last_in"))
    times = done.duties.join(landed, on="duty_id", how="left").join(planned, on="duty_id", how="left")
    after = pl.col("planned_release") - pl.col("last_in")
    release = (pl.col("landed") + after).fill_null(pl.col("planned_release"))
    duties = times.with_columns(report=pl.col("planned_report"), release=release).select(done.duties.columns)
    return Book(book.crew, duties, done.legs)


async def _roster(session: ReadSession, airline_id: UUID, month: Month) -> tuple[UUID, int | None]:
    """The roster that the crew were told, and when."""
    found = await rosters.latest(session, airline_id, await periods.find(session, airline_id, month))
    if found is None:
        raise NotFoundError(f"There is no roster of {month[0]:%Y-%m}: roster the month first.")
    return found.id, found.metrics.get("told_at")


def _trips(duties: pl.DataFrame) -> pl.DataFrame:
    times = duties.group_by("trip_id", "crew_id").agg(pl.col("planned_report").min(), pl.col("planned_release").max())
    return times.sort("planned_report", "trip_id").select(list(TRIPS))
