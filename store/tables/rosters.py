"""Who does what: rosters, the trips in them, their duties, and the flights of each duty."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from domain.crew import Kind
from store.tables.columns import document, key, member, moment, stamp, within_airline
from store.tables.enums import AssignedBy, Stage


class Roster(SQLModel, table=True):
    """One solved roster: what it was made with, so that it can be made again."""

    __tablename__ = "rosters"
    __table_args__ = (
        UniqueConstraint("airline_id", "id"),
        within_airline("pay_period_id", "pay_periods"),
        within_airline("rulebook_hash", "rulebooks", "hash"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    pay_period_id: UUID
    rulebook_hash: str = Field(max_length=71)
    model_hash: str = Field(max_length=71)
    seed: int
    open_seats: int
    solved_with: str = Field(max_length=80)
    metrics: dict[str, Any] = document()
    created_at: datetime = stamp()


class Trip(SQLModel, table=True):
    """Duties of one crew member from base back to base, planned from report to release.

    ``block_minutes`` is scheduled block of its operated legs, ``deadhead_minutes`` that of its deadheads.
    """

    __tablename__ = "trips"
    __table_args__ = (
        UniqueConstraint("airline_id", "id"),
        within_airline("crew_member_id", "crew_members"),
        within_airline("roster_id", "rosters"),
        Index("ix_trips_report", "airline_id", "planned_report"),
        Index("ix_trips_crew_member_id", "airline_id", "crew_member_id"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    crew_member_id: UUID
    roster_id: UUID | None = None
    planned_report: datetime = moment()
    planned_release: datetime = moment()
    block_minutes: int | None = None
    deadhead_minutes: int | None = None
    stage: Stage = member(Stage, "roster_stage")
    told_at: datetime | None = moment(optional=True)
    created_at: datetime = stamp()
    updated_at: datetime = stamp()


class Duty(SQLModel, table=True):
    """One duty period of a trip, as planned and (once known) as it was."""

    __tablename__ = "duties"
    __table_args__ = (
        UniqueConstraint("airline_id", "id"),
        within_airline("trip_id", "trips"),
        within_airline("crew_member_id", "crew_members"),
        Index("ix_duties_trip_id", "airline_id", "trip_id"),
        Index("ix_duties_crew_member_id", "airline_id", "crew_member_id", "planned_report"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    trip_id: UUID
    crew_member_id: UUID
    planned_report: datetime = moment()
    planned_release: datetime = moment()
    actual_report: datetime | None = moment(optional=True)
    actual_release: datetime | None = moment(optional=True)
    assigned_by: AssignedBy | None = member(AssignedBy, "assigned_by", optional=True)
    stage: Stage = member(Stage, "roster_stage")
    told_at: datetime | None = moment(optional=True)
    created_at: datetime = stamp()
    updated_at: datetime = stamp()


class CrewAssignment(SQLModel, table=True):
    """One crew member on one flight. ``position`` says in what capacity."""

    __tablename__ = "crew_assignments"
    __table_args__ = (
        UniqueConstraint("airline_id", "id"),
        UniqueConstraint("airline_id", "crew_member_id", "flight_id"),
        within_airline("crew_member_id", "crew_members"),
        within_airline("flight_id", "flights"),
        within_airline("trip_id", "trips"),
        within_airline("duty_id", "duties"),
        Index("ix_crew_assignments_crew_member_id", "crew_member_id"),
        Index("ix_crew_assignments_flight_id", "airline_id", "flight_id"),
        Index("ix_crew_assignments_duty_start_time", "airline_id", "duty_start_time"),
        Index("ix_crew_assignments_trip_id", "airline_id", "trip_id"),
        Index("ix_crew_assignments_duty_id", "airline_id", "duty_id"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    crew_member_id: UUID
    flight_id: UUID
    trip_id: UUID | None = None
    duty_id: UUID | None = None
    position: Kind = member(Kind, "assignment_position")
    duty_start_time: datetime | None = moment(optional=True)
    duty_end_time: datetime | None = moment(optional=True)
    check_in_time: datetime | None = moment(optional=True)
    check_out_time: datetime | None = moment(optional=True)
    operated_by_other: bool | None = None
    added_after_report: bool | None = None
    language: str | None = Field(default=None, max_length=8)
    stage: Stage = member(Stage, "roster_stage")
    told_at: datetime | None = moment(optional=True)
    created_at: datetime = stamp()
    updated_at: datetime = stamp()
