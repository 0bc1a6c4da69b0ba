"""Table A and Table B: flight time and flight duty period by report time (14 CFR 117.11, 117.13)."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from domain.clock import hours
from domain.rules.exceptions import Bounded
from domain.rules.flight_duty import UnacclimatedReduction
from domain.rules.limits import Band, FdpTable, FlightTimeTable
from legality.breach import Breach, End
from legality.clocks import Reading
from legality.moment import Moment
from legality.registry import Families, Family


def flight_duty_period(spec: FdpTable, moment: Moment, planned: bool) -> Iterator[Breach]:
    """The flight duty period does not exceed the row of its report and the column of its segments."""
    flying = moment.flying
    if flying is None or not flying.segments:
        return
    what = f"flight duty period with {flying.segments} segment{'s' if flying.segments > 1 else ''}"
    yield from over(flying.length(planned), limits(spec, moment), what, None if planned else Bounded.FDP)


def latest_ends(spec: FdpTable, moment: Moment) -> Iterator[End]:
    """The report and the least of the limits."""
    if moment.flying is not None and moment.flying.segments:
        yield End(moment.flying.start + min(limit for limit, _ in limits(spec, moment)), Bounded.FDP)


def limits(spec: FdpTable, moment: Moment) -> list[tuple[int, Reading]]:
    """The limit of Table B on each reading of the report, less what a crew that is not acclimated loses (117.13(b))."""
    assert moment.flying is not None
    column = min(moment.flying.segments, len(spec.rows[0].limits)) - 1
    less = sum(reduction.minutes for reduction in reductions(moment, spec.family))
    return [(row_of(spec.rows, each).limits[column] - less, each) for each in moment.served.readings]


def reductions(moment: Moment, table: str) -> Iterator[UnacclimatedReduction]:
    """What stands here to reduce a table."""
    for stands in moment.standing("unacclimated_reduction"):
        if stands.spec.table == table:
            yield stands.spec


def flight_time(spec: FlightTimeTable, moment: Moment, planned: bool) -> Iterator[Breach]:
    """The block time of the flight duty period does not exceed the row of its report."""
    actual = moment.flying.flight_time(planned) if moment.flying else None
    if actual is None:
        return
    limits = [(row_of(spec.rows, each).limit, each) for each in moment.served.readings]
    yield from over(actual, limits, "flight time", None if planned else Bounded.FLIGHT_TIME)


Row = TypeVar("Row", bound=Band)


def row_of(rows: Sequence[Row], reading: Reading) -> Row:
    """The row of a table that a report falls into."""
    return next(row for row in rows if row.start <= reading.minute < row.end)


def over(actual: int, limits: list[tuple[int, Reading]], what: str, of: Bounded | None) -> Iterator[Breach]:
    """Broken on every reading: certain. Broken on the strictest only: for the carrier's policy. Equality is kept."""
    ordered = sorted(limits)
    strictest, loosest = ordered[0], ordered[-1]
    if actual <= strictest[0]:
        return
    certain = actual > loosest[0]
    most, reading = loosest if certain else strictest
    message = f"The {what} of {hours(actual)} exceeds {hours(most)} for a report at {_clock(reading)}"
    if not certain:
        message += f"; on another clock {hours(loosest[0])} holds: choose acclimated_clock"
    yield Breach(most, actual, f"{message}.", certain, of)


def _clock(reading: Reading) -> str:
    hour, minute = divmod(reading.minute, 60)
    worn = "" if reading.acclimated else ", not acclimated"
    return f"{hour:02}:{minute:02} {reading.whose} clock ({reading.zone}{worn})"


FAMILIES: Final[Families] = {
    "fdp_table": Family(check=flight_duty_period, ends=latest_ends),
    "flight_time_table": Family(check=flight_time),
    "unacclimated_reduction": Family(),
}
