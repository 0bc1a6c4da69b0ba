"""Rates as they are: a statement line tells the finer digits where there are any."""

from datetime import date

import pytest

from api.values import some_rate
from domain.money import USD, Currency, prorate
from services import paying, rates
from services.airlines import OPERATOR
from tests.api.conftest import World
from tests.api.month import MONTH, START
from tests.api.questions import STATEMENT

RATES: list[tuple[Currency, int | None, int | None, str | None]] = [
    (USD, 9012, 50, "90.1250"),
    (USD, 9012, 0, "90.12"),
    (USD, 9012, None, "90.12"),
    (USD, 0, 1, "0.0001"),
    (USD, None, None, None),
    (Currency("JPY", 0), 9000, 25, "9000.25"),
    (Currency("JPY", 0), 9000, None, "9000"),
]


@pytest.mark.parametrize(("currency", "minor", "parts", "expect"), RATES)
def test_rates(currency: Currency, minor: int | None, parts: int | None, expect: str | None) -> None:
    assert some_rate(currency, minor, parts) == expect


async def test_a_line_tells_the_exact_rate_that_it_was_paid_by(fresh: World) -> None:
    who, asker = fresh.xp.employee(), await fresh.admin(fresh.xp)
    await rates.put(fresh.doors, OPERATOR, "XP", who, date.fromisoformat(START), "90.1250")
    await paying.pay_month(fresh.doors, OPERATOR, "XP", MONTH)
    lines = (await asker.ask(STATEMENT, id=who, start=START))["lines"]
    flown = [line for line in lines if line["component"] == "flight_pay" and line["flight"]]
    cents = prorate(901250, 90, 60 * 100)
    assert {(line["length"], line["rate"], line["amount"]) for line in flown} == {("1:30", "90.1250", USD.text(cents))}
    assert {len(line["rate"].partition(".")[2]) for line in lines if line["component"] == "per_diem"} <= {2}
