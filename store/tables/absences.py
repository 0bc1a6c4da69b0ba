"""What crew do beside flying, and the carrier's holidays."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from store.tables.columns import key, member, moment, stamp, within_airline
from store.tables.enums import DayKind, Stage, StandbyKind


class Standby(SQLModel, table=True):
    """One standby or reserve; ``trip_id`` is the trip it was used for."""

    __tablename__ = "standbys"
    __table_args__ = (
        UniqueConstraint("airline_id", "id"),
        within_airline("crew_member_id", "crew_members"),
        within_airline("trip_id", "trips"),
        CheckConstraint("start_time < end_time", name="ck_standbys_times"),
        Index("ix_standbys_start_time", "airline_id", "start_time"),
        Index("ix_standbys_crew_member_id", "crew_member_id", "start_time"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    crew_member_id: UUID
    kind: StandbyKind = member(StandbyKind, "standby_kind")
    start_time: datetime = moment()
    end_time: datetime = moment()
    trip_id: UUID | None = None
    stage: Stage = member(Stage, "roster_stage")
    told_at: datetime | None = moment(optional=True)
    created_at: datetime = stamp()
    updated_at: datetime = stamp()


class CrewDay(SQLModel, table=True):
    """One day on the base clock of training, vacation, unpaid or other leave, or a published day off."""

    __tablename__ = "crew_days"
    __table_args__ = (
        UniqueConstraint("airline_id", "crew_member_id", "day", "kind"),
        within_airline("crew_member_id", "crew_members"),
        Index("ix_crew_days_day", "airline_id", "day"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    crew_member_id: UUID
    day: date
    kind: DayKind = member(DayKind, "crew_day_kind")
    told_at: datetime | None = moment(optional=True)
    created_at: datetime = stamp()
    updated_at: datetime = stamp()


class Holiday(SQLModel, table=True):
    """A day that the carrier calls a holiday."""

    __tablename__ = "holidays"
    __table_args__ = (UniqueConstraint("airline_id", "day"),)

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    day: date
    name: str = Field(max_length=120)
    created_at: datetime = stamp()
    updated_at: datetime = stamp()
