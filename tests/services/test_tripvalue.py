"""A trip that is rerouted three times: what each change did to its worth, and the version that its term pays from."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Final
from uuid import UUID

import polars as pl
import pytest
import pytest_asyncio

from domain.clock import to_minutes
from domain.crew import Position, Role
from domain.errors import NotFoundError
from domain.frames import DUTIES
from services import airlines, editing, receipts, tripvalue
from services.airlines import OPERATOR
from services.doors import Doors
from services.dutytimes import Release
from services.tripvalue import History
from store import assignments, crew, flights, history
from store.assignments import SEATS, TRIPS
from store.crew import NewCrew
from store.flights import FLIGHTS
from store.ids import stable
from store.tables.enums import Stage
from tests.changing import publish
from tests.services.month import at

WHO, DAY, CREDIT = "XP-0001", "2026-12-03", "SAMPLE_Section_3.B"
REPORT: Final = to_minutes(datetime(2026, 12, 3, 15, tzinfo=UTC))
RELEASE: Final = REPORT + 390
SECOND: Final = {Stage.AWARDED: 110, Stage.PUBLISHED: 240, Stage.AT_REPORT: 170, Stage.FLOWN: 95}
"""Scheduled minutes of the trip's second flight at each stage: it was another flight each time. The first takes 90."""


@dataclass(frozen=True, slots=True)
class Rerouted:
    """The doors after the trip was flown, and whose and which trip it is."""

    doors: Doors
    airline: UUID
    crew: UUID
    trip: UUID

    async def history(self) -> History:
        return await tripvalue.of(self.doors, OPERATOR, "XP", WHO, DAY)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def rerouted(ruled: Doors) -> Rerouted:
    """Awarded, rerouted when published, at report and while under way; nobody is released yet."""
    airline, who = (await airlines.find(ruled, OPERATOR, "XP")).id, stable("crew", "XP", 1)
    one = Rerouted(at(ruled, datetime(2027, 1, 10, tzinfo=UTC)), airline, who, stable("trip", who))
    async with ruled.database.writing(OPERATOR) as session:
        new = NewCrew(who, WHO, "Ada", "Lovelace", Position.CAPTAIN, "JFK", date(2024, 2, 1), 1, 9000)
        await crew.add_many(session, airline, [new], ruled.sealer)
        rows = [
            _flight("XP1", "JFK", "BOS", 60, 90),
            *(_flight(f"XP{9 + n}", "BOS", "JFK", 200, n) for n in SECOND.values()),
        ]
        await flights.put_many(session, airline, pl.DataFrame(rows, schema=dict(FLIGHTS), orient="row"))
    for number, stage in enumerate(SECOND):
        async with ruled.database.writing(OPERATOR) as session:
            await history.because(
                session, "crew control" if number else "bids", f"reroute {number}" if number else "award"
            )
            await _put(session, one, stage)
    return one


def _flight(number: str, origin: str, destination: str, after: int, block: int) -> tuple[object, ...]:
    out = REPORT + after
    return (
        str(stable("flight", number)),
        number,
        origin,
        destination,
        out,
        out + block,
        None,
        None,
        "B738",
        "N1",
        None,
        False,
        False,
    )


async def _put(session: object, one: Rerouted, stage: Stage) -> None:
    duty, ids = str(stable("duty", one.crew)), (str(one.trip), str(one.crew))
    numbers = ("XP1", f"XP{9 + SECOND[stage]}")
    seats = [(str(stable("seat", each)), str(stable("flight", each)), duty, *ids, "OPERATING") for each in numbers]
    await assignments.put_trips(
        session,  # type: ignore[arg-type]
        one.airline,
        pl.DataFrame([(*ids, REPORT, RELEASE)], schema=dict(TRIPS), orient="row"),
        pl.DataFrame([(duty, *ids, REPORT, RELEASE, REPORT, RELEASE)], schema=dict(DUTIES), orient="row"),
        pl.DataFrame(seats, schema=dict(SEATS), orient="row"),
        stage=stage,
    )


async def test_each_change_tells_who_when_from_to_and_its_effect(rerouted: Rerouted) -> None:
    found = await rerouted.history()
    steps = [each.step for each in found.changes]
    assert [(each.feed, each.reason) for each in steps] == [
        ("bids", "award"), *(("crew control", f"reroute {number}") for number in (1, 2, 3)),
    ]  # fmt: skip
    assert {each.by for each in steps} == {OPERATOR.sub}
    assert [each.at for each in steps] == sorted(each.at for each in steps)
    second = [{it.what for it in each.differences if it.what.startswith("flight")} for each in steps[1:]]
    names = [f"flight XP{9 + minutes} from BOS on {DAY}" for minutes in SECOND.values()]
    assert second == [{old, new} for old, new in pairwise(names)]
    assert sum(each.effect for each in found.changes) == found.changes[-1].after.amount > 0
    by_credit = [each.after.credit for each in found.changes]
    assert by_credit == [200, 330, 260, 195], "leg by leg as planned, and at last the rig of one for two"
    assert [each.effect for each in found.changes[1:]] == [130 * 150, -70 * 150, -65 * 150], "at 90.00 an hour"


@pytest.mark.parametrize(("stage", "credit"), [("AWARDED", 200), ("PUBLISHED", 330), ("AT_REPORT", 260)])
async def test_the_trip_pays_from_the_version_that_its_term_names(rerouted: Rerouted, stage: str, credit: int) -> None:
    await editing.set_value(rerouted.doors, OPERATOR, "XP", CREDIT, "compare", "trip")
    await editing.set_value(rerouted.doors, OPERATOR, "XP", CREDIT, "version", stage)
    await publish(rerouted.doors, OPERATOR, "XP", f"the trip as {stage}")
    landed = (("XP1", REPORT + 62, REPORT + 150), ("XP104", REPORT + 205, REPORT + 300))
    made = await receipts.released(rerouted.doors, OPERATOR, "XP", WHO, DAY, Release(RELEASE, flights=landed))
    assert made is not None
    flown = made.lines.filter(pl.col("component") == "flight_pay")
    assert flown["credit"].sum() == credit
    assert made.row.gross_minor == made.lines["amount"].sum()
    last = (await rerouted.history()).changes[-1]
    assert (last.after.amount, last.after.credit) == (made.row.gross_minor, made.row.credit_minutes)
    assert last.step.feed == "release"
    assert {it.what for it in last.step.differences} >= {f"flight XP1 from JFK on {DAY}: actual arrival"}


async def test_crew_are_told_of_their_own_trip(rerouted: Rerouted) -> None:
    mine = await airlines.login(rerouted.doors, OPERATOR, Role.USER, "XP", sub=rerouted.crew)
    assert await tripvalue.of(rerouted.doors, mine, "XP", WHO, DAY) == await rerouted.history()
    other = await airlines.login(rerouted.doors, OPERATOR, Role.USER, "XP", sub=stable("crew", "XP", 2))
    with pytest.raises(NotFoundError, match="it is not you"):
        await tripvalue.of(rerouted.doors, other, "XP", WHO, DAY)


async def test_the_last_flight_that_leaves_a_trip_is_a_change_of_it(rerouted: Rerouted) -> None:
    who = stable("crew", "XP", 2)
    two = replace(rerouted, crew=who, trip=stable("trip", who))
    new = NewCrew(who, "XP-0002", "Grace", "Hopper", Position.CAPTAIN, "JFK", date(2024, 2, 1), 2, 9000)
    bare = pl.DataFrame([(str(two.trip), str(who), REPORT, RELEASE)], schema=dict(TRIPS), orient="row")
    nothing = pl.DataFrame(schema=dict(DUTIES)), pl.DataFrame(schema=dict(SEATS))
    async with two.doors.database.writing(OPERATOR) as session:
        await crew.add_many(session, two.airline, [new], two.doors.sealer)
        await _put(session, two, Stage.AWARDED)
    async with two.doors.database.writing(OPERATOR) as session:
        await history.because(session, "crew control", "nothing is left to fly")
        await assignments.put_trips(session, two.airline, bare, *nothing, stage=Stage.AT_REPORT)
    found = await tripvalue.of(two.doors, OPERATOR, "XP", "XP-0002", DAY)
    award, emptied = found.changes
    assert emptied.step.reason == "nothing is left to fly"
    gone = {it.what for it in emptied.step.differences if it.what.startswith("flight") and not it.after}
    assert gone == {f"flight XP1 from JFK on {DAY}", f"flight XP119 from BOS on {DAY}"}
    assert (emptied.effect, emptied.after.amount) == (-award.after.amount, 0)
    assert award.after.amount > 0


async def test_a_trip_without_a_flight_has_no_history(rerouted: Rerouted) -> None:
    with pytest.raises(NotFoundError, match="has no trip"):
        await tripvalue.of(rerouted.doors, OPERATOR, "XP", WHO, "2026-12-04")
