"""A slow, plain reading of the standard rules over a whole roster: what the solver must not get wrong.

Written apart from the solver and with other means: wall clocks by ``zoneinfo``, free time minute by minute.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.crew import Position
from solver.problem import Flight, Problem
from solver.result import PlannedDuty, Roster

ZONE = ZoneInfo("America/New_York")
PILOTS = {Position.CAPTAIN, Position.FIRST_OFFICER}
SEATS = {Position.CAPTAIN: 1, Position.FIRST_OFFICER: 1, Position.FLIGHT_ATTENDANT: 3}
_FDP = {
    0: "540 540 540 540 540 540 540",
    4: "600 600 600 600 540 540 540",
    5: "720 720 720 720 690 660 630",
    6: "780 780 720 720 690 660 630",
    7: "840 840 780 780 750 720 690",
    12: "780 780 780 780 750 720 690",
    13: "720 720 720 720 690 660 630",
    17: "720 720 660 660 600 540 540",
    22: "660 660 600 600 540 540 540",
    23: "600 600 600 540 540 540 540",
}


def faults(problem: Problem, roster: Roster) -> list[str]:
    """Everything that is wrong with a roster; empty for a good one."""
    return [*_seat_faults(problem, roster), *_trip_faults(problem, roster), *_line_faults(problem, roster)]


def _seat_faults(problem: Problem, roster: Roster) -> Iterator[str]:
    positions = {member.id: member.position for member in problem.crew}
    filled: dict[tuple[str, Position], int] = defaultdict(int)
    for one in roster.assignments:
        filled[one.flight_id, positions[one.crew_id]] += 1
    for seat in roster.open_seats:
        filled[seat.flight_id, seat.position] += seat.seats
    for flight in problem.flights:
        for position, seats in SEATS.items():
            if filled[flight.id, position] != seats:
                yield f"{flight.id}: {filled[flight.id, position]} {position}, not {seats}"


def _trip_faults(problem: Problem, roster: Roster) -> Iterator[str]:
    flights = {flight.id: flight for flight in problem.flights}
    seen: set[str] = set()
    for trip in roster.trips:
        path = [flights[name] for duty in trip.duties for name in duty.flight_ids]
        if seen & {flight.id for flight in path}:
            yield f"{trip.id}: a flight is in two trips"
        seen |= {flight.id for flight in path}
        if not trip.starts_away and path[0].origin != trip.base:
            yield f"{trip.id}: does not start at its base"
        if not trip.ends_away and path[-1].destination != trip.base:
            yield f"{trip.id}: does not end at its base"
        for before, after in itertools.pairwise(path):
            if before.destination != after.origin or after.scheduled_out < before.scheduled_in:
                yield f"{trip.id}: {after.id} does not follow {before.id}"
        for duty in trip.duties:
            yield from _duty_faults(duty, [flights[name] for name in duty.flight_ids])


def _duty_faults(duty: PlannedDuty, flights: list[Flight]) -> Iterator[str]:
    hour = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=duty.report)).astimezone(ZONE).hour
    row = [int(cell) for cell in _FDP[max(start for start in _FDP if start <= hour)].split()]
    if flights[-1].scheduled_in - duty.report > row[min(len(flights), 7) - 1]:
        yield f"{duty.id}: over Table B"
    if sum(flight.scheduled_in - flight.scheduled_out for flight in flights) > (540 if 5 <= hour < 20 else 480):
        yield f"{duty.id}: over Table A"
    if duty.report != flights[0].scheduled_out - 60 or duty.release != flights[-1].scheduled_in + 15:
        yield f"{duty.id}: report or release is not the manual's"
    if any(after.scheduled_out - before.scheduled_in < 30 for before, after in itertools.pairwise(flights)):
        yield f"{duty.id}: a connection is too short"


def _line_faults(problem: Problem, roster: Roster) -> Iterator[str]:
    duties = {duty.id: duty for duty in roster.duties}
    bases = {trip.id: trip.base for trip in roster.trips}
    held: dict[str, set[str]] = defaultdict(set)
    for one in roster.assignments:
        held[one.crew_id].add(one.duty_id)
    for member in problem.crew:
        mine = [duties[name] for name in held[member.id]]
        if any(bases[duty.trip_id] != member.base for duty in mine):
            yield f"{member.id}: on a trip of another base"
        fixed = [(duty.report, duty.release) for duty in problem.committed if duty.crew_id == member.id]
        spans = sorted([(duty.report, duty.release) for duty in mine] + fixed)
        for (_, released), (report, _) in itertools.pairwise(spans):
            if report - released < 600:
                yield f"{member.id}: {report - released} minutes of rest"
        if member.position in PILOTS:
            yield from (f"{member.id}: no 30 hours in 168" for report, _ in spans if not _free_before(spans, report))


def _free_before(spans: list[tuple[int, int]], report: int) -> bool:
    busy = {minute for start, end in spans for minute in range(max(start, report - 10080), min(end, report))}
    run = 0
    for minute in range(report - 10080, report):
        run = 0 if minute in busy else run + 1
        if run >= 1800:
            return True
    return False
