"""The limits of a single duty, one function a family: each answers whether a draft keeps it.

These are the planner's own look-ups. The judge has others, so that neither can hide the other's mistake.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Final, TypeVar

from domain.rules.limits import Band, FdpTable, FlightTimeTable, MinimumConnection
from solver.base_clock import BaseClock
from solver.draft import Draft

BandT = TypeVar("BandT", bound=Band)


def fdp_table(spec: FdpTable, draft: Draft, clock: BaseClock) -> bool:
    """From report to the last arrival, no duty is longer than the table allows for its start and flights."""
    limits = _row(spec.rows, clock.minute_of_day(draft.report)).limits
    allowed = limits[min(len(draft.flights), len(limits)) - 1]
    return draft.flights[-1].scheduled_in - draft.report <= allowed


def flight_time_table(spec: FlightTimeTable, draft: Draft, clock: BaseClock) -> bool:
    """Nobody is planned to fly longer in one duty than the table allows for its start."""
    return draft.block <= _row(spec.rows, clock.minute_of_day(draft.report)).limit


def minimum_connection(spec: MinimumConnection, draft: Draft, clock: BaseClock) -> bool:
    """Between two flights of a duty there is time to get from one aircraft to the next."""
    return all(after.scheduled_out - before.scheduled_in >= spec.minutes for before, after in pairwise(draft.flights))


def _row(rows: Sequence[BandT], minute: int) -> BandT:
    """The last row that begins no later than the minute: the rows cover the day in order."""
    return [row for row in rows if row.start <= minute][-1]


Keeps = Callable[[Any, Draft, BaseClock], bool]
DUTY_LIMITS: Final[dict[type[Any], Keeps]] = {
    FdpTable: fdp_table,
    FlightTimeTable: flight_time_table,
    MinimumConnection: minimum_connection,
}
"""Which function enforces which family when duties are formed."""
