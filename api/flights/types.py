"""Flights."""

from datetime import datetime

import strawberry

from api.enums import FlightStatus
from api.values import some_hours
from store.tables import Flight as Row


@strawberry.type
class Flight:
    """One flight on one day. `generated` says that it was made up for a demonstration."""

    id: strawberry.ID
    flight_number: str
    origin: str
    destination: str
    scheduled_departure: datetime
    scheduled_arrival: datetime
    actual_departure: datetime | None
    actual_arrival: datetime | None
    block: str | None
    block_minutes: int | None
    delay_minutes: int | None
    delay_code: str | None
    aircraft_type: str | None
    aircraft_registration: str | None
    status: FlightStatus
    generated: bool


def flight(row: Row) -> Flight:
    """The flight of a row."""
    return Flight(
        id=strawberry.ID(str(row.id)),
        flight_number=row.flight_number,
        origin=row.origin_airport,
        destination=row.destination_airport,
        scheduled_departure=row.scheduled_departure,
        scheduled_arrival=row.scheduled_arrival,
        actual_departure=row.actual_departure,
        actual_arrival=row.actual_arrival,
        block=some_hours(row.block_minutes),
        block_minutes=row.block_minutes,
        delay_minutes=row.delay_minutes,
        delay_code=row.delay_code,
        aircraft_type=row.aircraft_type,
        aircraft_registration=row.aircraft_registration,
        status=row.status,
        generated=row.generated,
    )
