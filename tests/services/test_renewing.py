"""Receipts renew themselves: whatever is corrected, each trip that it touches has a new version that says why."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

import polars as pl
import pytest
import pytest_asyncio

from domain.claims import Claims
from domain.clock import to_minutes
from domain.crew import Position, Role
from domain.errors import RefusedError
from domain.frames import DUTIES
from services import airlines, editing, months, receipts, renewing
from services.airlines import OPERATOR
from services.doors import Doors
from services.dutytimes import Release
from services.receiptview import Receipt
from store import absences, assignments, crew, flights, history
from store.assignments import SEATS, TRIPS
from store.crew import NewCrew
from store.flights import FLIGHTS
from store.ids import stable
from store.tables import TripReceipt
from store.tables.enums import Stage
from tests.changing import publish
from tests.services.month import at

MONTH: Final = months.parse("2026-12")
REPORT: Final = to_minutes(datetime(2026, 12, 3, 15, tzinfo=UTC))
CREW: Final = {"XP-1": Position.CAPTAIN, "XP-2": Position.FIRST_OFFICER, "XP-3": Position.CAPTAIN}
"""The first two fly XP1 together, the third flies XP2 alone."""


@dataclass(frozen=True, slots=True)
class Flown:
    """Three trips with a receipt each."""

    doors: Doors
    airline: UUID

    async def shown(self, who: str, claims: Claims = OPERATOR, version: int | None = None) -> Receipt:
        return await receipts.shown(self.doors, claims, "XP", who, "2026-12-03", version)

    async def corrected(self, number: str, late: int, feed: str, reason: str, code: str | None = None) -> None:
        """A feed tells that a flight came in so much later than was known."""
        async with self.doors.database.writing(OPERATOR) as session:
            await history.because(session, feed, reason)
            await flights.put_many(session, self.airline, _flights((number, late, code)))

    async def renew(self) -> renewing.Renewals:
        return await renewing.renew(self.doors, OPERATOR, "XP", MONTH)


def _flights(*told: tuple[str, int, str | None]) -> pl.DataFrame:
    rows = [
        (str(stable("flight", number)), number, "JFK", "BOS", REPORT + 60, REPORT + 150, REPORT + 60,
         REPORT + 150 + late, "B738", "N1", code, False, False)
        for number, late, code in told
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=dict(FLIGHTS), orient="row")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def flown(ruled: Doors) -> Flown:
    one = Flown(at(ruled, datetime(2027, 1, 10, tzinfo=UTC)), (await airlines.find(ruled, OPERATOR, "XP")).id)
    new = [
        NewCrew(stable("crew", who), who, "Ada", who, position, "JFK", date(2024, 2, 1), 1, 9000)
        for who, position in CREW.items()
    ]
    async with one.doors.database.writing(OPERATOR) as session:
        await crew.add_many(session, one.airline, new, one.doors.sealer)
        await flights.put_many(session, one.airline, _flights(("XP1", 0, None), ("XP2", 0, None)))
        trips, duties, seats = [], [], []
        for who in CREW:
            trip, duty, ids = str(stable("trip", who)), str(stable("duty", who)), str(stable("crew", who))
            trips.append((trip, ids, REPORT, REPORT + 200))
            duties.append((duty, trip, ids, REPORT, REPORT + 200, REPORT, REPORT + 200))
            flight = str(stable("flight", "XP2" if who == "XP-3" else "XP1"))
            seats.append((str(stable("seat", who)), flight, duty, trip, ids, "OPERATING"))
        frames = [
            pl.DataFrame(rows, schema=dict(schema), orient="row")
            for rows, schema in ((trips, TRIPS), (duties, DUTIES), (seats, SEATS))
        ]
        await assignments.put_trips(session, one.airline, *frames, stage=Stage.PUBLISHED)
    for who in CREW:
        made = await receipts.released(one.doors, OPERATOR, "XP", who, "2026-12-03", Release(REPORT + 200))
        assert made is not None
        assert (made.row.version, made.stale, made.causes) == (1, None, ())
    return one


async def test_a_feed_s_correction_renews_the_receipts_of_all_aboard_and_of_nobody_else(flown: Flown) -> None:
    before = [await flown.shown(who) for who in CREW]
    assert [each.stale for each in before] == [None, None, None]
    await flown.corrected("XP1", 180, "ACARS", "the clock had stopped", "MX")
    for who in ("XP-1", "XP-2"):
        old = await flown.shown(who)
        assert old.stale is not None, "never shown silently"
        (cause,) = old.stale.causes
        assert (cause.feed, cause.by, cause.reason) == ("ACARS", OPERATOR.sub, "the clock had stopped")
        assert any("actual arrival: 2026-12-03T17:30Z -> 2026-12-03T20:30Z" in what for what in cause.what)
    made = (await flown.renew()).made
    assert [(each.employee_id, each.row.version, each.row.reason) for each in made] == [
        (who, 2, "ACARS: the clock had stopped") for who in ("XP-1", "XP-2")
    ]
    for each, old in zip(made, before, strict=False):
        assert each.row.gross_minor - old.row.gross_minor == each.changes["delta"].sum() > 0
        assert [cause.feed for cause in each.causes] == ["ACARS"]
    now = [await flown.shown(who) for who in CREW]
    assert [(each.row.version, each.stale) for each in now] == [(2, None), (2, None), (1, None)]
    assert await flown.renew() == renewing.Renewals((), ()), "there is nothing more to make again"
    assert (await flown.shown("XP-1", version=1)).versions == 2


async def test_what_one_pilot_tells_of_a_flight_renews_the_other_s_receipt(flown: Flown) -> None:
    was = await flown.shown("XP-2")
    told = Release(REPORT + 500, flights=(("XP1", REPORT + 60, REPORT + 400),))
    mine = await receipts.released(flown.doors, OPERATOR, "XP", "XP-1", "2026-12-03", told, "read from the log book")
    assert mine is not None
    other = await flown.shown("XP-2")
    assert (other.row.version, other.stale) == (was.row.version + 1, None)
    assert other.row.reason == "release: read from the log book"
    assert other.row.gross_minor > was.row.gross_minor


async def test_what_pay_does_not_look_at_makes_nothing_stale(flown: Flown) -> None:
    was = await flown.shown("XP-3")
    tail = _flights(("XP2", 0, None)).with_columns(registration=pl.lit("N2"))
    async with flown.doors.database.writing(OPERATOR) as session:
        await flights.put_many(session, flown.airline, tail)
    assert (await flown.renew()).made == ()
    assert ((await flown.shown("XP-3")).row.id, was.stale) == (was.row.id, None)


async def test_a_rate_a_day_off_and_a_holiday_make_a_receipt_stale_as_well(flown: Flown) -> None:
    who, seen = stable("crew", "XP-3"), []
    days = pl.DataFrame({"crew_id": [str(who)], "day": [date(2026, 12, 20)], "kind": ["DAY_OFF"]})
    for feed in ("contracts", "leave", "calendar"):
        async with flown.doors.database.writing(OPERATOR) as session:
            await history.because(session, feed)
            if feed == "contracts":
                await crew.set_rates(session, flown.airline, [(who, date(2026, 12, 1), 1000000)])
            elif feed == "leave":
                await absences.put_days(session, flown.airline, days)
            else:
                await absences.put_holidays(session, flown.airline, [(date(2026, 12, 3), "The third")])
        old = await flown.shown("XP-3")
        assert old.stale is not None
        assert [cause.feed for cause in old.stale.causes] == [feed]
        made = {each.employee_id: each for each in (await flown.renew()).made}
        seen.append((made["XP-3"].row.reason, [what for each in made["XP-3"].causes for what in each.what]))
        assert (await flown.shown("XP-3")).stale is None
    assert seen == [
        ("contracts", ["the hourly rate on record"]),
        ("leave", ["leave or days off"]),
        ("calendar", ["the carrier's holidays"]),
    ]


async def test_a_term_that_is_published_makes_receipts_stale_and_the_rules_are_named(flown: Flown) -> None:
    await editing.set_value(flown.doors, OPERATOR, "XP", "SAMPLE_Section_3.B", "compare", "trip")
    await publish(flown.doors, OPERATOR, "XP", "trip by trip")
    old = await flown.shown("XP-1")
    assert old.stale is not None
    assert [cause.feed for cause in old.stale.causes] == ["rules"]
    made = (await flown.renew()).made
    assert {each.employee_id for each in made} == set(CREW)
    assert {each.row.reason for each in made} == {"rules"}


async def test_crew_are_told_that_their_receipt_is_stale_and_cannot_renew_it(flown: Flown) -> None:
    own = Claims(sub=stable("crew", "XP-1"), email="c@example.com", role=Role.USER, airline_id=flown.airline)
    await flown.corrected("XP1", 300, "ACARS", "again", "MX")
    found = await flown.shown("XP-1", own)
    assert found.stale is not None
    assert [cause.reason for cause in found.stale.causes] == ["again"]
    with pytest.raises(RefusedError, match="The airline records"):
        await renewing.renew(flown.doors, own, "XP", MONTH)
    await flown.renew()


async def test_a_release_that_was_taken_back_leaves_the_receipt_and_says_so(flown: Flown) -> None:
    trip, who = str(stable("trip", "XP-3")), str(stable("crew", "XP-3"))
    frames = (
        pl.DataFrame([(trip, who, REPORT, REPORT + 200)], schema=dict(TRIPS), orient="row"),
        pl.DataFrame(
            [(str(stable("duty", "XP-3")), trip, who, REPORT, REPORT + 260, REPORT, REPORT + 260)],
            schema=dict(DUTIES), orient="row",
        ),
        pl.DataFrame(
            [(str(stable("seat", "XP-3")), str(stable("flight", "XP2")), str(stable("duty", "XP-3")), trip, who,
              "OPERATING")], schema=dict(SEATS), orient="row",
        ),
    )  # fmt: skip
    async with flown.doors.database.writing(OPERATOR) as session:
        await history.because(session, "crew control", "planned anew")
        await assignments.put_trips(session, flown.airline, *frames, stage=Stage.PUBLISHED)
    (left,) = (await flown.renew()).left
    assert (left.employee_id, left.trip_id) == ("XP-3", trip)
    assert "is not released from this trip yet" in left.why
    stale = (await flown.shown("XP-3")).stale
    assert stale is not None
    assert "crew control" in {cause.feed for cause in stale.causes}


async def test_a_receipt_that_does_not_know_what_it_saw_is_held_beside_the_record_all_the_same(flown: Flown) -> None:
    """As migrations left it: who changed it cannot be told, that it is stale can."""
    row = (await flown.shown("XP-2")).row
    kept = row.model_dump(exclude={"id", "gross", "created_at", "seen"}) | {"version": row.version + 1}
    async with flown.doors.database.writing(OPERATOR) as session:
        session.add(TripReceipt(**kept))
    assert (await flown.shown("XP-2")).stale is None
    await flown.corrected("XP1", 330, "ACARS", "a third time", "MX")
    stale = (await flown.shown("XP-2")).stale
    assert stale is not None
    assert stale.causes == ()
    made = {each.employee_id: each.row for each in (await flown.renew()).made}
    assert (made["XP-2"].version, made["XP-2"].seen is not None) == (row.version + 2, True)
