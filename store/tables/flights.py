"""Aircraft, and the flights they make."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from store.tables.columns import hours, key, member, moment, stamp
from store.tables.enums import FlightStatus


class Aircraft(SQLModel, table=True):
    """One tail. What a feed does not say stays null."""

    __tablename__ = "aircraft"
    __table_args__ = (UniqueConstraint("airline_id", "registration"),)

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    registration: str = Field(max_length=10)
    type: str = Field(max_length=40)
    manufacturer: str | None = Field(default=None, max_length=80)
    model: str | None = Field(default=None, max_length=80)
    passenger_capacity: int | None = None
    cargo_capacity_kg: int | None = None
    max_range_km: int | None = None
    fuel_consumption_per_hour: int | None = None
    created_at: datetime = stamp()
    updated_at: datetime = stamp()


class Flight(SQLModel, table=True):
    """One flight on one day. Actual times are null until it has flown."""

    __tablename__ = "flights"
    __table_args__ = (
        UniqueConstraint("airline_id", "id"),
        UniqueConstraint("airline_id", "flight_number", "origin_airport", "scheduled_departure"),
        Index("ix_flights_flight_number", "airline_id", "flight_number"),
        Index("ix_flights_scheduled_departure", "airline_id", "scheduled_departure"),
        Index("ix_flights_actual_departure", "airline_id", "actual_departure"),
        Index("ix_flights_route", "airline_id", "origin_airport", "destination_airport"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    flight_number: str = Field(max_length=10)
    origin_airport: str = Field(max_length=4)
    destination_airport: str = Field(max_length=4)
    scheduled_departure: datetime = moment()
    scheduled_arrival: datetime = moment()
    actual_departure: datetime | None = moment(optional=True)
    actual_arrival: datetime | None = moment(optional=True)
    landed_at: datetime | None = moment(optional=True)
    gate_return: bool | None = None
    block_minutes: int | None = None
    block_time_hours: Decimal | None = hours("block_minutes", 5)
    delay_minutes: int | None = None
    delay_code: str | None = Field(default=None, max_length=10)
    delay_reason: str | None = None
    aircraft_type: str | None = Field(default=None, max_length=40)
    aircraft_registration: str | None = Field(default=None, max_length=10)
    status: FlightStatus = member(FlightStatus, "flight_status", default=FlightStatus.SCHEDULED)
    generated: bool = Field(default=False)
    created_at: datetime = stamp()
    updated_at: datetime = stamp()

    @property
    def shown(self) -> str:
        """Its number for people, with ``*`` where the flight is generated."""
        return self.flight_number + "*" * self.generated
