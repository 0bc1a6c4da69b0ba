"""What a window of a sum takes over from before the first event, by the totals that a history tells."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from domain.clock import DAY
from domain.rules.cumulative import CumulativeLimit, Quantity
from domain.timelines.timeline import History
from legality import windows
from legality.moment import Moment

A_YEAR: Final = 12
"""Months."""


class Told(NamedTuple):
    """Minutes of the totals that lie in one window: at the least and at the most."""

    least: int
    most: int


NOTHING: Final = Told(0, 0)


def told(spec: CumulativeLimit, moment: Moment, since: int) -> Told:
    """What a window takes over that begins at a minute. With a ledger: nothing, for that tells the past itself.

    A total lies wholly inside every window that reaches back to it. One of 365 days does not say how much of it is of
    a calendar year or of some months: the most is all of it, the least what is told of shorter spans inside.
    """
    history, first = moment.history, moment.line.first
    if history.ledger or since >= first:
        return NOTHING
    most = most_of(spec, moment)
    if _by_calendar(spec, history) is not None:
        return Told(most if since == windows.opens(spec, first + 1, moment.line.zone) else 0, most)
    if spec.calendar_months is None and spec.calendar_years is None:
        return Told(most, most)
    inside = (minutes for span, minutes in _TOTALS[spec.quantity](history) if since <= first - span)
    return Told(max(inside, default=0), most)


def most_of(spec: CumulativeLimit, moment: Moment) -> int:
    """The most that any such window takes over; worked out once for the whole line."""
    kept, asked = moment.scene.kept, id(spec)  # as long as there are its rules, it is the same one
    found: int | None = kept.get(asked)
    if found is None:
        exact = _by_calendar(spec, moment.history)
        most = _most(spec, moment.history) if exact is None else exact
        found = kept[asked] = 0 if moment.history.ledger else most
    return found


def _most(spec: CumulativeLimit, history: History) -> int:
    """The total of the shortest span that holds the window, or more where a shorter span has more."""
    spans, window = _TOTALS[spec.quantity](history), windows.longest(spec)
    inside = [minutes for span, minutes in spans if span <= window]
    holding = [minutes for span, minutes in spans if span >= window]
    return max([*inside, *holding[:1]], default=0)


def _by_calendar(spec: CumulativeLimit, history: History) -> int | None:
    """The total of the very year or months that a window is of, where it is told."""
    if spec.quantity is not Quantity.FLIGHT_TIME:
        return None
    if spec.calendar_years == 1:
        return history.flight_calendar_year
    return history.flight_12_months if spec.calendar_months == A_YEAR else None


_TOTALS: Final[Mapping[Quantity, Callable[[History], tuple[tuple[int, int], ...]]]] = {
    Quantity.FLIGHT_TIME: lambda past: ((28 * DAY, past.flight_672h), (365 * DAY, past.flight_365d)),
    Quantity.FDP: lambda past: ((7 * DAY, past.fdp_168h), (28 * DAY, past.fdp_672h)),
    Quantity.DUTY: lambda past: (),
}
"""What a history tells: (span in minutes, minutes in it), the shortest span first."""
