"""Receipts of trips: what the run pays for the trip, made with the release, and a version more when corrected."""

from dataclasses import dataclass
from uuid import UUID

import polars as pl
import pytest
import pytest_asyncio
from sqlalchemy import text

from domain.claims import Claims
from domain.clock import to_minutes
from domain.crew import Role
from domain.errors import InputError, NotFoundError, RefusedError
from services import flying as fly
from services import loading, periods, receipts
from services.airlines import OPERATOR
from services.dutytimes import Release
from services.receiptview import Receipt
from store import calculations, crew, releases
from store import receipts as rows
from store.tables import Duty, Trip
from tests.services.month import CARRIER, MONTH, Worked, worked

__all__ = ["worked"]


@dataclass(frozen=True, slots=True)
class Flying:
    """One crew member's trips of the month, and the last duty of each."""

    employee: str
    trips: list[Trip]
    last: list[Duty]

    def release(self, place: int, later: int = 0, duty: int | None = None) -> Release:
        released = self.last[place].actual_release
        assert released is not None
        return Release(to_minutes(released) + later, duty)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def flying(worked: Worked) -> Flying:
    """Whoever comes first in the books with four flown trips; on one that was cancelled whole nobody was released."""
    async with worked.doors.database.reading(OPERATOR) as session:
        for member in await crew.every(session, worked.loaded.airline_id):
            trips = await releases.trips_of(session, worked.loaded.airline_id, member.id)
            last = [(await releases.duties_of(session, worked.loaded.airline_id, each.id))[-1] for each in trips]
            flown = [each for each in zip(trips, last, strict=True) if each[1].actual_release is not None]
            if len(flown) >= 4:
                return Flying(member.employee_id, [each[0] for each in flown], [each[1] for each in flown])
    raise AssertionError("nobody flies four trips")


async def _released(worked: Worked, flying: Flying, place: int, release: Release, reason: str = "") -> Receipt:
    trip = str(flying.trips[place].id)
    made = await receipts.released(worked.doors, OPERATOR, CARRIER, flying.employee, trip, release, reason)
    assert made is not None
    return made


async def _flown_again(worked: Worked, flying: Flying) -> int:
    """What the trip's receipt comes to after the month was flown again."""
    flown = await fly.fly_month(worked.doors, OPERATOR, CARRIER, MONTH)
    found = await receipts.shown(worked.doors, OPERATOR, CARRIER, flying.employee, str(flying.trips[3].id))
    assert (flown.receipts > 0, found.row.version, found.row.reason) == (True, 5, "operations: as flown")
    assert found.stale is None
    return found.row.gross_minor


async def test_receipts_of_all_trips_say_what_the_run_pays_for_them(worked: Worked, flying: Flying) -> None:
    async with worked.doors.database.reading(OPERATOR) as session:
        period = await periods.find(session, worked.loaded.airline_id, MONTH)
        paid = await calculations.lines_frame(session, worked.loaded.airline_id, period)
    made = [await _released(worked, flying, place, flying.release(place)) for place in range(len(flying.trips))]
    for trip, receipt in zip(flying.trips, made, strict=True):
        expect = paid.filter(pl.col("trip_id") == str(trip.id))
        assert receipt.lines.select(expect.columns).rows() == expect.rows()
        assert receipt.row.gross_minor == expect["amount"].sum()
        assert (receipt.row.version, receipt.needs.height) == (1, 0)
    assert sum(receipt.lines.height for receipt in made) > len(made)


async def test_a_receipt_is_made_right_after_the_release(worked: Worked, flying: Flying) -> None:
    made = await _released(worked, flying, 0, flying.release(0))
    again = await receipts.shown(worked.doors, OPERATOR, CARRIER, flying.employee, str(flying.trips[0].id))
    assert made.row.id == again.row.id, "recorded again as it was: nothing new"
    assert made.row.created_at > made.row.release_recorded_at


async def test_a_correction_is_a_version_more_that_says_what_changed(worked: Worked, flying: Flying) -> None:
    first = await _released(worked, flying, 1, flying.release(1))
    second = await _released(worked, flying, 1, flying.release(1, later=600), "let go late")
    assert (first.row.version, second.row.version, second.row.reason) == (1, 2, "let go late")
    assert second.row.gross_minor > first.row.gross_minor, "ten hours more of duty and per diem"
    assert second.changes["delta"].sum() == second.row.gross_minor - first.row.gross_minor
    async with worked.doors.database.reading(OPERATOR) as session:
        every = await rows.of_trip(session, worked.loaded.airline_id, flying.trips[1].id)
    assert [each.gross_minor for each in every] == [first.row.gross_minor, second.row.gross_minor]
    old = await receipts.shown(worked.doors, OPERATOR, CARRIER, flying.employee, str(flying.trips[1].id), 1)
    assert old.lines.equals(first.lines)


async def test_what_another_corrects_is_a_new_version_when_it_is_asked_for(worked: Worked, flying: Flying) -> None:
    """A feed corrects a flight: the receipt is worked out again, and tells the flight."""
    first = await _released(worked, flying, 2, flying.release(2))
    flight = first.lines.filter(pl.col("flight_id").is_not_null())["flight_id"][0]
    later = text("UPDATE flights SET actual_arrival = actual_arrival + interval '3 hours' WHERE id = :flight")
    async with worked.doors.database.writing(OPERATOR) as session:
        await session.execute(later, {"flight": flight})
    made = await receipts.renewed(worked.doors, OPERATOR, CARRIER, flying.employee, str(flying.trips[2].id), "feed")
    assert made.row.version == 2
    assert flight in made.lines["flight_id"].to_list()
    assert made.changes.filter(pl.col("flight") != "").height > 0


WRONG = [
    ("before it reported", -100_000, None, InputError, "is before the"),
    ("in the days to come", 100_000, None, InputError, "is still to come"),
    ("a duty that is not there", 0, 9, InputError, "has no duty 9"),
]


@pytest.mark.parametrize(("name", "later", "duty", "error", "says"), WRONG, ids=[each[0] for each in WRONG])
async def test_times_that_cannot_be_are_refused(
    worked: Worked, flying: Flying, name: str, later: int, duty: int | None, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        await _released(worked, flying, 3, flying.release(3, later, duty))


@pytest.mark.parametrize(
    ("trip", "error", "says"),
    [
        ("2026-01-01", NotFoundError, "has no trip"),
        ("someday", InputError, "is no trip"),
        (str(UUID(int=7)), NotFoundError, "has no trip"),
    ],
)
async def test_a_trip_that_is_not_there_is_named(
    worked: Worked, flying: Flying, trip: str, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        await receipts.shown(worked.doors, OPERATOR, CARRIER, flying.employee, trip)


async def test_crew_read_their_own_receipt_and_cannot_record_a_release(worked: Worked, flying: Flying) -> None:
    await _released(worked, flying, 0, flying.release(0))
    trip = flying.trips[0]
    own = Claims(sub=trip.crew_member_id, email="c@example.com", role=Role.USER, airline_id=trip.airline_id)
    assert (await receipts.shown(worked.doors, own, CARRIER, flying.employee, str(trip.id))).row.version >= 1
    with pytest.raises(RefusedError, match="The airline records"):
        await receipts.released(worked.doors, own, CARRIER, flying.employee, str(trip.id), flying.release(0, 5))


async def test_a_feed_that_is_loaded_again_and_a_month_flown_again_renew_what_they_correct(
    worked: Worked, flying: Flying
) -> None:
    """Somebody wrote another time into a flight: the feed has the right one, and the duty ends as it did."""
    trip = str(flying.trips[3].id)
    first = await _released(worked, flying, 3, flying.release(3))
    flight = first.lines.filter(pl.col("flight_id").is_not_null())["flight_id"][0]
    later = text("UPDATE flights SET actual_arrival = actual_arrival + interval '3 hours' WHERE id = :flight")
    async with worked.doors.database.writing(OPERATOR) as session:
        await session.execute(later, {"flight": flight})
    wrong = await receipts.renewed(worked.doors, OPERATOR, CARRIER, flying.employee, trip, "a slip")
    loaded = await loading.load_month(worked.doors, OPERATOR, CARRIER, MONTH, demonstration=True)
    right = await receipts.shown(worked.doors, OPERATOR, CARRIER, flying.employee, trip)
    assert (wrong.row.version, right.row.version, loaded.receipts > 0) == (2, 3, True)
    assert right.causes
    assert {each.feed for each in right.causes} <= {loading.REAL, loading.MADE_UP}
    assert right.lines.drop("flight").equals(first.lines.drop("flight"))
    await _released(worked, flying, 3, flying.release(3, later=600), "let go late")
    assert await _flown_again(worked, flying) == first.row.gross_minor
