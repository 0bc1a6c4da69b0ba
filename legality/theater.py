"""Where a crew member is, and to which theater acclimated, as the events go by (14 CFR 117.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from domain.airports import DEGREE, apart
from domain.clock import HOUR
from domain.timelines.timeline import Crew

THEATER: Final = 60 * DEGREE
SETTLED: Final = 72 * HOUR  # in the theater
RESTED: Final = 36 * HOUR  # consecutive, free from duty


def one_theater(here: str, there: str) -> bool:
    """Whether two airports differ by no more than 60 degrees of longitude (117.3)."""
    return apart(here, there) <= THEATER


class Hop(NamedTuple):
    """One movement of a crew member, on duty or as a passenger."""

    origin: str
    destination: str
    out: int
    into: int


class Trip(NamedTuple):
    """A time away from base: from leaving it to coming back, and the farthest place (thousandths of a degree)."""

    left: int
    back: int
    farthest: int


@dataclass(frozen=True, slots=True)
class Body:
    """The state in which an event begins.

    ``at``: where. ``anchor``: a place of the theater that the crew member is acclimated to, or was last. ``series``:
    where the present series of duties began. ``trip``: the time away that ended with the last arrival at base.
    ``left``: when the base was left, if it is away from now.
    """

    at: str
    anchor: str
    acclimated: bool
    series: str
    left: int | None = None
    trip: Trip | None = None


@dataclass(slots=True)
class Whereabouts:
    """Follows one crew member: ``report`` at the start of each duty, ``travel`` with its movements.

    ``enough``: the minutes free from duty that acclimate in a new theater; None where only time does.
    """

    base: str
    here: str
    anchor: str
    enough: int | None
    settled: bool  # acclimated to the anchor's theater, as far as the journey there goes
    series: str = ""
    away: str = ""  # the first airport reached in a theater that is not (or no longer) acclimated to
    since: int = 0
    released: int | None = None
    left: int | None = None
    farthest: int = 0
    trip: Trip | None = None

    def report(self, at: int, place: str | None) -> Body:
        """The state at the start of a duty at a UTC minute; ``place`` None: where the last movement ended."""
        start = place or self.here
        if start != self.here:  # moved on their own time: no earlier than now is known
            self._reach(start, at, at)
        if not self.series or start == self.base:
            self.series = start
        if self.away and (at - self.since >= SETTLED or self._rested(at)):
            self.anchor, self.away, self.settled = start, "", True
        acclimated = self.settled and not self.away and one_theater(self.anchor, start)
        body = Body(start, self.anchor, acclimated, self.series, self.left, self.trip)
        self.trip = None
        return body

    def _rested(self, report: int) -> bool:
        if self.released is None or self.enough is None:
            return False
        return report - max(self.released, self.since) >= self.enough

    def travel(self, hops: Iterable[Hop], release: int) -> None:
        """Takes the movements of a duty and its release."""
        for hop in hops:
            self._reach(hop.destination, hop.out, hop.into)
        self.released = max(release, self.released or release)

    def _reach(self, place: str, out: int, into: int) -> None:
        self.here = place
        if self.settled and one_theater(self.anchor, place):
            self.away = ""
        elif not self.away or not one_theater(self.away, place):
            self.away, self.since = place, into
        self._leave_or_return(place, out, into)

    def _leave_or_return(self, place: str, out: int, into: int) -> None:
        if place != self.base:
            self.left = out if self.left is None else self.left
            self.farthest = max(self.farthest, apart(self.base, place))
        elif self.left is not None:
            self.trip = Trip(self.left, into, self.farthest)
            self.left, self.farthest = None, 0


def begin(crew: Crew, start: int, place: str | None, enough: int | None = RESTED) -> Whereabouts:
    """The state before the first event, which starts at a UTC minute and place (None: nothing says where)."""
    anchor = crew.acclimated_to or crew.last_acclimated_to or crew.base
    here = place or crew.acclimated_to or crew.base
    settled = crew.acclimated_to is not None
    body = Whereabouts(crew.base, here, anchor, enough, settled)
    if not settled or not one_theater(anchor, here):
        body.away, body.since = here, start
    if here != crew.base:
        body.left, body.farthest = start, apart(crew.base, here)
    return body
