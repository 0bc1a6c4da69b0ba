"""Airports and the clocks they keep: IATA code to tz database zone and place on the globe."""

from functools import cache, lru_cache
from typing import Final, NamedTuple

import airportsdata

from domain.errors import InputError

DEGREE: Final = 1_000
TURN: Final = 360 * DEGREE


class Airport(NamedTuple):
    """One airport. Longitude and latitude are in thousandths of a degree, east and north positive."""

    iata: str
    name: str
    zone: str
    longitude_milli: int
    latitude_milli: int
    country: str
    """ISO code; Puerto Rico and the Virgin Islands are of the US."""


@lru_cache(maxsize=1)
def _all() -> dict[str, airportsdata.Airport]:
    return airportsdata.load("IATA")


@cache
def airport(iata: str) -> Airport:
    """The airport of an IATA code; an unknown one is an ``InputError`` that names it."""
    found = _all().get(iata)
    if found is None:
        raise InputError(f"There is no airport {iata!r}: use an IATA code such as HVN.")
    longitude, latitude = round(found["lon"] * DEGREE), round(found["lat"] * DEGREE)
    return Airport(iata, found["name"], found["tz"], longitude, latitude, found["country"])


def zone_of(iata: str) -> str:
    """The tz database zone of an airport."""
    return airport(iata).zone


@cache
def apart(here: str, there: str) -> int:
    """How far two airports lie apart east to west, the shorter way round, in thousandths of a degree of longitude."""
    turn = abs(airport(here).longitude_milli - airport(there).longitude_milli)
    return min(turn, TURN - turn)


def near(here: str, there: str) -> bool:
    """Whether crew can change between two airports by road: no more than a degree apart, either way.

    So far are those of one city, such as Newark and Kennedy, or Gatwick and Stansted.
    """
    north = abs(airport(here).latitude_milli - airport(there).latitude_milli)
    return max(north, apart(here, there)) <= DEGREE
