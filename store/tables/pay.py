"""Pay: periods, runs, what each crew member is owed in every version of it, and the lines behind it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, Identity, Index, Text, UniqueConstraint, Uuid, text
from sqlmodel import Field, SQLModel

from store.tables.columns import (
    document,
    exponent,
    hours,
    key,
    member,
    minor,
    moment,
    money,
    stamp,
    told,
    within_airline,
)
from store.tables.enums import PartStatus, PeriodStatus, RunStatus


class PayPeriod(SQLModel, table=True):
    """The days one payment covers; both dates belong to it."""

    __tablename__ = "pay_periods"
    __table_args__ = (
        UniqueConstraint("airline_id", "id"),
        UniqueConstraint("airline_id", "start_date", "end_date"),
        CheckConstraint("start_date <= end_date", name="ck_pay_periods_dates"),
        Index("ix_pay_periods_dates", "start_date", "end_date"),
        Index("ix_pay_periods_status", "airline_id", "status"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    start_date: date
    end_date: date
    pay_date: date
    status: PeriodStatus = member(PeriodStatus, "pay_period_status", default=PeriodStatus.OPEN)
    created_at: datetime = stamp()
    updated_at: datetime = stamp()


class PayRunRow(SQLModel, table=True):
    """One calculation of a period: all that is needed, with its parts, to make the same figures again, to the byte."""

    __tablename__ = "pay_runs"
    __table_args__ = (
        UniqueConstraint("airline_id", "id"),
        within_airline("pay_period_id", "pay_periods"),
        within_airline("rulebook_hash", "rulebooks", "hash"),
        CheckConstraint("released_by <> calculated_by", name="ck_pay_runs_second_person"),
        CheckConstraint(
            "(status = 'RELEASED') <= (released_by IS NOT NULL AND released_at IS NOT NULL)",
            name="ck_pay_runs_released",
        ),
        Index(
            "uq_pay_runs_processing",
            "airline_id",
            "pay_period_id",
            unique=True,
            postgresql_where=text("status = 'PROCESSING'"),
        ),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    pay_period_id: UUID
    rulebook_hash: str = Field(max_length=71)
    tzdata_version: str = Field(max_length=20)
    engine_version: str = Field(max_length=40)
    calculated_at: datetime = moment()
    calculated_by: UUID
    calculated_email: str = told()
    reason: str = Field(sa_type=Text)
    status: RunStatus = member(RunStatus, "pay_run_status")
    parts: int
    content_hash: str | None = Field(default=None, max_length=71)
    reviewed_at: datetime | None = moment(optional=True)
    reviewed_by: UUID | None = None
    released_at: datetime | None = moment(optional=True)
    released_by: UUID | None = None
    abandoned_at: datetime | None = moment(optional=True)
    abandoned_by: UUID | None = None
    created_at: datetime = stamp()


class PayRunPart(SQLModel, table=True):
    """Some crew members of a run: worked out and written in one transaction, that holds the row meanwhile."""

    __tablename__ = "pay_run_parts"
    __table_args__ = (
        within_airline("pay_run_id", "pay_runs"),
        CheckConstraint(
            "(status = 'DONE') = (content_hash IS NOT NULL) AND (status <> 'DONE'"
            " OR (done_at IS NOT NULL AND taken_by IS NOT NULL AND crew_count IS NOT NULL AND line_count IS NOT NULL"
            " AND open_count IS NOT NULL AND gross_minor IS NOT NULL AND credit_minutes IS NOT NULL))",
            name="ck_pay_run_parts_done",
        ),
    )

    airline_id: UUID = Field(foreign_key="airlines.id", primary_key=True)
    pay_run_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    crew: list[UUID] = Field(nullable=False, sa_type=ARRAY(Uuid))
    status: PartStatus = member(PartStatus, "pay_part_status")
    error: str | None = Field(default=None, sa_type=Text)
    taken_by: UUID | None = None
    taken_email: str = told()
    worker: str | None = Field(default=None, max_length=120)
    done_at: datetime | None = moment(optional=True)
    inputs: dict[str, Any] = document()
    crew_count: int | None = None
    line_count: int | None = None
    open_count: int | None = None
    gross_minor: int | None = minor(optional=True)
    credit_minutes: int | None = minor(optional=True)
    content_hash: str | None = Field(default=None, max_length=71)
    created_at: datetime = stamp()
    updated_at: datetime = stamp()


class PayLiveRun(SQLModel, table=True):
    """The flip: a run is read from the moment that this row is there. The highest ``live`` is the newest."""

    __tablename__ = "pay_live_runs"
    __table_args__ = (
        UniqueConstraint("airline_id", "pay_run_id"),
        UniqueConstraint("live", name="uq_pay_live_runs_live"),
        within_airline("pay_run_id", "pay_runs"),
        within_airline("pay_period_id", "pay_periods"),
        Index("ix_pay_live_runs_period", "pay_period_id", "live"),
    )

    pay_run_id: UUID = Field(primary_key=True)
    airline_id: UUID = Field(foreign_key="airlines.id")
    pay_period_id: UUID
    live: int | None = Field(default=None, nullable=False, sa_type=BigInteger, sa_column_args=[Identity(always=True)])
    created_at: datetime = stamp()


class PayCalculation(SQLModel, table=True):
    """What one crew member is owed for one period, in one version; the view ``pay_calculations`` shows current ones."""

    __tablename__ = "pay_calculation_versions"
    __table_args__ = (
        UniqueConstraint("airline_id", "id", "crew_member_id"),
        UniqueConstraint("pay_run_id", "crew_member_id", name="uq_pay_calculations_run"),
        within_airline("crew_member_id", "crew_members"),
        within_airline("pay_period_id", "pay_periods"),
        within_airline("pay_run_id", "pay_runs"),
        within_airline("rulebook_hash", "rulebooks", "hash"),
        Index("ix_pay_calculations_crew", "crew_member_id", "pay_period_id", "version"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    crew_member_id: UUID
    pay_period_id: UUID
    pay_run_id: UUID
    version: int
    rulebook_hash: str = Field(max_length=71)
    credit_minutes: int
    block_minutes: int
    guarantee_minutes: int
    overtime_minutes: int
    hourly_rate_minor: int | None = minor(optional=True)
    flight_pay_minor: int = minor()
    overtime_minor: int = minor()
    delay_pay_minor: int = minor()
    per_diem_minor: int = minor()
    premium_pay_minor: int = minor()
    gross_minor: int = minor()
    exponent: int = exponent()
    flight_pay_hours: Decimal | None = hours("credit_minutes")
    block_hours: Decimal | None = hours("block_minutes")
    guarantee_hours: Decimal | None = hours("guarantee_minutes")
    overtime_hours: Decimal | None = hours("overtime_minutes")
    hourly_rate: Decimal | None = money("hourly_rate_minor")
    flight_pay_amount: Decimal | None = money("flight_pay_minor")
    overtime_amount: Decimal | None = money("overtime_minor")
    delay_pay_amount: Decimal | None = money("delay_pay_minor")
    per_diem_amount: Decimal | None = money("per_diem_minor")
    premium_pay_amount: Decimal | None = money("premium_pay_minor")
    total_gross_pay: Decimal | None = money("gross_minor")
    calculation_date: datetime = moment()
    validated_at: datetime | None = moment(optional=True)
    validated_by: UUID | None = None
    created_at: datetime = stamp()


class PayLine(SQLModel, table=True):
    """One line of a statement; the lines of a calculation add up to its gross, to the minor unit."""

    __tablename__ = "pay_lines"
    __table_args__ = (
        within_airline("calculation_id", "pay_calculation_versions", "id", "crew_member_id"),
        within_airline("flight_id", "flights"),
        within_airline("adjustment_id", "pay_adjustments"),
        CheckConstraint("(rule_owner IS NULL) = (rule_code IS NULL)", name="ck_pay_lines_rule"),
        CheckConstraint("rate_parts BETWEEN 0 AND 99", name="ck_pay_lines_rate_parts"),
        Index("ix_pay_lines_calculation_id", "airline_id", "calculation_id", "place"),
        Index("ix_pay_lines_rule", "airline_id", "rule_code"),
    )

    id: UUID = key()
    airline_id: UUID
    calculation_id: UUID
    crew_member_id: UUID
    place: int
    component: str = Field(max_length=40)
    rule_owner: str | None = Field(default=None, max_length=20)
    rule_code: str | None = Field(default=None, max_length=80)
    rule_since: date | None = None
    trip_id: UUID | None = None
    duty_id: UUID | None = None
    assignment_id: UUID | None = None
    flight_id: UUID | None = None
    standby_id: UUID | None = None
    day: date | None = None
    adjustment_id: UUID | None = None
    quantity: int | None = None
    unit: str | None = Field(default=None, max_length=10)
    rate_minor: int | None = minor(optional=True)
    rate_parts: int | None = None
    percent: int | None = None
    amount_minor: int = minor()
    credit_minutes: int = Field(default=0)
    exponent: int = exponent()
    rate: Decimal | None = money("rate_minor")
    amount: Decimal | None = money("amount_minor")
    inputs: dict[str, Any] = document()
    reason: str = Field(sa_type=Text)
    created_at: datetime = stamp()


class PayNeed(SQLModel, table=True):
    """A row that a rule could not be decided on when a calculation was made; ``missing`` names the facts."""

    __tablename__ = "pay_needs"
    __table_args__ = (
        within_airline("calculation_id", "pay_calculation_versions", "id", "crew_member_id"),
        Index("ix_pay_needs_calculation_id", "calculation_id"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    calculation_id: UUID
    crew_member_id: UUID
    rule_owner: str | None = Field(default=None, max_length=20)
    rule_code: str | None = Field(default=None, max_length=80)
    grain: str = Field(max_length=10)
    key: str = Field(sa_type=Text)
    missing: str = Field(sa_type=Text)
    created_at: datetime = stamp()
