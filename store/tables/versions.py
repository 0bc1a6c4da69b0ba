"""Every version of the rows that pay, claims and audits look back at; triggers write them.

``content`` is the whole row (names excepted) after the change, or before it for a deletion.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Computed,
    Enum,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import SQLModel

from store.tables.columns import MOMENT
from store.tables.enums import Change, Stage

VERSIONED: Final = {
    "aircraft": "aircraft_versions",
    "crew_members": "crew_member_versions",
    "crew_rates": "crew_rate_versions",
    "flights": "flight_versions",
    "trips": "trip_versions",
    "duties": "duty_versions",
    "crew_assignments": "crew_assignment_versions",
    "pay_ledger": "pay_ledger_versions",
    "standbys": "standby_versions",
    "crew_days": "crew_day_versions",
    "holidays": "holiday_versions",
}
"""The table with current rows, and the one with every version of them."""
_IDS: Final = {
    "duties": ("trip_id",),
    "crew_assignments": ("trip_id", "flight_id"),
    "standbys": ("trip_id",),
    "crew_rates": ("crew_member_id",),
    "crew_days": ("crew_member_id",),
}
"""Ids of the content that are columns as well; versions are found by the first."""


def _history(table: str, ids: Sequence[str]) -> Table:
    """The version table of one noun: who or which feed changed the row, when, why, at what stage, when told.

    ``deed`` is the transaction that did it: versions with one deed are one change. ``ids`` of the content are columns.
    """
    return Table(
        table,
        SQLModel.metadata,
        Column("id", BigInteger, Identity(always=True), primary_key=True),
        Column("airline_id", Uuid, ForeignKey("airlines.id"), nullable=False),
        Column("row_id", Uuid, nullable=False),
        Column("version", Integer, nullable=False),
        Column("change", Enum(Change, name="row_change"), nullable=False),
        Column("content", JSONB, nullable=False),
        Column("stage", Enum(Stage, name="roster_stage")),
        Column("told_at", MOMENT),
        Column("feed", Text, nullable=False),
        Column("changed_by", Uuid),
        Column("reason", Text, nullable=False),
        Column("recorded_at", MOMENT, nullable=False, server_default=text("clock_timestamp()")),
        Column("deed", BigInteger, server_default=text("pg_current_xact_id()::text::bigint")),
        *(Column(name, Uuid, Computed(f"(content ->> '{name}')::uuid", persisted=True)) for name in ids),
        *(Index(f"ix_{table}_{name}", "airline_id", name) for name in ids[:1]),
        UniqueConstraint("airline_id", "row_id", "version", name=f"uq_{table}"),
    )


HISTORIES: Final = {noun: _history(table, _IDS.get(noun, ())) for noun, table in VERSIONED.items()}
