"""A month of a small carrier, seeded: short turns and coast-to-coast flights out of two bases."""

from collections.abc import Iterator
from random import Random

from domain.rulebook import Rulebook
from solver.crewing import needed
from solver.problem import CrewMember, Flight, Problem
from tests.solver.problems import turn

ROUTES = (("JFK", "LAX", 350), ("JFK", "BUF", 80), ("JFK", "MCO", 165), ("LGA", "MDW", 145), ("LGA", "ATL", 140))


def flights(days: int, daily: int, seed: int) -> Iterator[Flight]:
    """``daily`` turns a day at any time from six in the morning to nine at night."""
    random = Random(seed)
    for day in range(1, days + 1):
        for number in range(daily):
            base, station, block = random.choice(ROUTES)
            clock = f"{random.randrange(6, 21):02}:{random.randrange(0, 60, 5):02}"
            name = f"{day:02}-{number:02}"
            yield from turn(name, day, clock, block=block, sit=random.randrange(45, 90), base=base, station=station)


def month(days: int, daily: int, seed: int, rules: Rulebook) -> Problem:
    """The flights with as many crew as they need."""
    empty = Problem(tuple(flights(days, daily, seed)), (), ("JFK", "LGA"))
    crew = tuple(
        CrewMember(f"{base}-{position}-{number:03}", position, base)
        for (base, position), count in needed(empty, rules).items()
        for number in range(count)
    )
    return Problem(empty.flights, crew, empty.bases)
