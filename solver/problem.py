"""What a roster is made of: a month's flights, the crew, and what is already fixed at the month's edges."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from domain.airports import airport
from domain.crew import Position
from domain.errors import InputError


@dataclass(frozen=True, slots=True)
class Flight:
    """One scheduled flight; times are UTC minutes."""

    id: str
    number: str
    origin: str
    destination: str
    scheduled_out: int
    scheduled_in: int
    registration: str = ""
    aircraft_type: str = ""

    @property
    def block(self) -> int:
        """Scheduled block, minutes."""
        return self.scheduled_in - self.scheduled_out


@dataclass(frozen=True, slots=True)
class CrewMember:
    """Somebody who can be rostered: trips begin and end at ``base``."""

    id: str
    position: Position
    base: str


@dataclass(frozen=True, slots=True)
class Committed:
    """A duty that stands already, before, in or after the month; UTC minutes.

    Between two of one ``trip`` the crew member is away from base; a duty without one begins and ends there.
    """

    crew_id: str
    report: int
    release: int
    trip: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One planning period. Identifiers are unique and every flight arrives after it leaves, else ``InputError``.

    ``period`` is its first and last UTC minute, by default those of its flights: near them a trip may lack the way
    that lies outside.
    """

    flights: tuple[Flight, ...]
    crew: tuple[CrewMember, ...]
    bases: tuple[str, ...]
    committed: tuple[Committed, ...] = ()
    period: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        _unique("flight", (flight.id for flight in self.flights))
        _unique("crew member", (member.id for member in self.crew))
        for flight in self.flights:
            if flight.block <= 0:
                raise InputError(f"Flight {flight.id} arrives before it leaves: check its scheduled times.")
        if not self.bases:
            raise InputError("A roster needs at least one home base: trips begin and end there.")
        _unique("base", self.bases)
        for base in self.bases:
            airport(base)
        self._check_crew()

    def _check_crew(self) -> None:
        known = {member.id for member in self.crew}
        for member in self.crew:
            if member.base not in self.bases:
                raise InputError(f"Crew member {member.id} has base {member.base}, which is none of {self.bases}.")
        for duty in self.committed:
            if duty.crew_id not in known or duty.release <= duty.report:
                raise InputError(f"The committed duty of {duty.crew_id} names nobody here or ends before it begins.")

    @property
    def start(self) -> int:
        """The period's first minute, or the first departure; 0 without flights."""
        return self.period[0] if self.period else min((flight.scheduled_out for flight in self.flights), default=0)

    @property
    def end(self) -> int:
        """The period's last minute, or the last arrival; 0 without flights."""
        return self.period[1] if self.period else max((flight.scheduled_in for flight in self.flights), default=0)


def _unique(noun: str, names: Iterable[str]) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise InputError(f"The {noun} {twice[0]} is there twice: name each once.")
