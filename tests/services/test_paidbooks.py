"""What of the record is paid in a month: by what the contract's terms can ask for."""

from datetime import date, timedelta

import polars as pl
import pytest
import pytest_asyncio

from domain.clock import DAY, midnight
from domain.frames import CREW, DAYS, DUTIES, LEGS, STANDBY
from domain.money import USD
from domain.rulebook import Rulebook
from services import paidbooks
from services.airlines import OPERATOR
from services.books import Book
from services.doors import Doors
from services.runwork import worked_out
from store import absences, assignments
from store.assignments import SEATS, TRIPS
from store.ids import stable
from store.tables.enums import Stage
from tests.payroll.books import book, rule
from tests.store.sample import END, REPORT, START, Sample, small_airline

MONTH = date(2026, 3, 1), date(2026, 4, 1)
ZONE = "America/New_York"
BEGINS, ENDS = (midnight(day, ZONE) for day in MONTH)


def contract(*specs: dict[str, object], **given: object) -> Rulebook:
    return book([(rule(f"R{place}", spec, **given), "any_period") for place, spec in enumerate(specs)])


TOUCHING = [
    ("reports and is released in the month", BEGINS + 600, BEGINS + 900, 0, True),
    ("runs into the month", BEGINS - 60, BEGINS + 60, 0, True),
    ("is released as the month begins", BEGINS - 60, BEGINS, 0, False),
    ("begins as the month ends", ENDS, ENDS + 60, 0, False),
    ("runs out of the month", ENDS - 60, ENDS + 60, 0, True),
    ("is over an hour before, and the month of another clock is what counts", BEGINS - 300, BEGINS - 60, DAY, True),
    ("begins an hour after, and the month of another clock is what counts", ENDS + 60, ENDS + 300, DAY, True),
]


@pytest.mark.parametrize(
    ("name", "report", "release", "margin", "expect"), TOUCHING, ids=[each[0] for each in TOUCHING]
)
def test_a_trip_that_touches_the_month(name: str, report: int, release: int, margin: int, expect: bool) -> None:
    person = {"crew_id": "w", "employee_id": "w", "position": "CAPTAIN", "base": "JFK", "zone": ZONE}
    crew = pl.DataFrame([person], schema=dict(CREW))
    duties = pl.DataFrame([("d", "t", "w", report, release, report, release)], schema=dict(DUTIES), orient="row")
    found = Book(crew, duties, pl.DataFrame(schema=dict(LEGS)))
    assert found.touching(MONTH, {"CAPTAIN"}, margin).to_list() == ["t"] * expect
    assert found.touching(MONTH, {"FIRST_OFFICER"}, margin).to_list() == []


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def airline(doors: Doors) -> Sample:
    """Two people with a trip at ten in the month, and one each that begins before it and ends in it."""
    sample, before = await small_airline(doors.database, "PD"), midnight(START, ZONE) - 120
    trips, duties = [], []
    for who in sample.crew:
        trips.append((f"{who[:-1]}9", who, before, before + 300))
        duties.append((f"{who[:-1]}8", f"{who[:-1]}9", who, before, before + 300, before, before + 300))
    async with doors.database.writing(OPERATOR) as session:
        await assignments.put_trips(
            session,
            sample.airline,
            pl.DataFrame(trips, dict(TRIPS), orient="row"),
            pl.DataFrame(duties, dict(DUTIES), orient="row"),
            pl.DataFrame(schema=dict(SEATS)),
            stage=Stage.FLOWN,
        )
        for start in (midnight(START, ZONE) - 1, midnight(START, ZONE), midnight(END, ZONE) + DAY):
            one = (f"{sample.crew[0][:-4]}{start % 9000 + 1000}", sample.crew[0], "HOME", start, start + 60, None)
            standby = pl.DataFrame([one], dict(STANDBY), orient="row")
            await absences.put_standbys(session, sample.airline, standby, stage=Stage.PUBLISHED)
        days = [(START, "LEAVE"), (END, "DAY_OFF"), (END.replace(year=END.year + 1), "DAY_OFF")]
        after = date.fromordinal(END.toordinal() + 1)
        rows = [(sample.crew[0], *each) for each in (*days, (after, "LEAVE"), (after, "DAY_OFF"))]
        await absences.put_days(session, sample.airline, pl.DataFrame(rows, dict(DAYS), orient="row"))
        await absences.put_holidays(session, sample.airline, [(START, "First")])
    return sample


async def _read(doors: Doors, sample: Sample, terms: Rulebook, *crew: int) -> Book:
    month = START, date.fromordinal(END.toordinal() + 1)
    chosen = [(sample.captain, sample.officer)[each] for each in crew] or None
    async with doors.database.reading(OPERATOR) as session:
        return await paidbooks.of_month(session, sample.airline, month, terms, chosen)


async def test_rulebooks_that_ask_for_the_same_share_one_reading(doors: Doors, airline: Sample) -> None:
    less, more = (contract({"type": "monthly_guarantee", "hours": hours, "proration": "none"}) for hours in (70, 75))
    parted = contract({"type": "month_boundary"}, positions=("CAPTAIN",))
    month = START, date.fromordinal(END.toordinal() + 1)
    async with doors.database.reading(OPERATOR) as session:
        found = await paidbooks.of_each(session, airline.airline, month, (less, parted, more))
    assert found[0] is found[2]
    assert found[1].duties.height > found[0].duties.height


async def test_trips_that_began_before_are_there_for_those_whose_contract_parts_them(
    doors: Doors, airline: Sample
) -> None:
    plain = await _read(doors, airline, contract({"type": "monthly_guarantee", "hours": 70, "proration": "none"}))
    assert set(plain.duties["report"]) == {REPORT}
    parted = contract({"type": "month_boundary"}, positions=("CAPTAIN",))
    whose = (await _read(doors, airline, parted)).duties.group_by("crew_id").len()
    assert dict(whose.rows()) == {airline.crew[0]: 2, airline.crew[1]: 1}


async def test_a_part_of_the_crew_has_the_facts_of_its_own(doors: Doors, airline: Sample) -> None:
    terms = contract({"type": "month_boundary"})
    whole = await _read(doors, airline, terms)
    for place, who in enumerate(airline.crew):
        mine = await _read(doors, airline, terms, place)
        expect = whole.of_crew(who)
        for name in ("crew", "duties", "legs"):
            assert getattr(mine, name).equals(getattr(expect, name)), name
        assert mine.beside.standby.equals(expect.beside.standby)
        assert mine.beside.days.equals(expect.beside.days)


async def test_what_is_known_beside_is_the_month_s_own(doors: Doors, airline: Sample) -> None:
    """Days off reach as far over its end as a trip may."""
    found = (await _read(doors, airline, contract({"type": "month_boundary"}))).beside
    after = date.fromordinal(END.toordinal() + 1)
    assert found.standby["start"].to_list() == [midnight(START, ZONE)]
    assert found.days.select("day", "kind").rows() == [(START, "LEAVE"), (END, "DAY_OFF"), (after, "DAY_OFF")]
    assert found.holidays["day"].to_list() == [START]
    assert found.versions.is_empty()


async def test_versions_are_read_where_a_term_asks_for_them(doors: Doors, airline: Sample) -> None:
    credit: dict[str, object] = {"type": "leg_credit", "basis": "greater", "compare": "trip", "version": "PUBLISHED"}
    found = (await _read(doors, airline, contract(credit))).beside
    assert found.versions.select("stage", "block").rows() == [("PUBLISHED", 120)] * 2


async def test_a_trip_that_has_no_duty_left_is_protected_in_the_month_it_was_to_report_in(doors: Doors) -> None:
    """Published with two hours of flying; at report nothing is left of the captain's. What is dropped is nobody's."""
    sample, ends = await small_airline(doors.database, "PE"), END + timedelta(days=1)
    keeps = rule("KEEPS", {"type": "cancellation_protection", "protects": "trip"})
    mine, gone = (str(stable("trip", who)) for who in sample.crew)
    none = (pl.DataFrame(schema=dict(DUTIES)), pl.DataFrame(schema=dict(SEATS)))
    trips = pl.DataFrame([(mine, sample.crew[0], REPORT, REPORT + 60)], schema=dict(TRIPS), orient="row")
    async with doors.database.writing(OPERATOR) as session:
        await assignments.put_trips(session, sample.airline, trips, *none, stage=Stage.AT_REPORT)
        await assignments.drop_others(session, sample.airline, REPORT, REPORT + 1, pl.Series([mine]))
    terms = book([(keeps, "any_period")], start=START, end=ends)
    whole = await _read(doors, sample, terms)
    assert whole.beside.emptied.rows() == [(sample.crew[0], mine, REPORT)]
    assert gone not in whole.beside.versions["trip_id"]
    found = worked_out(terms, whole, USD)
    assert found.lines.select("crew_id", "trip_id", "credit", "amount").rows() == [(sample.crew[0], mine, 120, 18000)]
    assert found.needs.is_empty()
    assert found.inputs["emptied"].equals(whole.beside.emptied)
    for place, lines in ((0, found.lines), (1, found.lines.clear())):
        assert worked_out(terms, await _read(doors, sample, terms, place), USD).lines.equals(lines)
    async with doors.database.reading(OPERATOR) as session:
        later = await paidbooks.of_month(session, sample.airline, (ends, ends + timedelta(days=28)), terms)
    longer = await _read(doors, sample, contract({"type": "extension", "after": 0, "percent": 50}))
    assert later.beside.emptied.is_empty()
    assert longer.beside.emptied.is_empty(), "no term of it protects them"
