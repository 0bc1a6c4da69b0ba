"""Crew members and what they are paid an hour, by date."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from domain.crew import Position
from store.tables.columns import exponent, hours, key, member, minor, money, stamp, within_airline
from store.tables.enums import ContractType, UnionStatus


class CrewMember(SQLModel, table=True):
    """Somebody who works on aircraft or for those who do. The names are sealed text (``store.secrets``)."""

    __tablename__ = "crew_members"
    __table_args__ = (
        UniqueConstraint("airline_id", "id"),
        UniqueConstraint("airline_id", "employee_id"),
        Index("ix_crew_members_employee_id", "employee_id"),
        Index("ix_crew_members_seniority_number", "airline_id", "seniority_number"),
        Index("ix_crew_members_base_location", "airline_id", "base_location"),
        Index("ix_crew_members_position", "airline_id", "position"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    employee_id: str = Field(max_length=20)
    first_name: str = Field(sa_type=Text)
    last_name: str = Field(sa_type=Text)
    position: Position = member(Position, "crew_position")
    base_location: str = Field(max_length=4)
    hire_date: date
    left_on: date | None = None
    seniority_number: int | None = None
    base_rate_minor: int | None = minor(optional=True)
    exponent: int = exponent()
    base_hourly_rate: Decimal | None = money("base_rate_minor")
    union_status: UnionStatus = member(UnionStatus, "union_status", default=UnionStatus.UNION_MEMBER)
    contract_type: ContractType = member(ContractType, "contract_type", default=ContractType.FULL_TIME)
    max_monthly_minutes: int | None = None
    max_monthly_hours: Decimal | None = hours("max_monthly_minutes")
    created_at: datetime = stamp()
    updated_at: datetime = stamp()


class CrewRate(SQLModel, table=True):
    """The hourly rate on record for one crew member from a date on; ``rate_parts`` are hundredths of the minor unit."""

    __tablename__ = "crew_rates"
    __table_args__ = (
        UniqueConstraint("airline_id", "crew_member_id", "since"),
        within_airline("crew_member_id", "crew_members"),
        CheckConstraint("rate_parts BETWEEN 0 AND 99", name="ck_crew_rates_parts"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    crew_member_id: UUID
    since: date
    rate_minor: int = minor()
    rate_parts: int | None = None
    exponent: int = exponent()
    hourly_rate: Decimal | None = money("rate_minor")
    created_at: datetime = stamp()
    updated_at: datetime = stamp()
