"""The roster that comes out: trips without names, who flies them, and what stays open."""

from dataclasses import dataclass

from domain.crew import Kind, Position


@dataclass(frozen=True, slots=True)
class PlannedDuty:
    """One duty of a trip; report and release are UTC minutes, flights in time order."""

    id: str
    trip_id: str
    report: int
    release: int
    flight_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trip:
    """Duties flown away from one base by one crew.

    ``starts_away``: its way out lies before the month; ``ends_away``: its way back lies after it.
    """

    id: str
    base: str
    duties: tuple[PlannedDuty, ...]
    starts_away: bool = False
    ends_away: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """One crew member on one flight."""

    crew_id: str
    trip_id: str
    duty_id: str
    flight_id: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class OpenSeat:
    """So many seats of a position on a flight that nobody fills; ``duty_id`` is None where no duty could be formed."""

    flight_id: str
    duty_id: str | None
    position: Position
    seats: int
    reason: str


@dataclass(frozen=True, slots=True)
class Roster:
    """A month's roster. ``model_hash`` covers the problem and every limit; ``rulebook`` is the Rulebook's hash.

    ``unenforced``: the codes of hard rules that a demonstration was planned without; it is no legal schedule.
    """

    trips: tuple[Trip, ...]
    assignments: tuple[Assignment, ...]
    open_seats: tuple[OpenSeat, ...]
    model_hash: str
    rulebook: str
    seed: int
    unenforced: tuple[str, ...] = ()

    @property
    def duties(self) -> tuple[PlannedDuty, ...]:
        """All duties, in the order of their trips."""
        return tuple(duty for trip in self.trips for duty in trip.duties)
