"""On which clocks a planned report is read, and what being far from home costs (14 CFR 117.3, 117.13).

Trips are planned so that the body clock stays at the base. Where the law leaves open whose clock counts away from it,
and the carrier chooses, the plan keeps its limits on both.
"""

from dataclasses import dataclass
from typing import Final

from domain.airports import airport
from domain.clock import HOUR

ACCLIMATES: Final = 36 * HOUR
"""So long free from duty in another theater takes the body clock there (117.3): no trip is planned to wait as long."""
_THEATER: Final = 60_000
"""Airports of one theater are no further apart (117.3): thousandths of a degree of longitude."""
_ROUND: Final = 360_000
_FAR_FROM_HOME: Final = 30
"""Minutes of duty less where crew are not acclimated (117.13(b))."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as one clock shows it, in minutes since midnight, and how much less duty the tables allow there."""

    minute: int
    less: int = 0


def readings(home: int, local: int, base: str, place: str) -> tuple[Reading, ...]:
    """All readings of a report at ``place`` that the base's clock shows as ``home`` and the place's as ``local``."""
    if another_theater(base, place):
        return (Reading(home, _FAR_FROM_HOME),)
    return (Reading(home),) if home == local else (Reading(home), Reading(local))


def another_theater(base: str, place: str) -> bool:
    """Whether crew of the base are not acclimated at this place."""
    apart = abs(airport(base).longitude_milli - airport(place).longitude_milli)
    return min(apart, _ROUND - apart) > _THEATER
