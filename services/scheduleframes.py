"""A written schedule as the frames that pay reads: its crew, and the trips of a month, flown as they are planned."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import polars as pl

from domain.airports import zone_of
from domain.crew import Kind
from domain.frames import CREW, DUTIES, LEGS, Schema
from domain.schedules.schedule import Member, Schedule
from services.books import Book
from services.trips import Trip

ANY_RATE: Final = 6000
"""Minor units an hour, for everybody: a rate prices credit and does not make it."""

Row = dict[str, Any]


def book_of(schedule: Schedule, trips: Sequence[Trip]) -> Book:
    """The frames of these trips, with everybody of the schedule."""
    types = {aircraft.id: aircraft.type for aircraft in schedule.aircraft}
    flown = {flight.id: types.get(flight.aircraft or "") for flight in schedule.flights}
    return Book(
        crew=_frame(map(_crew, schedule.crew), CREW),
        duties=_frame(_duties(trips), DUTIES),
        legs=_frame(_legs(trips, flown), LEGS),
    )


def _frame(rows: Iterable[Row], schema: Schema) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=dict(schema), orient="row")


def _crew(member: Member) -> Row:
    crew = member.timeline.crew
    return {
        "crew_id": crew.id,
        "employee_id": crew.id,
        "position": crew.position.value,
        "base": crew.base,
        "zone": zone_of(crew.base),
        "hire_date": member.hired,
        "contract_rate": ANY_RATE,
    }


def _keys(trips: Iterable[Trip]) -> Iterator[tuple[Row, Trip, int]]:
    for trip in trips:
        for place in range(len(trip.duties)):
            yield {"crew_id": trip.member.id, "trip_id": trip.id, "duty_id": f"{trip.id} {place}"}, trip, place


def _duties(trips: Iterable[Trip]) -> Iterator[Row]:
    for keys, trip, place in _keys(trips):
        duty = trip.duties[place]
        times = {"report": duty.report, "release": duty.release}
        yield keys | times | {f"planned_{name}": minute for name, minute in times.items()}


def _legs(trips: Iterable[Trip], types: dict[str, str | None]) -> Iterator[Row]:
    for keys, trip, place in _keys(trips):
        for number, leg in enumerate(trip.duties[place].legs):
            yield keys | {
                "leg_id": f"{keys['duty_id']} {number}",
                "flight_id": leg.flight_id,
                "flight_number": leg.flight_number,
                "kind": (Kind.DEADHEAD if leg.deadhead else Kind.OPERATING).value,
                "origin": leg.origin,
                "destination": leg.destination,
                "aircraft_type": types.get(leg.flight_id),
                "scheduled_out": leg.scheduled_out,
                "scheduled_in": leg.scheduled_in,
                "out": leg.scheduled_out,
                "in": leg.scheduled_in,
                "cancelled": False,
            }
