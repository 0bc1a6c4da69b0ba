"""A small airline: two pilots, a month, three flights, the trips that fly them, and what payroll paid."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import polars as pl
from sqlalchemy import select
from sqlmodel import col

from domain.clock import midnight
from domain.crew import Position
from domain.frames import DISCREPANCIES, DUTIES, LEDGER, LINES, PAID, TOTALS
from domain.money import USD, Currency
from domain.rulebook import Chosen, Rulebook
from domain.rules.pay import HourlyRate, MonthlyGuarantee, Step
from domain.rules.rule import Phase, Rule, RuleKind, Version
from store import adjustments, airlines, assignments, crew, flights, ledger, periods, runparts, runs
from store.adjustments import NewRetro
from store.assignments import SEATS, TRIPS
from store.crew import NewCrew
from store.database import Database, ReadSession, WriteSession
from store.flights import FLIGHTS
from store.ids import stable
from store.runparts import NEEDS, Worked
from store.runs import NewRun
from store.secrets import Sealer
from store.tables import PayAdjustment, PayRunRow
from store.tables.enums import AdjustmentKind, PeriodStatus, Stage
from tests.fixtures_store import PLATFORM, admin, service

SEALER = Sealer(bytes(range(32)))
TODAY = datetime.now().astimezone().date()
START = TODAY.replace(day=1)
END = START.replace(day=monthrange(START.year, START.month)[1])
REPORT = midnight(START, "UTC") + 600
NOW = midnight(END, "UTC") + 1440


@dataclass(frozen=True)
class Sample:
    """The ids of what was recorded."""

    code: str
    airline: UUID
    period: UUID
    captain: UUID
    officer: UUID
    flights: tuple[str, ...]

    @property
    def crew(self) -> tuple[str, str]:
        """Both crew members, as frames name them."""
        return str(self.captain), str(self.officer)


async def small_airline(database: Database, code: str, currency: Currency = USD) -> Sample:
    """Records the airline; ids are made of its code."""
    async with database.writing(PLATFORM) as session:
        airline = await airlines.ensure(session, code, f"Airline {code}", currency)
        period = await periods.ensure(session, airline, START, END, END)
        captain, officer = (stable("crew", code, number) for number in (1, 2))
        await crew.add_many(session, airline, [pilot(captain, 1, code), pilot(officer, 2, code)], SEALER)
        sample = Sample(
            code, airline, period, captain, officer, tuple(str(stable("flight", code, n)) for n in range(3))
        )
        await flights.put_many(session, airline, three_flights(sample))
        await put_roster(session, sample, Stage.PUBLISHED)
        await ledger.put_many(session, airline, period, paid(sample))
    return sample


def pilot(crew_id: UUID, number: int, code: str, hired: date = date(2024, 2, 1)) -> NewCrew:
    """Number 1 is a captain, the others are first officers."""
    position = Position.CAPTAIN if number == 1 else Position.FIRST_OFFICER
    return NewCrew(
        id=crew_id,
        employee_id=f"{code}-{number:04}",
        first_name=f"Ada{number}",
        last_name=f"Lovelace{number}",
        position=position,
        base="JFK",
        hire_date=hired,
        seniority=number,
        hourly_rate=9000,
    )


def three_flights(sample: Sample, delay_code: str | None = None) -> pl.DataFrame:
    """Out, back, and one that has not flown yet."""
    rows = [
        (sample.flights[0], "XP1", "JFK", "BOS", REPORT + 60, REPORT + 120, REPORT + 65, REPORT + 130, delay_code),
        (sample.flights[1], "XP2", "BOS", "JFK", REPORT + 180, REPORT + 240, REPORT + 180, REPORT + 235, None),
        (sample.flights[2], "XP3", "JFK", "MIA", REPORT + 1440, REPORT + 1620, None, None, None),
    ]
    return pl.DataFrame(
        [(*row[:8], "B738", "N101XP", row[8], False, False) for row in rows], schema=dict(FLIGHTS), orient="row"
    )


async def put_roster(session: object, sample: Sample, stage: Stage, release: int = 270) -> None:
    """One out-and-back trip for each of the two; the third flight is open."""
    trips, duties, seats = [], [], []
    for who in sample.crew:
        trip, duty = (str(stable(noun, who)) for noun in ("trip", "duty"))
        trips.append((trip, who, REPORT, REPORT + 270))
        duties.append((duty, trip, who, REPORT, REPORT + release, REPORT, REPORT + 270))
        seats += [(str(stable("seat", who, f)), f, duty, trip, who, "OPERATING") for f in sample.flights[:2]]
    await assignments.put_trips(
        session,  # type: ignore[arg-type]
        sample.airline,
        pl.DataFrame(trips, schema=dict(TRIPS), orient="row"),
        pl.DataFrame(duties, schema=dict(DUTIES), orient="row"),
        pl.DataFrame(seats, schema=dict(SEATS), orient="row"),
        stage=stage,
        told_at=REPORT - 10_000,
    )


def paid(sample: Sample) -> pl.DataFrame:
    """One entry each: 500.00 of flight pay."""
    rows = [(str(stable("entry", who)), who, "flight_pay", None, 50_000, NOW) for who in sample.crew]
    return pl.DataFrame(rows, schema=dict(LEDGER), orient="row")


def rulebook(code: str, hours: int = 70) -> Rulebook:
    """A guarantee and an hourly rate."""
    guarantee = _term(code, "G1", MonthlyGuarantee(minutes=hours * 60))
    rate = _term(code, "R1", HourlyRate(steps=(Step(position=Position.CAPTAIN, years=0, rate=Decimal("90.00")),)))
    chosen = tuple(Chosen(rule=rule, scenarios=(), order=place) for place, rule in enumerate((rate, guarantee)))
    return Rulebook(
        airline=code, start=START, end=END, chosen=chosen, dropped=(), scenarios=(), components=(), precedence=()
    )


def _term(code: str, name: str, spec: MonthlyGuarantee | HourlyRate) -> Rule:
    return Rule(
        owner=code,
        code=f"{code}_{name}",
        kind=RuleKind.CONTRACT,
        category="GUARANTEES",
        title=f"Term {name}",
        clause=f"Section {name}",
        positions=(Position.CAPTAIN, Position.FIRST_OFFICER),
        hard=False,
        phase=Phase.OPERATE,
        effective=date(2024, 1, 1),
        versions=(Version(since=date(2024, 1, 1), spec=spec),),
    )


def lines(sample: Sample, amount: int = 60_000) -> pl.DataFrame:
    """Two lines each: flight pay for the first flight, and the guarantee."""
    rows = []
    for who in sample.crew:
        trip, duty = (str(stable(noun, who)) for noun in ("trip", "duty"))
        seat = str(stable("seat", who, sample.flights[0]))
        rows += [
            (who, "flight_pay", sample.code, "R1", date(2024, 1, 1), trip, duty, seat, sample.flights[0],
             None, None, 120, "MINUTES", 9000, 0, None, amount - 18_000, 120, "credit 2:00 at 90.00"),
            (who, "guarantee", sample.code, "G1", date(2024, 1, 1), None, None, None, None,
             None, None, 120, "MINUTES", 9000, 0, None, 18_000, None, "2:00 short of the guarantee"),
        ]  # fmt: skip
    return pl.DataFrame(rows, schema=dict(LINES), orient="row")


def totals(sample: Sample, amount: int = 60_000) -> pl.DataFrame:
    """The sums of ``lines``; the captain flew over the guarantee of 70:00, the first officer under it."""
    rows = [
        (who, credit, 4000, 4200, 0, 9000, amount, amount - 18_000, 0, 0, 0, 0)
        for who, credit in zip(sample.crew, (4220, 4000), strict=True)
    ]
    return pl.DataFrame(rows, schema=dict(TOTALS), orient="row")


@dataclass(frozen=True)
class PayRun:
    """A whole run of one part."""

    new: NewRun
    worked: Worked

    @property
    def id(self) -> UUID:
        return self.new.id


async def pay_run(
    database: Database,
    sample: Sample,
    amount: int = 60_000,
    needs: Sequence[tuple[str, str, str]] = (),
    reason: str = "",
) -> PayRun:
    """A run over what is recorded of the month; ``needs``: crew member, grain and key of rows left open."""
    async with database.reading(PLATFORM) as session:
        inputs = {
            "crew": await crew.frame(session, sample.airline, START, END),
            "duties": (await assignments.duties(session, sample.airline, 0, NOW)).drop("reported"),
            "legs": await assignments.legs(session, sample.airline, 0, NOW),
        }
    both = [sample.captain, sample.officer]
    rows = [(who, sample.code, "R1", grain, key, "delay_minutes") for who, grain, key in needs]
    left = pl.DataFrame(rows, schema=dict(NEEDS), orient="row")
    worked = Worked(inputs, lines(sample, amount), totals(sample, amount), left)
    return PayRun(NewRun(sample.airline, sample.period, rulebook(sample.code), [both], "1", NOW, reason), worked)


async def store_run(session: WriteSession, run: PayRun) -> UUID:
    """Begins a run, works its one part out and makes it live, all in one transaction."""
    row = await runs.begin(session, run.new)
    part = await runparts.take(session, row.id)
    assert part is not None
    await runparts.finish(session, row, part, run.worked)
    return (await runs.flip(session, row.id)).id


async def closed(database: Database, sample: Sample) -> PayRunRow:
    """The newest run, released by an administrator, and its period closed."""
    async with database.writing(admin(sample.airline)) as session:
        run = await runs.newest(session, sample.period)
        assert run is not None
        await runs.release(session, run.id, NOW)
        await periods.step(session, sample.period, PeriodStatus.CLOSED)
        return run


def deltas(sample: Sample, *amounts: int) -> pl.DataFrame:
    """A difference of each amount in the captain's flight pay."""
    about = {"crew_id": str(sample.captain), "component": "flight_pay", "rule_owner": sample.code, "rule_code": "R1"}
    told = {"credit": 0, "reason": "it came in later", "kind": AdjustmentKind.CORRECTION.value}
    rows = [about | told | {"amount": amount} for amount in amounts]
    return pl.DataFrame(rows, schema=PAID | {"reason": pl.String(), "kind": pl.String()}, orient="row")


async def posted(database: Database, sample: Sample, run: PayRunRow, *amounts: int) -> UUID:
    """Differences of these amounts, posted by the airline's service."""
    new = NewRetro(run, rulebook(sample.code), "1", [], "a flight was corrected")
    async with database.writing(service(sample.airline)) as session:
        return await adjustments.post(session, new, deltas(sample, *amounts))


def differences(sample: Sample, *found: tuple[str, str, int]) -> pl.DataFrame:
    """One row each (type, severity, difference) for the captain."""
    rows = [
        (str(sample.captain), "flight_pay", None, kind, severity, 50_000 + owed, 50_000, owed, None, "n")
        for kind, severity, owed in found
    ]
    return pl.DataFrame(rows, schema=dict(DISCREPANCIES), orient="row")


async def adjustments_of(session: ReadSession, crew_id: UUID) -> list[PayAdjustment]:
    """A crew member's adjustments that this reader sees."""
    return list(await session.scalars(select(PayAdjustment).where(col(PayAdjustment.crew_member_id) == crew_id)))
