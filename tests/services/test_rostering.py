"""A roster out of the record: legal by the judge, the same again, and a model that hangs on the rules."""

from datetime import date
from uuid import UUID

import polars as pl
import pytest

from domain.errors import NotFoundError, RefusedError
from services import books, flying, judging, models, months, rostering
from services.airlines import OPERATOR
from services.books import Book
from store import assignments, history
from store.tables.enums import Stage
from tests.services.month import CARRIER, MONTH, Worked, worked

__all__ = ["worked"]

STRAY = "11111111-2222-5333-8444-555555555555"


async def test_every_seat_is_filled_and_the_judge_finds_nothing_that_the_roster_keeps(worked: Worked) -> None:
    assert worked.rostered.open_seats == ()
    assert worked.rostered.seats == 5 * worked.rostered.flights
    verdicts = await judging.judge_month(worked.doors, OPERATOR, CARRIER, MONTH)
    assert {found.rule for found in verdicts["planned"].findings} <= set(worked.rostered.unenforced)
    assert verdicts["planned"].duties >= verdicts["flown"].duties > 0
    assert verdicts["planned"].rulebook == worked.rostered.rulebook_hash


async def test_the_model_is_the_rosters_and_needs_no_solving(worked: Worked) -> None:
    model = await models.of_month(worked.doors, OPERATOR, CARRIER, MONTH, demonstration=True)
    assert model.hash == worked.rostered.model_hash
    limits = models.limits(model.rulebook)
    assert [limit.scenarios for limit in limits if limit.rule == "PUBLIC/14CFR117.13(a)"] == ["unaugmented_fdp"]


async def test_rostering_again_leaves_the_same_duties_and_no_others(worked: Worked) -> None:
    before = await _book(worked)
    again = await rostering.roster_month(worked.doors, OPERATOR, CARRIER, MONTH, seconds=1, demonstration=True)
    await flying.fly_month(worked.doors, OPERATOR, CARRIER, MONTH)
    after = await _book(worked)
    assert again.model_hash == worked.rostered.model_hash
    assert after.duties.sort("duty_id").equals(before.duties.sort("duty_id"))
    assert after.legs.sort("leg_id").equals(before.legs.sort("leg_id"))


async def test_what_is_not_rostered_again_is_taken_out_and_its_versions_stay(worked: Worked) -> None:
    before = await _book(worked)
    stray = before.duties.head(1).with_columns(trip_id=pl.lit(STRAY), duty_id=pl.lit(STRAY))
    trips = stray.select("trip_id", "crew_id", "planned_report", "planned_release")
    async with worked.doors.database.writing(OPERATOR) as session:
        none = before.legs.head(0)
        await assignments.put_trips(session, worked.loaded.airline_id, trips, stray, none, stage=Stage.AWARDED)
    assert STRAY in (await _book(worked)).duties["trip_id"]
    await rostering.roster_month(worked.doors, OPERATOR, CARRIER, MONTH, seconds=1, demonstration=True)
    await flying.fly_month(worked.doors, OPERATOR, CARRIER, MONTH)
    assert (await _book(worked)).duties["trip_id"].sort().equals(before.duties["trip_id"].sort())
    async with worked.doors.database.reading(OPERATOR) as session:
        versions = await history.versions(session, "trips", UUID(STRAY))
    assert [version.change for version in versions] == ["INSERT", "DELETE"]


async def test_both_stages_of_a_flown_duty_are_on_record(worked: Worked) -> None:
    book = await _book(worked)
    async with worked.doors.database.reading(OPERATOR) as session:
        versions = await history.versions(session, "duties", UUID(book.duties["duty_id"][0]))
    assert [version.stage for version in versions][:2] == ["AWARDED", "FLOWN"], "a demonstration is not published"
    assert not any(version.told_at for version in versions)


async def test_a_month_without_flights_says_what_to_do(worked: Worked) -> None:
    with pytest.raises(NotFoundError, match="load the month first"):
        await rostering.roster_month(worked.doors, OPERATOR, CARRIER, months.parse("2026-05"))


def test_a_trip_belongs_to_the_month_of_its_first_report_on_the_base_clock() -> None:
    """At 03:30Z on 1 January it is still 31 December in New York, and already January in London."""
    minute = 29_979_570  # 2027-01-01T03:30Z
    book = Book(
        pl.DataFrame(
            {"crew_id": ["ny", "ldn"], "position": ["CAPTAIN"] * 2, "zone": ["America/New_York", "Europe/London"]}
        ),
        pl.DataFrame(
            {"trip_id": ["a", "b"], "crew_id": ["ny", "ldn"], "planned_report": [minute] * 2}
            | {"release": [minute + 60] * 2, "planned_release": [minute + 60] * 2}
        ),
        pl.DataFrame({"trip_id": ["a", "b"]}),
    )
    assert book.reporting_in((date(2026, 12, 1), date(2027, 1, 1))).to_list() == ["a"]
    assert book.reporting_in((date(2027, 1, 1), date(2027, 2, 1))).to_list() == ["b"]


async def _book(worked: Worked) -> Book:
    async with worked.doors.database.reading(OPERATOR) as session:
        return await books.of_month(session, worked.loaded.airline_id, MONTH)


async def test_only_a_demonstration_goes_on_without_the_rules_the_solver_does_not_know(worked: Worked) -> None:
    assert "14CFR117.23(b)(1)" in worked.rostered.unenforced
    assert not {"14CFR117.13(a)", "14CFR117.25(e)", "OPS-COMPLEMENT"} & set(worked.rostered.unenforced)
    with pytest.raises(RefusedError, match="cannot enforce"):
        await rostering.roster_month(worked.doors, OPERATOR, CARRIER, MONTH, seconds=1)
