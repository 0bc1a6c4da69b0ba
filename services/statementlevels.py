"""A statement level by level, each trip and duty by the day of its report and each leg by its flight."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import polars as pl

from domain.airports import zone_of
from domain.clock import local_date, to_minutes
from payroll.levels import Level, levels
from store import rows
from store.database import ReadSession
from store.tables import CrewMember, Duty, Flight, PayLine, Trip

__all__ = ["Level", "Named", "Row", "of", "rows_of"]


class Row(NamedTuple):
    """One month, trip, duty or leg: minor units and credit minutes of its ``own`` lines, and with all below it."""

    level: Level
    trip_id: UUID | None
    duty_id: UUID | None
    flight_id: UUID | None
    own: int
    amount: int
    own_credit: int
    credit: int

    @property
    def about(self) -> list[UUID]:
        """The trip, the duty and the flight, as far as it has them."""
        return [one for one in (self.trip_id, self.duty_id, self.flight_id) if one is not None]


class Named(NamedTuple):
    """A row under the name that people know it by."""

    name: str
    row: Row


def rows_of(lines: Sequence[PayLine]) -> list[Row]:
    """The rows of one statement's lines, each after the one it lies in."""
    text = dict.fromkeys(("crew_id", "trip_id", "duty_id", "flight_id"), pl.String)
    told = [("", *_texts(line), line.amount_minor, line.credit_minutes) for line in lines]
    frame = pl.DataFrame(told, schema=text | {"amount": pl.Int64, "credit": pl.Int64}, orient="row")
    return [_row(*row) for row in levels(frame).drop("crew_id").iter_rows()]


async def of(session: ReadSession, member: CrewMember, lines: Sequence[PayLine]) -> list[Named]:
    """The rows of a crew member's lines under their names, trips, duties and legs in the order of time."""
    found = rows_of(lines)
    trips = await rows.by_ids(session, Trip, [each.trip_id for each in found if each.trip_id])
    duties = await rows.by_ids(session, Duty, [each.duty_id for each in found if each.duty_id])
    flights = await rows.by_ids(session, Flight, [each.flight_id for each in found if each.flight_id])
    began = {row.id: row.planned_report for row in (*trips, *duties) if row is not None}
    legs = {row.id: row for row in flights if row is not None}
    began |= {flight_id: leg.scheduled_departure for flight_id, leg in legs.items()}
    numbers = {flight_id: leg.shown for flight_id, leg in legs.items()}
    ordered = sorted(found, key=lambda row: _place(row.about, began))
    return [Named(_name(row, began, numbers, zone_of(member.base_location)), row) for row in ordered]


def _texts(line: PayLine) -> list[str | None]:
    return [str(one) if one else None for one in (line.trip_id, line.duty_id, line.flight_id)]


def _row(level: str, trip: str | None, duty: str | None, flight: str | None, *sums: int) -> Row:
    trip_id, duty_id, flight_id = (UUID(one) if one else None for one in (trip, duty, flight))
    return Row(Level(level), trip_id, duty_id, flight_id, *sums)


def _place(about: Iterable[UUID], began: Mapping[UUID, datetime]) -> list[tuple[float, str]]:
    """By when the trip, its duty and its leg began; a level stands before what lies in it."""
    return [(began[one].timestamp() if one in began else 0.0, str(one)) for one in about]


def _name(row: Row, began: Mapping[UUID, datetime], numbers: Mapping[UUID, str], zone: str) -> str:
    """One that is no longer on record (it was paid then) goes by its id."""
    if not row.about:
        return "month"
    about = row.about[-1]
    if about in numbers:
        return numbers[about]
    day = local_date(to_minutes(began[about]), zone) if about in began else about
    return f"{row.level.lower()} of {day}"
