"""Claims of crew members, and the counters that number them without a gap."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from store.tables.columns import exponent, key, member, minor, moment, money, stamp, within_airline
from store.tables.enums import ClaimStatus, ClaimType, Decision, PaymentStatus


class Claim(SQLModel, table=True):
    """One claim, from submission to payment. ``filed_under`` is the clause that gives the windows."""

    __tablename__ = "claims"
    __table_args__ = (
        UniqueConstraint("airline_id", "id"),
        UniqueConstraint("airline_id", "claim_number"),
        within_airline("crew_member_id", "crew_members"),
        within_airline("pay_period_id", "pay_periods"),
        Index("ix_claims_crew_member_id", "airline_id", "crew_member_id"),
        Index("ix_claims_status", "airline_id", "status"),
        CheckConstraint("claimed_minor > 0", name="ck_claims_claimed"),
        CheckConstraint("approved_minor BETWEEN 0 AND claimed_minor", name="ck_claims_approved"),
        CheckConstraint(
            "(decision IS NULL) = (status IN ('SUBMITTED', 'UNDER_REVIEW'))"
            " AND (decision IS NULL OR decision_rationale <> '')",
            name="ck_claims_decision",
        ),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    claim_number: str = Field(max_length=20)
    crew_member_id: UUID
    pay_period_id: UUID
    flight_ids: list[str] = Field(default_factory=list, nullable=False, sa_type=ARRAY(Text))
    claim_type: ClaimType = member(ClaimType, "claim_type")
    description: str = Field(sa_type=Text)
    claimed_minor: int = minor()
    approved_minor: int | None = minor(optional=True)
    exponent: int = exponent()
    claimed_amount: Decimal | None = money("claimed_minor")
    approved_amount: Decimal | None = money("approved_minor")
    submitted_at: datetime = moment()
    submitted_by: UUID
    status: ClaimStatus = member(ClaimStatus, "claim_status", default=ClaimStatus.SUBMITTED)
    reviewed_at: datetime | None = moment(optional=True)
    reviewed_by: UUID | None = None
    decision: Decision | None = member(Decision, "claim_decision", optional=True)
    decision_rationale: str | None = Field(default=None, sa_type=Text)
    payment_date: date | None = None
    payment_status: PaymentStatus | None = member(PaymentStatus, "payment_status", optional=True)
    appeal_submitted_at: datetime | None = moment(optional=True)
    appeal_notes: str | None = Field(default=None, sa_type=Text)
    incident_at: datetime | None = moment(optional=True)
    known_at: datetime | None = moment(optional=True)
    filed_under: str | None = Field(default=None, max_length=120)
    window_ends_at: datetime | None = moment(optional=True)
    answer_due_at: datetime | None = moment(optional=True)
    pay_due_at: datetime | None = moment(optional=True)
    group_id: str | None = Field(default=None, max_length=120)
    created_at: datetime = stamp()
    updated_at: datetime = stamp()


class ClaimCounter(SQLModel, table=True):
    """The last number given in one airline and year; its row lock makes the numbers gapless."""

    __tablename__ = "claim_counters"

    airline_id: UUID = Field(foreign_key="airlines.id", primary_key=True)
    year: int = Field(primary_key=True)
    last: int
    created_at: datetime = stamp()
    updated_at: datetime = stamp()
