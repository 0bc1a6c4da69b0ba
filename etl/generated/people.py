"""A named crew, as many as a month of flights needs: everything here is generated."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

import polars as pl

from domain.airports import zone_of
from domain.clock import HOUR, local_date
from domain.crew import Position
from etl.generated.draws import draw, pick, share
from etl.generated.names import FIRST, LAST
from etl.schemas import PEOPLE

COMPLEMENT: Final = {Position.CAPTAIN: 1, Position.FIRST_OFFICER: 1, Position.FLIGHT_ATTENDANT: 3}
MONTHLY: Final = 60 * HOUR  # block minutes one crew member is counted on for
DAILY: Final = 8 * HOUR  # block minutes one crew member is counted on for in a day
SPARE: Final = 5, 4  # on the busiest day, five are there for every four who fly
SERVICE: Final = {
    Position.CAPTAIN: (6, 24), Position.FIRST_OFFICER: (0, 8), Position.FLIGHT_ATTENDANT: (0, 20),
}  # fmt: skip
"""Years since hire, from and up to."""

_UNION: Final = {"UNION_MEMBER": 82, "NON_UNION": 18}
_CREW: Final = UUID("0d9a6a52-51d6-5f0e-8a3e-6b7c2c1f4d11")


def crew(
    flights: pl.DataFrame, airline: str, month: date, seed: int, complement: Mapping[Position, int] = COMPLEMENT
) -> pl.DataFrame:
    """A crew for the flights of a month (out and back from New York), as ``schemas.PEOPLE`` by seniority.

    Bases are the airports the carrier leaves from, each as large as its flying: a carrier of one airport has one base.
    ``complement`` is how many of each position a flight carries.
    """
    people = [
        _person(airline, position, base, month, seed, number)
        for base, sets in sorted(crews_needed(flights).items())
        for position, each in complement.items()
        for number in range(sets * each)
    ]
    people.sort(key=lambda person: (person["hire_date"], person["crew_id"]))
    for seniority, person in enumerate(people, start=1):
        person |= {"seniority_number": seniority, "employee_id": f"{airline}{seniority:05}"}
    return pl.DataFrame(people, schema=dict(PEOPLE))


def crews_needed(flights: pl.DataFrame) -> dict[str, int]:
    """How many full crews each base needs: enough for the month's block and for its busiest day."""
    bases = flights.filter(~pl.col("generated"))["origin"].unique().to_list()
    return {base: _sets(flights, base) for base in bases}


def _sets(flights: pl.DataFrame, base: str) -> int:
    mine = flights.filter((pl.col("origin") == base) | (pl.col("destination") == base))
    zone, by_day = zone_of(base), dict[date, int]()
    for out, arrives in mine.select("scheduled_out", "scheduled_in").iter_rows():
        day = local_date(out, zone)
        by_day[day] = by_day.get(day, 0) + arrives - out
    there, flying = SPARE
    busiest = -(-max(by_day.values()) * there // (DAILY * flying))
    return max(busiest, -(-sum(by_day.values()) // MONTHLY), 1)


def _person(airline: str, position: Position, base: str, month: date, seed: int, number: int) -> dict[str, Any]:
    who = (seed, airline, position, base, number)
    first = month.replace(day=1)
    least, most = SERVICE[position]
    served = least * 365 + 30 + draw((most - least) * 365, *who, "hired")
    return {
        "crew_id": str(uuid5(_CREW, " ".join(map(str, who)))),
        "position": position.value,
        "base": base,
        "zone": zone_of(base),
        "hire_date": first - timedelta(days=served),
        "contract_rate": None,
        "available_from": first,
        "available_to": first.replace(day=monthrange(first.year, first.month)[1]),
        "first_name": pick(FIRST, *who, "first"),
        "last_name": pick(LAST, *who, "last"),
        "union_status": "PROBATIONARY" if served < 365 else share(_UNION, *who, "union"),
        "contract_type": "FULL_TIME",
    }
