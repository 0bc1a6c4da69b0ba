"""What people call the rows of pay: a leg by its flight and day, a duty, trip or standby by the day it began."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from domain.airports import zone_of
from domain.clock import local_date, to_minutes
from store import rows
from store.database import ReadSession
from store.tables import CrewAssignment, CrewMember, Duty, Flight, Standby, Trip


async def of(session: ReadSession, member: CrewMember, keys: Sequence[str]) -> Mapping[str, str]:
    """The name of each of a crew member's rows that is on record, by its id; days are those of the base's clock.

    The row of the whole period, whose id is the crew member's, is ``month``; a day of a trip goes by the day.
    """
    ids = [found for key in keys if (found := _id(key)) is not None]
    seats = {row.id: row.flight_id for row in await rows.by_ids(session, CrewAssignment, ids) if row}
    flights = {row.id: row for row in await rows.by_ids(session, Flight, [*seats.values()]) if row}
    duties, trips = await rows.by_ids(session, Duty, ids), await rows.by_ids(session, Trip, ids)
    standbys = await rows.by_ids(session, Standby, ids)
    began = {seat: _leg(flights[flight_id]) for seat, flight_id in seats.items() if flight_id in flights}
    began |= {row.id: ("duty", row.planned_report) for row in duties if row}
    began |= {row.id: ("trip", row.planned_report) for row in trips if row}
    began |= {row.id: ("standby", row.start_time) for row in standbys if row}
    zone = zone_of(member.base_location)
    told = {str(row): f"{name} of {local_date(to_minutes(at), zone)}" for row, (name, at) in began.items()}
    days = {key: key.rpartition(" ")[2] for key in keys if " " in key}
    return told | days | {str(member.id): "month"}


def _leg(flight: Flight) -> tuple[str, datetime]:
    return flight.shown, flight.scheduled_departure


def _id(key: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(key)
    return None
