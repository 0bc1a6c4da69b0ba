"""Flights and the aircraft that make them."""

from typing import Final
from uuid import UUID

import polars as pl
from sqlalchemy import text

from domain.frames import Schema, conform
from store import bulk
from store.database import ReadSession, WriteSession
from store.ids import stable
from store.tables import Aircraft, Flight

FLIGHTS: Final[Schema] = {
    "flight_id": pl.String(), "flight_number": pl.String(), "origin": pl.String(), "destination": pl.String(),
    "scheduled_out": pl.Int64(), "scheduled_in": pl.Int64(), "out": pl.Int64(), "in": pl.Int64(),
    "aircraft_type": pl.String(), "registration": pl.String(),
    "delay_code": pl.String(), "cancelled": pl.Boolean(),
    "generated": pl.Boolean(),  # made up by the demo, and said to be
}  # fmt: skip
"""One row a flight. Instants are UTC minutes; the actual ones are null until it has flown."""
FLIGHT_MORE: Final[Schema] = {"landed": pl.Int64(), "gate_return": pl.Boolean()}
"""What a FLIGHTS frame may say beside: touchdown, and whether it came back to the gate. Left out, it stays as it is."""

_COLUMNS: Final = {
    "flight_id": "id",
    "origin": "origin_airport",
    "destination": "destination_airport",
    "scheduled_out": "scheduled_departure",
    "scheduled_in": "scheduled_arrival",
    "out": "actual_departure",
    "in": "actual_arrival",
    "landed": "landed_at",
    "registration": "aircraft_registration",
}
_FRAME: Final = text("""
    SELECT id, flight_number, origin_airport, destination_airport,
           utc_minute(scheduled_departure), utc_minute(scheduled_arrival),
           utc_minute(actual_departure), utc_minute(actual_arrival),
           aircraft_type, aircraft_registration, delay_code, status = 'CANCELLED', generated
    FROM flights
    WHERE airline_id = :airline AND scheduled_departure >= utc_moment(:start) AND scheduled_departure < utc_moment(:end)
    ORDER BY scheduled_departure, flight_number, id
""")


async def put_many(session: WriteSession, airline_id: UUID, frame: pl.DataFrame) -> None:
    """Records flights of the FLIGHTS schema, or what is new about those of the same id."""
    more = {name: kind for name, kind in FLIGHT_MORE.items() if name in frame.columns}
    flights = conform(frame, FLIGHTS | more, "flights").with_columns(
        airline_id=pl.lit(str(airline_id)),
        block_minutes=pl.coalesce(pl.col("in") - pl.col("out"), pl.col("scheduled_in") - pl.col("scheduled_out")),
        delay_minutes=(pl.col("in") - pl.col("scheduled_in")).clip(0),
        status=pl.when("cancelled")
        .then(pl.lit("CANCELLED"))
        .when(pl.col("in").is_not_null())
        .then(pl.lit("ARRIVED"))
        .when(pl.col("out").is_not_null())
        .then(pl.lit("DEPARTED"))
        .otherwise(pl.lit("SCHEDULED")),
    )
    named = flights.drop("cancelled").rename(_COLUMNS, strict=False)
    await bulk.insert(session, Flight, named, key=["id"])


async def put_aircraft(session: WriteSession, airline_id: UUID, frame: pl.DataFrame) -> None:
    """Records tails: ``registration``, ``type`` and any other column of the aircraft table."""
    ids = [str(stable("aircraft", airline_id, tail)) for tail in frame["registration"]]
    named = frame.with_columns(id=pl.Series(ids, dtype=pl.String), airline_id=pl.lit(str(airline_id)))
    await bulk.insert(session, Aircraft, named, key=["id"])


async def frame(session: ReadSession, airline_id: UUID, start: int, end: int) -> pl.DataFrame:
    """The FLIGHTS frame of those scheduled to leave from minute ``start`` up to ``end`` (half-open), in time order."""
    return await bulk.frame(session, _FRAME, {"airline": airline_id, "start": start, "end": end}, FLIGHTS)
