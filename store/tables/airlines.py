"""Airlines, the people who sign in, and the airports that all of them share."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from store.tables.columns import currency, document, key, member, stamp, within_airline
from store.tables.enums import UserRole


class Airline(SQLModel, table=True):
    """A carrier: the tenant. ``policy`` holds the choices that regulation leaves to it."""

    __tablename__ = "airlines"
    __table_args__ = (
        UniqueConstraint("id", "code"),
        CheckConstraint("code <> 'PUBLIC'", name="ck_airlines_code"),
        CheckConstraint("currency_exponent BETWEEN 0 AND 4", name="ck_airlines_exponent"),
    )

    id: UUID = key()
    code: str = Field(max_length=8, unique=True)
    name: str = Field(max_length=120)
    currency: str = currency()
    currency_exponent: int = Field(nullable=False)
    policy: dict[str, Any] = document()
    created_at: datetime = stamp()
    updated_at: datetime = stamp()


class User(SQLModel, table=True):
    """A login. A crew login's id equals the id of its crew member, so that ``auth.uid() = id`` holds."""

    __tablename__ = "users"
    __table_args__ = (
        within_airline("crew_member_id", "crew_members"),
        CheckConstraint("(airline_id IS NULL) = (role = 'platform_super_admin')", name="ck_users_airline"),
        CheckConstraint(
            "crew_member_id IS NULL OR (crew_member_id = id AND role = 'airline_user')", name="ck_users_crew"
        ),
    )

    id: UUID = key()
    airline_id: UUID | None = Field(default=None, foreign_key="airlines.id", index=True)
    crew_member_id: UUID | None = None
    email: str = Field(max_length=254, unique=True)
    role: UserRole = member(UserRole, "user_role")
    created_at: datetime = stamp()
    updated_at: datetime = stamp()


class Airport(SQLModel, table=True):
    """An airport and the clock it keeps; shared by every airline."""

    __tablename__ = "airports"

    code: str = Field(max_length=4, primary_key=True)
    name: str = Field(max_length=120)
    zone: str = Field(max_length=64)
    created_at: datetime = stamp()
