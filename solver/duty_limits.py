"""The limits of a single duty, one function a family: each answers whether a draft keeps it.

These are the planner's own look-ups. The judge has others, so that neither can hide the other's mistake.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Final, TypeVar

from domain.rules.limits import Band, FdpTable, FlightTimeTable, MinimumConnection
from solver.draft import Draft
from solver.readings import Reading

BandT = TypeVar("BandT", bound=Band)
Readings = tuple[Reading, ...]


def fdp_table(spec: FdpTable, draft: Draft, clocks: Readings) -> bool:
    """From report to the last arrival, no duty is longer than the table allows for its start and flights."""
    flown, column = draft.flights[-1].scheduled_in - draft.report, len(draft.flights) - 1
    rows = ((_row(spec.rows, clock.minute).limits, clock.less) for clock in clocks)
    return all(flown <= limits[min(column, len(limits) - 1)] - less for limits, less in rows)


def flight_time_table(spec: FlightTimeTable, draft: Draft, clocks: Readings) -> bool:
    """Nobody is planned to fly longer in one duty than the table allows for its start."""
    return all(draft.block <= _row(spec.rows, clock.minute).limit for clock in clocks)


def minimum_connection(spec: MinimumConnection, draft: Draft, clocks: Readings) -> bool:
    """Between two flights of a duty there is time to get from one aircraft to the next."""
    return all(after.scheduled_out - before.scheduled_in >= spec.minutes for before, after in pairwise(draft.flights))


def _row(rows: Sequence[BandT], minute: int) -> BandT:
    """The last row that begins no later than the minute: the rows cover the day in order."""
    return [row for row in rows if row.start <= minute][-1]


Keeps = Callable[[Any, Draft, Readings], bool]
DUTY_LIMITS: Final[dict[type[Any], Keeps]] = {
    FdpTable: fdp_table,
    FlightTimeTable: flight_time_table,
    MinimumConnection: minimum_connection,
}
"""Which function enforces which family when duties are formed."""
