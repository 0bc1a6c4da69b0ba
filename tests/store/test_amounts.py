"""The decimal columns that readers see follow from the integers beside them, to the last digit they can show."""

from decimal import Decimal
from uuid import uuid4

import polars as pl
import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from domain.errors import InputError
from store import bulk
from store.database import Database
from store.tables import CrewMember, LedgerEntry
from tests.fixtures_store import PLATFORM
from tests.store.sample import NOW, Sample, small_airline

LARGEST = 9_999_999_999
AMOUNTS = [
    ("nothing", 0, 2, "0.00"),
    ("a cent", 1, 2, "0.01"),
    ("a cent taken back", -1, 2, "-0.01"),
    ("the largest", LARGEST, 2, "99999999.99"),
    ("the smallest", -LARGEST, 2, "-99999999.99"),
    ("yen", 60_000, 0, "60000.00"),
    ("fils, half of the last digit", 1_005, 3, "1.01"),
    ("fils, taken back", -1_005, 3, "-1.01"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def airline(database: Database) -> Sample:
    return await small_airline(database, "AM")


async def _shown(database: Database, airline: Sample, amount: int, exponent: int) -> Decimal:
    entry = {
        "id": str(uuid4()), "airline_id": str(airline.airline), "crew_member_id": str(airline.captain),
        "pay_period_id": str(airline.period), "component": "flight_pay", "amount_minor": amount,
        "exponent": exponent, "posted_at": NOW,
    }  # fmt: skip
    async with database.writing(PLATFORM) as session:
        await bulk.insert(session, LedgerEntry, pl.DataFrame([entry]))
        asked = text("SELECT amount FROM pay_ledger WHERE id = CAST(:id AS uuid)")
        return Decimal((await session.execute(asked, {"id": entry["id"]})).scalar_one())


@pytest.mark.parametrize(("name", "amount", "exponent", "expect"), AMOUNTS, ids=[each[0] for each in AMOUNTS])
async def test_amounts_are_shown_as_they_are(
    database: Database, airline: Sample, name: str, amount: int, exponent: int, expect: str
) -> None:
    assert str(await _shown(database, airline, amount, exponent)) == expect


@pytest.mark.parametrize("amount", [LARGEST + 1, -LARGEST - 1, 2**63 - 1])
async def test_an_amount_that_cannot_be_shown_is_refused(database: Database, airline: Sample, amount: int) -> None:
    with pytest.raises(InputError, match="too large"):
        await _shown(database, airline, amount, 2)


@given(minutes=st.lists(st.integers(-50_000_000, 50_000_000), min_size=50, max_size=50))
async def test_hours_are_the_minutes_to_two_digits(minutes: list[int], database: Database, airline: Sample) -> None:
    async with database.reading(PLATFORM) as session:
        made = str(CrewMember.__table__.c.max_monthly_hours.computed.sqltext)  # type: ignore[attr-defined]
        asked = text(
            f"SELECT max_monthly_minutes, {made} FROM unnest(CAST(:all AS integer[])) AS m (max_monthly_minutes)"
        )
        for given_minutes, hours in await session.execute(asked, {"all": minutes}):
            assert abs(hours * 60 - given_minutes) <= Decimal("0.30")
            assert (hours < 0) == (given_minutes < 0)
