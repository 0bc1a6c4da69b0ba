"""What payroll really paid."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from store.tables.columns import exponent, key, minor, moment, money, stamp, within_airline


class LedgerEntry(SQLModel, table=True):
    """One entry that payroll posted for one crew member, period and component."""

    __tablename__ = "pay_ledger"
    __table_args__ = (
        within_airline("crew_member_id", "crew_members"),
        within_airline("pay_period_id", "pay_periods"),
        within_airline("flight_id", "flights"),
        Index("ix_pay_ledger_period", "airline_id", "pay_period_id", "crew_member_id"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    crew_member_id: UUID
    pay_period_id: UUID
    component: str = Field(max_length=40)
    flight_id: UUID | None = None
    amount_minor: int = minor()
    exponent: int = exponent()
    amount: Decimal | None = money("amount_minor")
    posted_at: datetime = moment()
    created_at: datetime = stamp()
    updated_at: datetime = stamp()
