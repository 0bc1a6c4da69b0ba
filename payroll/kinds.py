"""What a difference between owed and paid is called, and how much it matters."""

from enum import StrEnum
from typing import Final

from domain.money import Currency


class DiscrepancyType(StrEnum):
    """The kinds of difference that a comparison with the ledger can tell."""

    MISSING_FLIGHT = "MISSING_FLIGHT"
    DUPLICATE_PAYMENT = "DUPLICATE_PAYMENT"
    INCORRECT_RATE = "INCORRECT_RATE"
    GUARANTEE_SHORTFALL = "GUARANTEE_SHORTFALL"
    PER_DIEM_ERROR = "PER_DIEM_ERROR"
    MISSING_PREMIUM = "MISSING_PREMIUM"
    UNDERPAYMENT = "UNDERPAYMENT"
    OVERPAYMENT = "OVERPAYMENT"


class Severity(StrEnum):
    """How urgent a difference is, by what its cause adds up to over everybody it touches."""

    CRITICAL = "CRITICAL"
    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"


THRESHOLDS: Final = ((Severity.CRITICAL, 1_000), (Severity.HIGH, 250), (Severity.MEDIUM, 50))
"""From how many whole units of the currency on a severity begins; below the last it is LOW."""
NOT_PREMIUM: Final = ("flight_pay", "duty_rig", "guarantee", "per_diem")
"""The components that are base pay or allowance; every other one is a premium."""


def thresholds(currency: Currency) -> tuple[tuple[Severity, int], ...]:
    """The same in minor units: 1,000 units are 100000 cents, and 1000 yen."""
    return tuple((severity, units * 10**currency.exponent) for severity, units in THRESHOLDS)
