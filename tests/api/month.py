"""A small airline's November 2026 in the record: three people, their trips, pay, a ledger, a verdict, a claim."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import polars as pl

from domain.clock import midnight
from domain.crew import Position, Role
from domain.frames import DUTIES, LEDGER, conform
from domain.timelines.timeline import AcclimatedClock
from services import airlines, claims, judging, paying, periods, reviewing
from services.airlines import OPERATOR
from services.doors import Doors
from store import assignments, calculations, crew, flights, ledger
from store.assignments import SEATS, TRIPS
from store.crew import NewCrew
from store.database import WriteSession
from store.flights import FLIGHTS
from store.ids import stable
from store.tables.enums import ClaimType, Stage

MONTH = (date(2026, 11, 1), date(2026, 12, 1))
START = "2026-11-01"
POSITIONS = (Position.CAPTAIN, Position.FIRST_OFFICER, Position.FLIGHT_ATTENDANT)
DAYS = 9
"""The captain and the attendant fly on so many days, the first officer on the first only."""
LATE = 200
"""By so many minutes the first day's way back is late, for a cause that the company controls."""


@dataclass(frozen=True, slots=True)
class Airline:
    """What was recorded: ids by position, and the claim's number."""

    code: str
    id: UUID
    crew: dict[Position, UUID]
    claim: str

    def employee(self, position: Position = Position.CAPTAIN) -> str:
        """The employee id of the crew member in a position."""
        return _employee(self.code, position)

    @property
    def captain(self) -> UUID:
        """The captain's id."""
        return self.crew[Position.CAPTAIN]

    @property
    def traces(self) -> set[str]:
        """Texts that may stand in no other airline's answer."""
        people = {f"{self.code}-{position}" for position in POSITIONS}
        return people | {self.employee(position) for position in POSITIONS} | {str(each) for each in self.crew.values()}


async def recorded(doors: Doors, code: str) -> Airline:
    """Records the airline's month through the repositories and verbs; its rules are published already."""
    found = await airlines.find(doors, OPERATOR, code)
    people = {position: stable("crew", code, position) for position in POSITIONS}
    async with doors.database.writing(OPERATOR) as session:
        period = await periods.ensure(session, found.id, MONTH)
        await crew.add_many(session, found.id, [_member(code, *each) for each in people.items()], doors.sealer)
        await _fly(session, found.id, code, people)
    await judging.choose_clock(doors, OPERATOR, code, AcclimatedClock.HOME_BASE, "for these tests")
    await judging.judge_month(doors, OPERATOR, code, MONTH)
    await paying.pay_month(doors, OPERATOR, code, MONTH)
    async with doors.database.writing(OPERATOR) as session:
        lines = await calculations.lines_frame(session, found.id, period)
        await ledger.put_many(session, found.id, period, _posted(lines, forgotten(code), doors.settings.minute()))
    await reviewing.find_discrepancies(doors, OPERATOR, code, MONTH)
    captain = await airlines.login(doors, OPERATOR, Role.USER, code, sub=people[Position.CAPTAIN])
    claim = await claims.file(
        doors, captain, period, ClaimType.MISSING_FLIGHT, "I flew it.", 10_000, (forgotten(code),)
    )
    return Airline(code, found.id, people, claim.claim_number)


def _employee(code: str, position: Position) -> str:
    return f"{code}{POSITIONS.index(position) + 1:04}"


def _member(code: str, position: Position, crew_id: UUID) -> NewCrew:
    return NewCrew(
        id=crew_id,
        employee_id=_employee(code, position),
        first_name="Ada",
        last_name=f"{code}-{position}",
        position=position,
        base="JFK",
        hire_date=date(2023, 2, 1),
    )


def forgotten(code: str) -> str:
    """The flight that payroll forgot; all three were on it."""
    return _flight(code, 1, "out")


def _flight(code: str, day: int, way: str) -> str:
    return str(stable("flight", code, day, way))


async def _fly(session: WriteSession, airline_id: UUID, code: str, people: dict[Position, UUID]) -> None:
    rows, trips, duties, seats = [], [], [], []
    for day in range(1, DAYS + 1):
        report = midnight(date(2026, 11, day), "America/New_York") + 480
        late = LATE if day == 1 else 0
        legs = [(_flight(code, day, "out"), "JFK", "BOS", 60, 0), (_flight(code, day, "back"), "BOS", "JFK", 240, late)]
        for number, (flight, start, end, out, behind) in enumerate(legs):
            times = (report + out, report + out + 90, report + out + behind, report + out + 90 + behind)
            delay = "MX" if behind else None
            rows.append(
                (flight, f"{code}{10 * day + number}", start, end, *times, "B738", "N101XP", delay, False, False)
            )
        for position, who in people.items():
            if position is Position.FIRST_OFFICER and day > 1:
                continue
            trip, duty, crew_id = str(stable("trip", who, day)), str(stable("duty", who, day)), str(who)
            trips.append((trip, crew_id, report, report + 360))
            duties.append((duty, trip, crew_id, report, report + 360 + late, report, report + 360))
            seats += [(str(stable("seat", who, leg[0])), leg[0], duty, trip, crew_id, "OPERATING") for leg in legs]
    await flights.put_many(session, airline_id, pl.DataFrame(rows, schema=dict(FLIGHTS), orient="row"))
    frames = [
        pl.DataFrame(items, schema=dict(schema), orient="row")
        for items, schema in ((trips, TRIPS), (duties, DUTIES), (seats, SEATS))
    ]
    await assignments.put_trips(session, airline_id, *frames, stage=Stage.FLOWN)


def _posted(lines: pl.DataFrame, forgotten: str, now: int) -> pl.DataFrame:
    """What was paid: every line but those of one flight."""
    kept = lines.filter(pl.col("flight_id").is_null() | (pl.col("flight_id") != forgotten))
    entries = kept.select(
        entry_id=pl.Series([str(stable("entry", place, *row)) for place, row in enumerate(kept.rows())]),
        crew_id="crew_id",
        component="component",
        flight_id="flight_id",
        amount="amount",
        posted=pl.lit(now - 60, pl.Int64),
    )
    return conform(entries, LEDGER, "ledger")
