"""Money is whole minor units: rounded once, openly, and never lost."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InputError
from domain.money import USD, Currency, prorate

AMOUNTS = st.integers(-(10**12), 10**12)
YEN = Currency("JPY", 0)

SHARES = [
    ("half an hour at 90.00", 9000, 30, 60, 4500),
    ("half a cent goes up", 1, 1, 2, 1),
    ("half a cent owed goes down", -1, 1, 2, -1),
    ("less than half", 100, 1, 3, 33),
    ("more than half", 200, 1, 3, 67),
    ("nothing", 9000, 0, 60, 0),
    ("more than the whole", 9000, 90, 60, 13500),
]


@pytest.mark.parametrize(
    ("amount", "part", "whole", "expect"), [case[1:] for case in SHARES], ids=[case[0] for case in SHARES]
)
def test_shares(amount: int, part: int, whole: int, expect: int) -> None:
    assert prorate(amount, part, whole) == expect


@given(AMOUNTS, st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_the_exact_one_rounded_half_away_from_zero(amount: int, part: int, whole: int) -> None:
    exact = Fraction(amount * part, whole)
    rounded = int(abs(exact) + Fraction(1, 2))
    assert prorate(amount, part, whole) == (rounded if exact >= 0 else -rounded)


@pytest.mark.parametrize("whole", [0, -1])
def test_a_share_of_nothing_is_refused(whole: int) -> None:
    with pytest.raises(InputError, match="the whole must be positive"):
        prorate(100, 1, whole)


@pytest.mark.parametrize(
    ("currency", "amount", "minor"), [(USD, "90.00", 9000), (USD, "-0.01", -1), (YEN, "90", 90), (USD, "1E+2", 10000)]
)
def test_decimals_at_the_border(currency: Currency, amount: str, minor: int) -> None:
    assert currency.minor(Decimal(amount)) == minor
    assert currency.decimal(minor) == Decimal(amount)


RATES = [(USD, "90.1250", 901250, "90.1250"), (USD, "90.10", 901000, "90.10"), (YEN, "9000.25", 900025, "9000.25")]


@pytest.mark.parametrize(("currency", "amount", "parts", "text"), RATES)
def test_a_rate_may_have_two_decimals_more(currency: Currency, amount: str, parts: int, text: str) -> None:
    assert currency.parts(Decimal(amount)) == parts
    assert currency.finely(parts) == text


@pytest.mark.parametrize(("currency", "amount"), [(USD, "90.12345"), (YEN, "0.001")])
def test_a_finer_rate_is_refused(currency: Currency, amount: str) -> None:
    with pytest.raises(InputError, match="is finer than a rate in"):
        currency.parts(Decimal(amount))


@pytest.mark.parametrize(("currency", "amount"), [(USD, "0.005"), (YEN, "0.5")])
def test_finer_than_a_cent_is_refused(currency: Currency, amount: str) -> None:
    with pytest.raises(InputError, match="finer than the minor unit"):
        currency.minor(Decimal(amount))


@pytest.mark.parametrize(("currency", "minor", "text"), [(USD, 123450, "1234.50"), (USD, -5, "-0.05"), (YEN, 7, "7")])
def test_amounts_in_words(currency: Currency, minor: int, text: str) -> None:
    assert currency.text(minor) == text


@given(AMOUNTS)
def test_the_border_loses_nothing(minor: int) -> None:
    assert USD.minor(USD.decimal(minor)) == minor
