"""On which clocks a planned report is read, near and far from the base."""

import pytest

from solver.plan import plan
from solver.problem import Flight
from solver.readings import Reading, another_theater, readings
from tests.solver.problems import at, leg, problem
from tests.solver.rules import rulebook, standard

BOOK = rulebook(*standard())


@pytest.mark.parametrize(
    ("base", "place", "far"),
    [
        ("JFK", "JFK", False),
        ("JFK", "LAX", False),
        ("JFK", "ANC", True),
        ("JFK", "HNL", True),
        ("HNL", "GUM", False),  # over the date line: 58 degrees
    ],
)
def test_a_theater_is_sixty_degrees_wide(base: str, place: str, far: bool) -> None:
    assert another_theater(base, place) is far
    assert another_theater(place, base) is far


def test_at_the_base_its_clock_counts() -> None:
    assert readings(300, 300, "JFK", "JFK") == (Reading(300),)


def test_away_from_it_both_clocks_count_since_the_law_names_none() -> None:
    assert readings(480, 300, "JFK", "LAX") == (Reading(480), Reading(300))


def test_in_another_theater_the_bases_clock_counts_and_half_an_hour_less() -> None:
    assert readings(480, 240, "JFK", "ANC") == (Reading(480, less=30),)


def far_away(report: int, block: int, wait: int = 12 * 60) -> tuple[Flight, Flight]:
    """To Anchorage and, so long after the release, back: report there is at this minute."""
    release = report - wait
    return (
        leg("o", "JFK", "ANC", release - 15 - 300, 300),
        leg("i", "ANC", "JFK", report + 60, block),
    )


def trips(flights: tuple[Flight, ...]) -> int:
    return len(plan(problem(flights, ()), BOOK).trips.pairings)


def test_far_from_home_the_table_is_half_an_hour_shorter() -> None:
    night = at(3, "01:00")  # the base's clock: nine hours, less thirty minutes
    assert trips(far_away(night, 7 * 60 + 30)) == 1
    assert trips(far_away(night, 7 * 60 + 31)) == 0


def test_nobody_waits_in_another_theater_until_acclimated_there() -> None:
    assert trips(far_away(at(3, "09:00"), 300, 36 * 60 - 1)) == 1
    assert trips(far_away(at(3, "09:00"), 300, 36 * 60)) == 0
