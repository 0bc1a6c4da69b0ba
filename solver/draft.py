"""A duty as the planner drafts it, and the facts about it that rule conditions may ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from domain.crew import Kind, Position
from solver.problem import Flight
from solver.wall_clock import WallClock

Row = Mapping[str, object]
DUTY_FACTS: Final = frozenset(
    {
        "crew_position",
        "base",
        "duty_date",
        "segments",
        "deadheads",
        "augmented",
        "report_local_min",
        "release_local_min",
        "duty_minutes",
    }
)
"""The facts of a duty, and of what is coarser, that a draft has."""
LEG_FACTS: Final = DUTY_FACTS | {
    "kind",
    "flight_number",
    "origin",
    "destination",
    "aircraft_type",
    "scheduled_block_minutes",
    "scheduled_out_local_min",
    "scheduled_in_local_min",
}
"""Those of a leg, with its duty's."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Flights flown in one duty from report to release (UTC minutes); ``day`` is its date on the base's clock."""

    base: str
    flights: tuple[Flight, ...]
    report: int
    release: int
    day: date

    @property
    def block(self) -> int:
        """Scheduled block of all its flights, minutes."""
        return sum(flight.block for flight in self.flights)


@dataclass(frozen=True)
class Facts:
    """What is known, when planning, about one position on one duty. Report and release may still be open."""

    position: Position
    base: str
    day: date
    clock: WallClock
    report: int | None = None
    release: int | None = None
    flights: tuple[Flight, ...] | None = None

    @cached_property
    def row(self) -> Row:
        """The facts of duty grain and coarser; what is not known has no entry."""
        known: dict[str, object] = {"crew_position": self.position.value, "base": self.base, "duty_date": self.day}
        if self.flights is not None:
            known |= {"segments": len(self.flights), "deadheads": 0, "augmented": False}
        if self.report is not None:
            known["report_local_min"] = self.clock.from_midnight(self.report, self.day)
        if self.release is not None:
            known["release_local_min"] = self.clock.from_midnight(self.release, self.day)
        if self.report is not None and self.release is not None:
            known["duty_minutes"] = self.release - self.report
        return known

    @cached_property
    def legs(self) -> tuple[Row, ...]:
        """One row a flight; a committed duty, whose flights are not known here, has the duty's row alone."""
        if self.flights is None:
            return (self.row,)
        return tuple({**self.row, **self._leg(flight)} for flight in self.flights)

    def _leg(self, flight: Flight) -> Row:
        known: dict[str, object] = {
            "kind": Kind.OPERATING.value,
            "flight_number": flight.number,
            "origin": flight.origin,
            "destination": flight.destination,
            "aircraft_type": flight.aircraft_type or None,
            "scheduled_block_minutes": flight.block,
        }
        if self.report is not None:
            known["scheduled_out_local_min"] = self.clock.from_midnight(flight.scheduled_out, self.day)
            known["scheduled_in_local_min"] = self.clock.from_midnight(flight.scheduled_in, self.day)
        return known
