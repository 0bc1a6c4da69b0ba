"""Airports and the clocks they keep: IATA code to tz database zone and longitude."""

from functools import cache, lru_cache
from typing import NamedTuple

import airportsdata

from domain.errors import InputError


class Airport(NamedTuple):
    """One airport; the longitude is in thousandths of a degree, east positive (theaters are 60 degrees wide)."""

    iata: str
    name: str
    zone: str
    longitude_milli: int


@lru_cache(maxsize=1)
def _all() -> dict[str, airportsdata.Airport]:
    return airportsdata.load("IATA")


@cache
def airport(iata: str) -> Airport:
    """The airport of an IATA code; an unknown one is an ``InputError`` that names it."""
    found = _all().get(iata)
    if found is None:
        raise InputError(f"There is no airport {iata!r}: use an IATA code such as HVN.")
    return Airport(iata, found["name"], found["tz"], round(found["lon"] * 1000))


def zone_of(iata: str) -> str:
    """The tz database zone of an airport."""
    return airport(iata).zone
