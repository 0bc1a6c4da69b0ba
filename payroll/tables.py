"""The tables of rows that rules pay, and which rows of one lie inside rows of another."""

from enum import StrEnum
from typing import Final


class Table(StrEnum):
    """What one row is: a leg, a duty, a standby, a calendar day of a trip, a day without flying, a trip, a month."""

    LEG = "leg"
    DUTY = "duty"
    STANDBY = "standby"
    DAY = "day"
    LEAVE = "leave"
    TRIP = "trip"
    PERIOD = "period"


ROW: Final = {table: f"{table}_row" for table in Table} | {Table.PERIOD: "crew_row"}
"""The row number column of each table."""
CHAIN: Final[dict[Table, tuple[Table, ...]]] = {
    Table.LEG: (Table.LEG, Table.DUTY, Table.TRIP, Table.PERIOD),
    Table.DUTY: (Table.DUTY, Table.TRIP, Table.PERIOD),
    Table.STANDBY: (Table.STANDBY, Table.PERIOD),
    Table.DAY: (Table.DAY, Table.TRIP, Table.PERIOD),
    Table.LEAVE: (Table.LEAVE, Table.PERIOD),
    Table.TRIP: (Table.TRIP, Table.PERIOD),
    Table.PERIOD: (Table.PERIOD,),
}
"""The rows that a row lies inside, its own first. Legs and duties lie on days by a term's own clock only."""
KEYS: Final[dict[Table, tuple[str, ...]]] = {
    Table.LEG: ("crew_id", "trip_id", "duty_id", "leg_id", "flight_id"),
    Table.DUTY: ("crew_id", "trip_id", "duty_id"),
    Table.STANDBY: ("crew_id", "standby_id"),
    Table.DAY: ("crew_id", "trip_id", "day"),
    Table.LEAVE: ("crew_id", "day"),
    Table.TRIP: ("crew_id", "trip_id"),
    Table.PERIOD: ("crew_id",),
}
"""The keys of a line by the table of its row."""


def rows_of(table: Table) -> list[str]:
    """The row numbers that a row of this table carries: its own and those above it."""
    return [ROW[one] for one in CHAIN[table]]


def inside(one: Table, other: Table) -> bool:
    """Whether rows of the first table lie inside rows of the other, or are the same rows."""
    return other in CHAIN[one]


def meet(one: Table, other: Table) -> Table:
    """The finest table whose rows both lie inside: a leg and its duty meet on the duty."""
    return next(table for table in CHAIN[one] if table in CHAIN[other])
