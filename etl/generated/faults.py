"""The faults that are put into a generated ledger: of the kinds that happen in real payrolls."""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What went wrong."""

    UNPROGRAMMED_PREMIUM = "UNPROGRAMMED_PREMIUM"  # payroll does not know a premium: everybody misses it
    MISSED_STEP = "MISSED_STEP"  # one person is still paid the rate of the step before
    DROPPED_FLIGHTS = "DROPPED_FLIGHTS"  # an interface lost some flights in a row
    DUPLICATED_FLIGHT = "DUPLICATED_FLIGHT"  # and sent one twice


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: whom and what it hit, and how much less than owed was paid (minor units; negative: more)."""

    kind: FaultKind
    component: str | None
    crew_ids: tuple[str, ...]
    flight_ids: tuple[str, ...]
    amount: int
