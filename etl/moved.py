"""A month of departures, moved by whole weeks: weekday, local departure clock and length are kept."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

import polars as pl

from domain.airports import zone_of
from domain.clock import at_local
from domain.errors import InputError
from etl.schemas import FLIGHTS

START: Final = date(2013, 1, 1)
WEEK: Final = 7
_FLIGHTS: Final = UUID("6f2e3c1a-7d0b-5c55-9a41-2b1f0c9d8e70")


def weeks(month: date) -> int:
    """By how many weeks the record is moved: then the month's first day falls into the record's first week."""
    return (month.replace(day=1) - START).days // WEEK


def month(departures: pl.DataFrame, month: date) -> tuple[pl.DataFrame, int]:
    """The departures that fill the month of a date, as ``schemas.FLIGHTS`` by scheduled time, and the weeks moved.

    What the move puts outside the month is left out. A month without any departure is an ``InputError``.
    """
    moved = timedelta(weeks=weeks(month))
    first = month.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    inside = departures.filter(pl.col("day").is_between(first - moved, last - moved))
    if inside.is_empty():
        raise InputError(f"No departure of the record falls into {first:%Y-%m}: choose a carrier that flies daily.")
    rows = list(_flights(inside, moved))
    return pl.DataFrame(rows, schema=dict(FLIGHTS)).sort("scheduled_out", "flight_id"), weeks(month)


def flight_id(number: str, origin: str, destination: str, scheduled_out: int) -> str:
    """A flight's identity: the same flight has the same one whenever it is loaded."""
    return str(uuid5(_FLIGHTS, f"{number} {origin} {destination} {scheduled_out}"))


def _flights(departures: pl.DataFrame, moved: timedelta) -> Iterator[dict[str, Any]]:
    for row in departures.iter_rows(named=True):
        scheduled = at_local(row["day"] + moved, row["clock"], zone_of(row["origin"]))
        out = None if row["cancelled"] else scheduled + row["departure_delay"]
        flown = row["length"] if row["flown_length"] is None else row["flown_length"]
        number = f"{row['carrier']}{row['number']}"
        yield {
            "flight_id": flight_id(number, row["origin"], row["destination"], scheduled),
            "flight_number": number,
            "scheduled_out": scheduled,
            "scheduled_in": scheduled + row["length"],
            "out": out,
            "in": None if out is None else out + flown,
            "delay_code": None,
            "generated": False,
            "arrival_generated": out is not None and row["flown_length"] is None,
            **{name: row[name] for name in ("origin", "destination", "cancelled", "registration", "aircraft_type")},
        }
