"""Money that comes after its period was closed, and what a crew member is told of a trip at once."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from store.tables.columns import document, exponent, key, member, minor, moment, money, stamp, told, within_airline
from store.tables.enums import AdjustmentKind


class PayRetro(SQLModel, table=True):
    """A closed period worked out again, against the run that was paid: what its adjustments come from."""

    __tablename__ = "pay_retros"
    __table_args__ = (
        UniqueConstraint("airline_id", "id"),
        within_airline("earned_period_id", "pay_periods"),
        within_airline("pay_run_id", "pay_runs"),
        within_airline("rulebook_hash", "rulebooks", "hash"),
        CheckConstraint("reason <> ''", name="ck_pay_retros_reason"),
        Index("ix_pay_retros_earned", "earned_period_id", "created_at"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    earned_period_id: UUID
    pay_run_id: UUID
    rulebook_hash: str = Field(max_length=71)
    tzdata_version: str = Field(max_length=20)
    engine_version: str = Field(max_length=40)
    inputs: list[Any] = document("[]")
    content_hash: str = Field(max_length=71)
    reason: str = Field(sa_type=Text)
    created_by: UUID
    created_email: str = told()
    created_at: datetime = stamp()


class PayAdjustment(SQLModel, table=True):
    """Earned in one period, paid in another; ``paid_period_id`` is null until the next open one takes it."""

    __tablename__ = "pay_adjustments"
    __table_args__ = (
        UniqueConstraint("airline_id", "id"),
        within_airline("crew_member_id", "crew_members"),
        within_airline("earned_period_id", "pay_periods"),
        within_airline("paid_period_id", "pay_periods"),
        within_airline("retro_id", "pay_retros"),
        within_airline("flight_id", "flights"),
        CheckConstraint("(rule_owner IS NULL) = (rule_code IS NULL)", name="ck_pay_adjustments_rule"),
        CheckConstraint("reason <> ''", name="ck_pay_adjustments_reason"),
        CheckConstraint("released_by <> created_by", name="ck_pay_adjustments_second_person"),
        CheckConstraint(
            "(released_at IS NULL) = (released_by IS NULL)"
            " AND (released_at IS NOT NULL) <= (paid_period_id IS NOT NULL)",
            name="ck_pay_adjustments_released",
        ),
        CheckConstraint("paid_period_id <> earned_period_id", name="ck_pay_adjustments_periods"),
        Index("ix_pay_adjustments_paid", "paid_period_id", "crew_member_id"),
        Index("ix_pay_adjustments_earned", "earned_period_id", "crew_member_id"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    crew_member_id: UUID
    earned_period_id: UUID
    paid_period_id: UUID | None = None
    retro_id: UUID
    kind: AdjustmentKind = member(AdjustmentKind, "adjustment_kind")
    component: str = Field(max_length=40)
    rule_owner: str | None = Field(default=None, max_length=20)
    rule_code: str | None = Field(default=None, max_length=80)
    rule_since: date | None = None
    trip_id: UUID | None = None
    duty_id: UUID | None = None
    flight_id: UUID | None = None
    standby_id: UUID | None = None
    day: date | None = None
    amount_minor: int = minor()
    credit_minutes: int
    exponent: int = exponent()
    amount: Decimal | None = money("amount_minor")
    reason: str = Field(sa_type=Text)
    created_by: UUID
    released_at: datetime | None = moment(optional=True)
    released_by: UUID | None = None
    created_at: datetime = stamp()


class TripReceipt(SQLModel, table=True):
    """What a trip comes to by the rules at its release; a corrected one is a version more.

    ``inputs``: for each month that pays of the trip, its Rulebook, and the hashes of the frames it was made of.
    ``seen``: the version of each row that it rests on, by the row's id; null where nobody kept it.
    """

    __tablename__ = "trip_receipts"
    __table_args__ = (
        UniqueConstraint("airline_id", "trip_id", "version"),
        within_airline("crew_member_id", "crew_members"),
        within_airline("rulebook_hash", "rulebooks", "hash"),
        Index("ix_trip_receipts_crew_member_id", "crew_member_id", "created_at"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    crew_member_id: UUID
    trip_id: UUID
    version: int
    rulebook_hash: str = Field(max_length=71)
    tzdata_version: str = Field(max_length=20)
    engine_version: str = Field(max_length=40)
    inputs: list[Any] = document("[]")
    content_hash: str = Field(max_length=71)
    reason: str = Field(sa_type=Text)
    release_recorded_at: datetime = moment()
    credit_minutes: int
    gross_minor: int = minor()
    exponent: int = exponent()
    gross: Decimal | None = money("gross_minor")
    lines: list[Any] = document("[]")
    needs_data: list[Any] = document("[]")
    created_at: datetime = stamp()
    seen: dict[str, int] | None = Field(default=None, nullable=True, sa_type=JSONB(none_as_null=True))
