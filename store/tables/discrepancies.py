"""Differences between what is owed and what was paid."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field, SQLModel

from store.tables.columns import exponent, key, member, minor, moment, money, stamp, within_airline
from store.tables.enums import DetectedBy, DiscrepancyType, Resolution, Severity


class Discrepancy(SQLModel, table=True):
    """One difference. ``difference`` is expected less actual: what is still owed. ``group_id`` names a shared cause."""

    __tablename__ = "discrepancies"
    __table_args__ = (
        within_airline("crew_member_id", "crew_members"),
        within_airline("pay_period_id", "pay_periods"),
        within_airline("flight_id", "flights"),
        CheckConstraint("difference_minor = expected_minor - actual_minor", name="ck_discrepancies_difference"),
        Index("ix_discrepancies_open", "airline_id", "resolution_status", "severity"),
        Index("ix_discrepancies_crew_member_id", "airline_id", "crew_member_id"),
        Index("ix_discrepancies_period", "airline_id", "pay_period_id"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    crew_member_id: UUID
    pay_period_id: UUID
    flight_id: UUID | None = None
    component: str = Field(max_length=40)
    discrepancy_type: DiscrepancyType = member(DiscrepancyType, "discrepancy_type")
    expected_minor: int = minor()
    actual_minor: int = minor()
    difference_minor: int = minor()
    exponent: int = exponent()
    expected_amount: Decimal | None = money("expected_minor")
    actual_amount: Decimal | None = money("actual_minor")
    difference_amount: Decimal | None = money("difference_minor")
    severity: Severity = member(Severity, "severity")
    detected_by: DetectedBy = member(DetectedBy, "detected_by", default=DetectedBy.SYSTEM_CHECK)
    detected_at: datetime = moment()
    resolution_status: Resolution = member(Resolution, "resolution_status", default=Resolution.OPEN)
    due_at: datetime | None = moment(optional=True)
    group_id: str | None = Field(default=None, max_length=120)
    note: str = Field(default="", sa_type=Text)
    resolution_date: datetime | None = moment(optional=True)
    resolved_by: UUID | None = None
    resolution_notes: str | None = Field(default=None, sa_type=Text)
    created_at: datetime = stamp()
    updated_at: datetime = stamp()
