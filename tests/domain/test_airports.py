"""Airports keep clocks and lie on meridians."""

import pytest

from domain.airports import airport, near, zone_of
from domain.errors import InputError

PLACES = [
    ("HVN", "America/New_York", -72_000, -74_000),
    ("MCO", "America/New_York", -80_000, -82_000),
    ("HNL", "Pacific/Honolulu", -157_000, -159_000),
    ("PHX", "America/Phoenix", -111_000, -113_000),
]


@pytest.mark.parametrize(("iata", "zone", "east", "west"), PLACES, ids=[place[0] for place in PLACES])
def test_places(iata: str, zone: str, east: int, west: int) -> None:
    found = airport(iata)
    assert (found.iata, found.zone, zone_of(iata)) == (iata, zone, zone)
    assert isinstance(found.longitude_milli, int)
    assert west < found.longitude_milli < east


@pytest.mark.parametrize(
    ("here", "there", "road"),
    [("EWR", "JFK", True), ("LGW", "STN", True), ("NRT", "HND", True), ("HVN", "BOS", False), ("JFK", "PHL", False)],
)
def test_crew_change_by_road_between_the_airports_of_one_city(here: str, there: str, road: bool) -> None:
    assert (near(here, there), near(there, here), near(here, here)) == (road, road, True)


@pytest.mark.parametrize("code", ["QQQ", "hvn", "KHVN", ""])
def test_an_unknown_airport_is_named(code: str) -> None:
    with pytest.raises(InputError, match=f"There is no airport '{code}'"):
        airport(code)
