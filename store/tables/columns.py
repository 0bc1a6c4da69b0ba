"""The kinds of column that tables are made of."""

from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    CHAR,
    BigInteger,
    CheckConstraint,
    Computed,
    DateTime,
    Enum,
    ForeignKeyConstraint,
    LargeBinary,
    Numeric,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field

MOMENT = DateTime(timezone=True)


def key() -> Any:
    """A UUID that is the row's identity; a new one unless the writer gives a stable one."""
    return Field(
        default_factory=uuid4, primary_key=True, sa_column_kwargs={"server_default": text("gen_random_uuid()")}
    )


def stamp() -> Any:
    """The instant of the row's first write, by the database's clock."""
    return Field(default=None, nullable=False, sa_type=MOMENT, sa_column_kwargs={"server_default": text("now()")})


def moment(*, optional: bool = False) -> Any:
    """An instant, whole UTC minutes."""
    return Field(default=None, nullable=True, sa_type=MOMENT) if optional else Field(nullable=False, sa_type=MOMENT)


def member(kind: type[StrEnum], name: str, *, default: StrEnum | None = None, optional: bool = False) -> Any:
    """A value of a Postgres enum whose labels are the members' values, in their order."""
    column = Enum(kind, name=name, values_callable=lambda members: [each.value for each in members])
    if default is not None:
        return Field(default=default, nullable=False, sa_type=column)
    return Field(default=None, nullable=True, sa_type=column) if optional else Field(nullable=False, sa_type=column)


def members(kind: type[StrEnum], name: str) -> Any:
    """Several values of a Postgres enum."""
    column = Enum(kind, name=name, values_callable=lambda every: [each.value for each in every])
    return Field(nullable=False, sa_type=ARRAY(column))


def minor(*, default: int | None = None, optional: bool = False) -> Any:
    """Money in whole minor units."""
    if default is not None:
        return Field(default=default, nullable=False, sa_type=BigInteger)
    if optional:
        return Field(default=None, nullable=True, sa_type=BigInteger)
    return Field(nullable=False, sa_type=BigInteger)


def exponent() -> Any:
    """How many decimals the minor unit of the row's money has."""
    return Field(default=2, nullable=False, sa_column_kwargs={"server_default": text("2")})


def currency() -> Any:
    """An ISO 4217 code."""
    return Field(nullable=False, sa_type=CHAR(3))


def told() -> Any:
    """The e-mail address of who did it, as their token told; empty: none told."""
    return Field(default="", max_length=254, sa_column_kwargs={"server_default": text("''")})


def money(source: str) -> Any:
    """The decimal amount of an integer column, for readers only; never read back."""
    made = f"(({source})::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)"
    return Field(default=None, nullable=True, sa_type=Numeric(10, 2), sa_column_args=[Computed(made, persisted=True)])


def hours(source: str, digits: int = 8) -> Any:
    """Decimal hours of a column in minutes, for readers only; never read back."""
    made = f"round(({source})::numeric / 60::numeric, 2)"
    return Field(
        default=None, nullable=True, sa_type=Numeric(digits, 2), sa_column_args=[Computed(made, persisted=True)]
    )


def document(default: str = "{}") -> Any:
    """A JSON document."""
    return Field(
        default_factory=dict if default == "{}" else list,
        nullable=False,
        sa_type=JSONB,
        sa_column_kwargs={"server_default": text(f"'{default}'::jsonb")},
    )


def body() -> Any:
    """Compressed text."""
    return Field(nullable=False, sa_type=LargeBinary)


def within_airline(column: str, table: str, target: str = "id", *also: str) -> ForeignKeyConstraint:
    """A reference that cannot leave the airline: the target's ``airline_id`` is part of it, as are the columns
    ``also`` that both tables have.
    """
    named = ["airline_id", target, *also]
    return ForeignKeyConstraint(["airline_id", column, *also], [f"{table}.{name}" for name in named])


def owned(table: str) -> tuple[CheckConstraint, ForeignKeyConstraint]:
    """What ties ``owner`` (of rules) and ``airline_id`` together: the airline's code, or PUBLIC and none."""
    return (
        CheckConstraint("(airline_id IS NULL) = (owner = 'PUBLIC')", name=f"ck_{table}_owner"),
        ForeignKeyConstraint(["airline_id", "owner"], ["airlines.id", "airlines.code"]),
    )
