"""What pay knows beside flights and duties: recorded, read back, kept with a run, and every version of a trip."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import polars as pl
import pytest
import pytest_asyncio
from sqlalchemy import insert, text

from domain.canonical import digest_of
from domain.frames import DAYS, DUTY_MORE, EMPTIED, LEG_MORE, LEGS, STANDBY, VERSIONS
from store import absences, assignments, crew, flights, history, inputs
from store.assignments import SEATS, TRIPS
from store.database import Database
from store.ids import stable
from store.packed import pack
from store.tables import CrewRate, RunInput
from store.tables.enums import Stage
from tests.fixtures_store import PLATFORM, admin
from tests.store.sample import END, NOW, REPORT, START, Sample, small_airline, three_flights

A_DAY = timedelta(days=1)
GONE = (
    "DELETE FROM crew_assignments WHERE trip_id = :trip",
    "DELETE FROM duties WHERE trip_id = :trip",
    "DELETE FROM trips WHERE id = :trip",
)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def airline(database: Database) -> Sample:
    return await small_airline(database, "BE")


def _standby(airline: Sample, start: int = REPORT) -> pl.DataFrame:
    who, trip = airline.crew[0], str(stable("trip", airline.crew[0]))
    rows = [(str(stable("standby", who)), who, "AIRPORT", start, start + 240, trip)]
    return pl.DataFrame(rows, schema=dict(STANDBY), orient="row")


async def test_standbys_come_back_those_that_begin_in_time(database: Database, airline: Sample) -> None:
    who = admin(airline.airline)
    async with database.writing(who) as session:
        await absences.put_standbys(session, airline.airline, _standby(airline), stage=Stage.PUBLISHED)
    async with database.reading(who) as session:
        found = await absences.standbys(session, airline.airline, REPORT, REPORT + 1)
        later = await absences.standbys(session, airline.airline, REPORT + 1, NOW)
        others = await absences.standbys(session, airline.airline, 0, NOW, [airline.officer])
    assert found.equals(_standby(airline))
    assert later.is_empty()
    assert others.is_empty()


async def test_a_standby_that_moves_keeps_its_version(database: Database, airline: Sample) -> None:
    async with database.writing(admin(airline.airline)) as session:
        await history.because(session, "crew control")
        await absences.put_standbys(session, airline.airline, _standby(airline, REPORT + 5), stage=Stage.AT_REPORT)
        kept = await history.versions(session, "standbys", stable("standby", airline.crew[0]))
        await absences.put_standbys(session, airline.airline, _standby(airline), stage=Stage.PUBLISHED)
    assert (kept[-1].stage, kept[-1].feed) == (Stage.AT_REPORT, "crew control")


async def test_days_and_holidays_come_back_and_are_there_once(database: Database, airline: Sample) -> None:
    given = pl.DataFrame(
        [(airline.crew[0], START, "LEAVE"), (airline.crew[0], START, "UNPAID"), (airline.crew[1], END, "DAY_OFF")],
        schema=dict(DAYS), orient="row",
    )  # fmt: skip
    async with database.writing(admin(airline.airline)) as session:
        for _ in range(2):
            await absences.put_days(session, airline.airline, given)
            await absences.put_holidays(session, airline.airline, [(START, "First"), (END, "Last")])
        found = await absences.days(session, airline.airline, START, END + A_DAY)
        mine = await absences.days(session, airline.airline, START, END, [airline.captain])
        holidays = await absences.holidays(session, airline.airline, START, END)
    assert found.sort(pl.all()).equals(given.sort(pl.all()))
    assert mine["kind"].sort().to_list() == ["LEAVE", "UNPAID"]
    assert holidays["day"].to_list() == [START]


async def test_what_is_told_beside_of_legs_and_duties_comes_back_and_is_not_lost(database: Database) -> None:
    """Who puts a trip again and does not say it leaves it as it is."""
    sample = await small_airline(database, "TL")
    who, first = sample.crew[0], sample.flights[0]
    trip, duty, seat = (str(stable(*each)) for each in (("trip", who), ("duty", who), ("seat", who, first)))
    trips = pl.DataFrame([(trip, who, REPORT, REPORT + 270)], dict(TRIPS), orient="row")
    duties = pl.DataFrame({"duty_id": [duty], "trip_id": [trip], "crew_id": [who], "report": [REPORT],
                           "release": [REPORT + 270], "planned_report": [REPORT], "planned_release": [REPORT + 270],
                           "assigned_by": ["JUNIOR"]})  # fmt: skip
    seats = pl.DataFrame([(seat, first, duty, trip, who, "OPERATING")], dict(SEATS), orient="row")
    told = {"operated_by_other": True, "added_after_report": False, "language": "es"}
    landed = three_flights(sample).with_columns(
        landed=pl.col("in") - 5, gate_return=pl.col("flight_id") == pl.lit(first)
    )
    put = {"stage": Stage.AT_REPORT}
    async with database.writing(admin(sample.airline)) as session:
        await flights.put_many(session, sample.airline, landed)
        named = seats.with_columns(pl.lit(value).alias(name) for name, value in told.items())
        await assignments.put_trips(session, sample.airline, trips, duties, named, **put)  # type: ignore[arg-type]
        await flights.put_many(session, sample.airline, three_flights(sample))
        bare = duties.drop("assigned_by")
        await assignments.put_trips(session, sample.airline, trips, bare, seats, **put)  # type: ignore[arg-type]
        legs = await assignments.legs(session, sample.airline, REPORT, REPORT + 1, [sample.captain])
        worked = await assignments.duties(session, sample.airline, REPORT, REPORT + 1, [sample.captain])
        others = await assignments.legs(session, sample.airline, REPORT, REPORT + 1, [sample.officer])
    expect = told | {"gate_return": True, "landed": REPORT + 125}
    assert legs.select(list(expect)).row(0, named=True) == expect
    assert set(legs.columns) == {*LEGS, *expect}
    assert worked["assigned_by"].to_list() == ["JUNIOR"]
    assert (set(others.columns) - set(LEGS), others.height) == ({"landed", "gate_return"}, 2)


async def test_a_rate_may_be_finer_than_the_minor_unit(database: Database) -> None:
    sample = await small_airline(database, "FN")
    async with database.writing(admin(sample.airline)) as session:
        assert "contract_rate_parts" not in (await crew.frame(session, sample.airline, START, END)).columns
        row = {"airline_id": sample.airline, "crew_member_id": sample.captain, "since": START, "rate_minor": 9034}
        await session.execute(insert(CrewRate).values(**row, exponent=2, rate_parts=55))
        found = await crew.frame(session, sample.airline, START, END, [sample.captain])
    assert found.select("contract_rate", "contract_rate_parts").rows() == [(9034, 55)]


async def test_a_trip_comes_back_as_it_last_stood_at_each_stage(database: Database) -> None:
    """Awarded with two legs, published with one of them as a deadhead, rerouted twice at report, then flown."""
    sample = await small_airline(database, "TV")
    who = sample.crew[0]
    trip, duty = str(uuid4()), str(uuid4())
    legs = [(str(uuid4()), flight, duty, trip, who, "OPERATING") for flight in sample.flights[:2]]
    ridden = [legs[0], (*legs[1][:-1], "DEADHEAD")]

    async def put(stage: Stage, release: int, seats: Sequence[tuple[str, ...]]) -> None:
        async with database.writing(admin(sample.airline)) as session:
            for statement in GONE:  # what the sample has of these flights
                await session.execute(text(statement), {"trip": stable("trip", who)})
            await assignments.put_trips(
                session, sample.airline,
                pl.DataFrame([(trip, who, REPORT, release)], dict(TRIPS), orient="row"),
                pl.DataFrame([(duty, trip, who, REPORT, release, REPORT, release)],
                             ["duty_id", "trip_id", "crew_id", "report", "release", "planned_report",
                              "planned_release"], orient="row"),
                pl.DataFrame(list(seats), dict(SEATS), orient="row"), stage=stage,
            )  # fmt: skip

    await put(Stage.AWARDED, REPORT + 270, legs)
    await put(Stage.PUBLISHED, REPORT + 280, ridden)
    await put(Stage.AT_REPORT, REPORT + 300, ridden)
    await put(Stage.AT_REPORT, REPORT + 310, legs[:1])
    await put(Stage.FLOWN, REPORT + 320, legs[:1])
    async with database.reading(admin(sample.airline)) as session:
        found = await assignments.versions(session, sample.airline, REPORT, REPORT + 1)
    assert found.schema == pl.Schema(VERSIONS)
    assert found.filter(trip_id=trip).select("stage", "report", "release", "block", "deadhead").sort(
        "stage"
    ).rows() == [
        ("AT_REPORT", REPORT, REPORT + 310, 60, 0),
        ("AWARDED", REPORT, REPORT + 270, 120, 0),
        ("PUBLISHED", REPORT, REPORT + 280, 60, 60),
    ]


INPUTS: list[tuple[str, Callable[[Sample], pl.DataFrame]]] = [
    ("standby", _standby),
    ("days", lambda sample: pl.DataFrame([(sample.crew[0], START, "LEAVE")], dict(DAYS), orient="row")),
    ("holidays", lambda _: pl.DataFrame({"day": [START]})),
    ("emptied", lambda sample: pl.DataFrame([(sample.crew[0], "t", REPORT)], dict(EMPTIED), orient="row")),
]


@pytest.mark.parametrize(("name", "made"), INPUTS, ids=[name for name, _ in INPUTS])
async def test_an_input_comes_back_row_for_row(
    database: Database, airline: Sample, name: str, made: Callable[[Sample], pl.DataFrame]
) -> None:
    frame = made(airline)
    async with database.writing(admin(airline.airline)) as session:
        key = await inputs.put(session, airline.airline, name, frame)
        assert (await inputs.get(session, airline.airline, name, key)).equals(frame)


async def test_what_is_told_beside_is_kept_with_the_input(database: Database, airline: Sample) -> None:
    async with database.reading(PLATFORM) as session:
        legs = await assignments.legs(session, airline.airline, 0, NOW)
        duties = await assignments.duties(session, airline.airline, 0, NOW)
    told = {"legs": legs.with_columns(language=pl.lit(""), day_off=pl.lit(None, pl.Boolean)),
            "duties": duties.with_columns(assigned_by=pl.lit("RECALL"))}  # fmt: skip
    assert set(LEG_MORE) > {"language", "day_off"}
    assert set(DUTY_MORE) == {"assigned_by", "reported"}
    async with database.writing(admin(airline.airline)) as session:
        for name, frame in told.items():
            key = await inputs.put(session, airline.airline, name, frame)
            found = await inputs.get(session, airline.airline, name, key)
            assert found.select(frame.columns).equals(frame)


async def test_an_input_of_an_older_run_is_still_read(database: Database, airline: Sample) -> None:
    frame = _standby(airline)
    told = frame.write_ndjson()
    row = {"airline_id": airline.airline, "hash": digest_of(told), "rows": 1, "body": pack(told)}
    async with database.writing(admin(airline.airline)) as session:
        await session.execute(insert(RunInput).values(row))
        assert (await inputs.get(session, airline.airline, "standby", digest_of(told))).equals(frame)


async def test_who_is_on_the_books_comes_by_employee_id(database: Database, airline: Sample) -> None:
    async with database.reading(PLATFORM) as session:
        found = await crew.on_books(session, airline.airline, START, END)
        none = await crew.on_books(session, UUID(int=0), START, END)
    assert (found, none) == ([airline.captain, airline.officer], [])
