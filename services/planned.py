"""A solved roster as rows of the record: every crew member has the trip for himself, under ids that stay the same."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import polars as pl

from domain.frames import DUTIES, Schema
from solver.problem import Problem
from solver.result import Assignment, OpenSeat, Roster
from store.assignments import SEATS, TRIPS
from store.ids import stable

Frames = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]
"""TRIPS, DUTIES and SEATS."""


def frames(airline_id: UUID, solved: Roster) -> Frames:
    """The roster's trips, duties and seats. The same flights by the same person are the same trip in every roster."""
    duties: list[dict[str, Any]] = []
    seats: list[dict[str, Any]] = []
    flights = {trip.id: [flight for duty in trip.duties for flight in duty.flight_ids] for trip in solved.trips}
    places = {duty.id: duty for duty in solved.duties}
    for (crew_id, trip), taken in _by_trip(solved).items():
        trip_id = str(stable("trip", airline_id, crew_id, *flights[trip]))
        names = {seat.duty_id: str(stable("duty", trip_id, places[seat.duty_id].flight_ids[0])) for seat in taken}
        for name, duty_id in names.items():
            duty, about = places[name], {"duty_id": duty_id, "trip_id": trip_id, "crew_id": crew_id}
            times = {"planned_report": duty.report, "planned_release": duty.release}
            duties.append({**about, "report": duty.report, "release": duty.release, **times})
        seats += [_seat(airline_id, seat, names[seat.duty_id], trip_id) for seat in taken]
    worked = _frame(duties, DUTIES)
    return _trips(worked), worked, _frame(seats, SEATS)


def open_seats(problem: Problem, solved: Roster) -> list[dict[str, Any]]:
    """The seats that nobody fills, as documents; not those of ways back after the month that no trip takes."""
    flights = {flight.id: flight for flight in problem.flights}
    return [
        {
            "flight_id": seat.flight_id,
            "flight_number": flights[seat.flight_id].number,
            "scheduled_out": flights[seat.flight_id].scheduled_out,
            "position": seat.position.value,
            "seats": seat.seats,
            "reason": seat.reason,
        }
        for seat in solved.open_seats
        if not _later(problem, flights[seat.flight_id].scheduled_out, seat)
    ]


def _later(problem: Problem, scheduled_out: int, seat: OpenSeat) -> bool:
    return seat.duty_id is None and scheduled_out >= problem.end


def _by_trip(solved: Roster) -> dict[tuple[str, str], list[Assignment]]:
    found: dict[tuple[str, str], list[Assignment]] = defaultdict(list)
    for each in solved.assignments:
        found[each.crew_id, each.trip_id].append(each)
    return found


def _seat(airline_id: UUID, seat: Assignment, duty_id: str, trip_id: str) -> dict[str, Any]:
    return {
        "leg_id": str(stable("seat", airline_id, seat.crew_id, seat.flight_id)),
        "flight_id": seat.flight_id,
        "duty_id": duty_id,
        "trip_id": trip_id,
        "crew_id": seat.crew_id,
        "kind": seat.kind.value,
    }


def _trips(duties: pl.DataFrame) -> pl.DataFrame:
    times = duties.group_by("trip_id", "crew_id").agg(pl.col("planned_report").min(), pl.col("planned_release").max())
    return times.sort("planned_report", "trip_id").select(list(TRIPS))


def _frame(rows: list[dict[str, Any]], schema: Schema) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict(schema)) if rows else pl.DataFrame(schema=dict(schema))
