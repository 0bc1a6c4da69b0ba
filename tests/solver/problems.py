"""Small problems for the solver's tests: turns out of JFK in June 2026, named by hand."""

from datetime import date

from domain.clock import DAY, at_local
from domain.crew import Position
from solver.problem import Committed, CrewMember, Flight, Problem

ZONE = "America/New_York"


def at(day: int, clock: str) -> int:
    """The UTC minute of a New York wall clock time on a day of June 2026; days past 30 run on."""
    hour, minute = clock.split(":")
    return at_local(date(2026, 6, 1), int(hour) * 60 + int(minute), ZONE) + (day - 1) * DAY


def leg(name: str, origin: str, destination: str, out: int, block: int, aircraft_type: str = "") -> Flight:
    """One flight that leaves at a UTC minute; names that differ in the last letter only share an aircraft."""
    return Flight(name, name, origin, destination, out, out + block, f"N{name[:-1]}", aircraft_type)


def turn(
    name: str, day: int, clock: str, *, block: int = 90, sit: int = 60, base: str = "JFK", station: str = "BUF"
) -> tuple[Flight, Flight]:
    """Out and back: ``<name>o`` and ``<name>i``; 4 hours from departure to arrival unless told."""
    out = at(day, clock)
    return (
        leg(f"{name}o", base, station, out, block),
        leg(f"{name}i", station, base, out + block + sit, block),
    )


def captains(*names: str, base: str = "JFK") -> tuple[CrewMember, ...]:
    """Captains of one base."""
    return tuple(CrewMember(name, Position.CAPTAIN, base) for name in names)


def problem(
    flights: tuple[Flight, ...], crew: tuple[CrewMember, ...], *committed: Committed, bases: tuple[str, ...] = ("JFK",)
) -> Problem:
    """A problem in the middle of a long period, so that nothing is excused by its edges."""
    return Problem(flights, crew, bases, committed, (at(-30, "00:00"), at(60, "00:00")))
