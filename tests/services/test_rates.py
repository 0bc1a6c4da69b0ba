"""Rates of one's own: as fine as hundredths of a cent, and no finer; what is written is what a month is paid by."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import pytest_asyncio

from domain.claims import Claims
from domain.crew import Position, Role
from domain.errors import CrewlexError, InputError, NotFoundError, RefusedError
from domain.money import Currency
from services import airlines, rates
from services.airlines import OPERATOR
from services.doors import Doors
from store import audit, crew, history
from store.crew import NewCrew
from store.ids import stable
from tests.services.month import at

WHO, SINCE = stable("crew", "rated"), date(2026, 12, 1)
YEN = Currency("JPY", 0)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def rated(doors: Doors) -> Doors:
    """Somebody at an airline that pays in dollars, and somebody at one that pays in yen."""
    for code, who, currency in (("XP", WHO, Currency("USD", 2)), ("JP", stable("crew", "yen"), YEN)):
        airline = await airlines.ensure(doors, OPERATOR, code, f"Airline {code}", currency)
        async with doors.database.writing(OPERATOR) as session:
            new = NewCrew(who, f"{code}-1", "Ada", "Lovelace", Position.CAPTAIN, "JFK", date(2024, 2, 1), 1, 9000)
            await crew.add_many(session, airline, [new], doors.sealer)
    return at(doors, datetime(2026, 12, 20, tzinfo=UTC))


async def _read(doors: Doors, code: str) -> tuple[int, int]:
    """Minor units and hundredths of one, as a month's pay reads them."""
    airline = (await airlines.find(doors, OPERATOR, code)).id
    async with doors.database.reading(OPERATOR) as session:
        row = (await crew.frame(session, airline, SINCE, date(2026, 12, 31))).row(0, named=True)
    return row["contract_rate"], row.get("contract_rate_parts") or 0


WRITTEN = [
    ("as fine as it goes", "XP", "90.1250", (9012, 50), "90.1250"),
    ("one digit finer", "XP", "90.375", (9037, 50), "90.3750"),
    ("a hundredth of a cent", "XP", "0.0001", (0, 1), "0.0001"),
    ("cents", "XP", "90.10", (9010, 0), "90.10"),
    ("dollars", "XP", "91", (9100, 0), "91.00"),
    ("trailing noughts are no digits", "XP", "90.1000000", (9010, 0), "90.10"),
    ("a currency without a minor unit", "JP", "9000.25", (9000, 25), "9000.25"),
    ("whole yen", "JP", "9000", (9000, 0), "9000"),
]


@pytest.mark.parametrize(("name", "code", "typed", "expect", "text"), WRITTEN, ids=[each[0] for each in WRITTEN])
async def test_a_rate_is_read_as_it_was_written(
    rated: Doors, name: str, code: str, typed: str, expect: tuple[int, int], text: str
) -> None:
    found = await rates.put(rated, OPERATOR, code, f"{code}-1", SINCE, typed, name)
    assert found.text == text
    assert await _read(rated, code) == expect
    async with rated.database.reading(OPERATOR) as session:
        who = WHO if code == "XP" else stable("crew", "yen")
        last = (await history.versions(session, "crew_rates", stable("crew rate", who, SINCE)))[-1]
        noted = (await audit.of(session, "crew_rate", who))[-1]
    assert (last.feed, last.reason, noted.reason) == ("rates", name, name)
    assert noted.changes["after"] == {"since": "2026-12-01", "hourly_rate": text}


WRONG: list[tuple[str, str, str, type[CrewlexError], str]] = [
    ("three digits finer", "XP-1", "90.12345", InputError, "is finer than a rate in USD"),
    ("nothing", "XP-1", "0.00", InputError, "is no hourly rate"),
    ("below nothing", "XP-1", "-90.00", InputError, "is no hourly rate"),
    ("scientific", "XP-1", "9E1", InputError, "is no hourly rate"),
    ("no number", "XP-1", "NaN", InputError, "is no hourly rate"),
    ("other digits", "XP-1", "٩٠", InputError, "is no hourly rate"),
    ("with a comma", "XP-1", "90,00", InputError, "is no hourly rate"),
    ("nobody", "XP-9", "90.00", NotFoundError, "no crew member XP-9"),
]


@pytest.mark.parametrize(("name", "who", "typed", "error", "says"), WRONG, ids=[each[0] for each in WRONG])
async def test_what_is_no_rate_is_refused_and_nothing_is_written(
    rated: Doors, name: str, who: str, typed: str, error: type[CrewlexError], says: str
) -> None:
    before = await _read(rated, "XP")
    with pytest.raises(error, match=says):
        await rates.put(rated, OPERATOR, "XP", who, SINCE, typed)
    assert await _read(rated, "XP") == before


async def test_crew_set_no_rates(rated: Doors) -> None:
    airline: UUID = (await airlines.find(rated, OPERATOR, "XP")).id
    own = Claims(sub=WHO, email="c@example.com", role=Role.USER, airline_id=airline)
    with pytest.raises(RefusedError, match="ask its administrators"):
        await rates.put(rated, own, "XP", "XP-1", SINCE, "900.00")
