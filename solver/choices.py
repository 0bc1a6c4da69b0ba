"""The trips that crew of one base could fly between it and one station, each with what waiting it costs."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from domain.clock import DAY
from solver.duties import Duties
from solver.pairing import Pairing, Ways
from solver.problem import Flight, Problem
from solver.readings import ACCLIMATES, another_theater

TURN_CHOICES: Final = 6
"""How many of the next flights back are tried in the same duty: waiting for later ones is no use."""
LAYOVER_CHOICES: Final = 8
"""How many flights back are tried after a legal rest."""
LAYOVER_LONGEST: Final = 4 * DAY
"""No crew is planned to wait longer than this away from base: a preference, no limit."""
EDGE: Final = 2 * DAY
"""This near the period's edge a trip may be cut: its other way is taken to lie outside."""
LAYOVER_COST: Final = 100 * DAY
"""A night away costs more than any wait in a duty."""


class Choice(NamedTuple):
    """A trip of one way out and one way back, and what waiting it costs."""

    cost: int
    trip: Pairing


class Choices:
    """What the base's crew could fly."""

    def __init__(self, problem: Problem, duties: Duties, between: Ways) -> None:
        self._problem = problem
        self._duties = duties
        self._ways = between
        self._leaves = [flight.scheduled_out for flight in between.back]
        far = another_theater(between.base, between.station)
        self._longest = min(ACCLIMATES, LAYOVER_LONGEST) if far else LAYOVER_LONGEST

    def there_and_back(self) -> Iterator[Choice]:
        """Out and back, in one duty or over a layover."""
        for out in self._ways.out:
            yield from self._turns(out)
            yield from islice(self._layovers(out), LAYOVER_CHOICES)

    def one_way(self) -> dict[str, Pairing]:
        """By flight, trips of one flight near the month's edges: crew begin or end the month away."""
        base, start, end = self._ways.base, self._problem.start, self._problem.end
        late = [flight for flight in self._ways.out if flight.scheduled_in + EDGE > end]
        early = [flight for flight in self._ways.back if flight.scheduled_out - EDGE < start]
        alone = [(flight, self._duties.legal(base, flight)) for flight in (*late, *early)]
        return {
            flight.id: Pairing(base, (duty,), starts_away=flight in early, ends_away=flight in late)
            for flight, duty in alone
            if duty is not None
        }

    def _turns(self, out: Flight) -> Iterator[Choice]:
        first = bisect_left(self._leaves, out.scheduled_in)
        for back in self._ways.back[first : first + TURN_CHOICES]:
            duty = self._duties.legal(self._ways.base, out, back)
            if duty is not None:
                yield Choice(_wait(out, back), Pairing(self._ways.base, (duty,)))

    def _layovers(self, out: Flight) -> Iterator[Choice]:
        """Out, a legal rest away, and back in a second duty."""
        there = self._duties.legal(self._ways.base, out)
        if there is None:
            return
        for back in self._ways.back[bisect_left(self._leaves, there.release) :]:
            if back.scheduled_out - there.release >= LAYOVER_LONGEST:
                return
            home = self._duties.legal(self._ways.base, back)
            if home is not None and self._duties.rest(home) <= home.report - there.release < self._longest:
                yield Choice(LAYOVER_COST + _wait(out, back), Pairing(self._ways.base, (there, home)))


def _wait(out: Flight, back: Flight) -> int:
    """Twice the minutes between; of equal waits, staying with the aircraft is the cheaper."""
    return 2 * (back.scheduled_out - out.scheduled_in) + (out.registration != back.registration)
