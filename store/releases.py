"""Crew members let go from duty: the times a duty and its flights really had, written as they are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select, text
from sqlmodel import col

from domain.clock import to_datetime, to_minutes
from store import audit, history, rows
from store.database import ReadSession, WriteSession
from store.tables import CrewAssignment, Duty, Flight, Trip
from store.tables.enums import Action, FlightStatus, Stage

FEED: Final = "release"
"""What the versions of rows that a release changes say they come from."""
_RECORDED: Final = text("SELECT max(recorded_at) FROM duty_versions WHERE airline_id = :airline AND row_id = :duty")


@dataclass(frozen=True, slots=True)
class Times:
    """When a flight really left and came in, UTC minutes."""

    flight_id: UUID
    out: int
    arrived: int


@dataclass(frozen=True, slots=True)
class Flown:
    """A duty as it was: ``release`` and, where it was not as planned, ``report`` in UTC minutes."""

    duty_id: UUID
    release: int
    report: int | None = None
    flights: tuple[Times, ...] = ()


async def trips_of(session: ReadSession, airline_id: UUID, crew_id: UUID) -> list[Trip]:
    """A crew member's trips, in time order."""
    mine = (col(Trip.airline_id) == airline_id, col(Trip.crew_member_id) == crew_id)
    return list(await session.scalars(select(Trip).where(*mine).order_by(col(Trip.planned_report), col(Trip.id))))


async def duties_of(session: ReadSession, airline_id: UUID, trip_id: UUID) -> list[Duty]:
    """A trip's duties, in time order."""
    asked = select(Duty).where(col(Duty.airline_id) == airline_id, col(Duty.trip_id) == trip_id)
    return list(await session.scalars(asked.order_by(col(Duty.planned_report), col(Duty.id))))


async def flights_of(session: ReadSession, airline_id: UUID, duty_ids: Sequence[UUID]) -> list[Flight]:
    """The flights of duties, as scheduled one after the other."""
    seats = select(col(CrewAssignment.flight_id)).where(
        col(CrewAssignment.airline_id) == airline_id, col(CrewAssignment.duty_id).in_(duty_ids)
    )
    asked = select(Flight).where(col(Flight.airline_id) == airline_id, col(Flight.id).in_(seats))
    return list(await session.scalars(asked.order_by(col(Flight.scheduled_departure), col(Flight.id))))


async def hold(session: WriteSession, airline_id: UUID, trip_id: UUID) -> None:
    """Keeps everybody else from this trip's record until the transaction ends."""
    asked = select(Trip).where(col(Trip.airline_id) == airline_id, col(Trip.id) == trip_id)
    await session.execute(asked.with_for_update())


async def record(session: WriteSession, trip: Trip, flown: Flown, reason: str) -> None:
    """Records a duty of a trip as flown, with the times of its flights where they are told."""
    await history.because(session, FEED, reason)
    duty = await rows.one(session, Duty, flown.duty_id)
    was = {"report": _iso(duty.actual_report), "release": _iso(duty.actual_release)}
    duty.actual_release, duty.stage, trip.stage = to_datetime(flown.release), Stage.FLOWN, Stage.FLOWN
    if flown.report is not None:
        duty.actual_report = to_datetime(flown.report)
    session.add_all([duty, trip, *await _seats(session, duty)])
    for times in flown.flights:
        session.add(_landed(await rows.one(session, Flight, times.flight_id), times))
    await session.flush()
    now = {"report": _iso(duty.actual_report), "release": _iso(duty.actual_release)}
    now |= {
        f"flight {each.flight_id}": f"{to_datetime(each.out)} {to_datetime(each.arrived)}" for each in flown.flights
    }
    about = {"airline_id": duty.airline_id, "before": was, "after": now, "reason": reason}
    await audit.record(session, Action.RELEASED, "duty", duty.id, **about)  # type: ignore[arg-type]


async def recorded_at(session: ReadSession, airline_id: UUID, duty_id: UUID) -> datetime:
    """When the record of a duty was last changed, by the database's clock."""
    found = await session.execute(_RECORDED, {"airline": airline_id, "duty": duty_id})
    moment = found.scalar_one()
    assert isinstance(moment, datetime)
    return moment


async def _seats(session: WriteSession, duty: Duty) -> list[CrewAssignment]:
    asked = select(CrewAssignment).where(
        col(CrewAssignment.airline_id) == duty.airline_id, col(CrewAssignment.duty_id) == duty.id
    )
    seats = list(await session.scalars(asked))
    for seat in seats:
        seat.stage, seat.duty_end_time, seat.check_out_time = Stage.FLOWN, duty.actual_release, duty.actual_release
        if duty.actual_report is not None:
            seat.duty_start_time = seat.check_in_time = duty.actual_report
    return seats


def _landed(flight: Flight, times: Times) -> Flight:
    late = times.arrived - to_minutes(flight.scheduled_arrival)
    flight.actual_departure, flight.actual_arrival = to_datetime(times.out), to_datetime(times.arrived)
    flight.block_minutes, flight.delay_minutes = times.arrived - times.out, max(0, late)
    flight.status = FlightStatus.ARRIVED
    return flight


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
