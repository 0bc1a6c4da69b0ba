"""Table A and Table B: flight time and flight duty period by report time (14 CFR 117.11, 117.13).

What was scheduled must keep a limit by itself: only what was not foreseen may be extended.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, TypeVar

from domain.clock import hours, to_iso
from domain.rules.exceptions import Bounded
from domain.rules.flight_duty import UnacclimatedReduction
from domain.rules.limits import Band, FdpTable, FlightTimeTable
from legality.bindings import Stands
from legality.breach import Breach, End
from legality.clocks import Reading
from legality.families import extensions, split
from legality.flying import Flying
from legality.moment import Moment
from legality.registry import Families, Family

Limits = list[tuple[int, Reading]]


class Measure(NamedTuple):
    """A limit and what is held against it, on one reading of the report."""

    limit: int
    actual: int
    reading: Reading

    @property
    def excess(self) -> int:
        """Minutes over the limit; negative where it is kept."""
        return self.actual - self.limit


def flight_duty_period(spec: FdpTable, moment: Moment, planned: bool) -> Iterator[Breach]:
    """The flight duty period does not exceed the row of its report and the column of its segments (117.13(a))."""
    if flies(moment):
        yield from period_over(moment, limits(spec, moment), planned, reduced_by(moment, spec.family))


def latest_ends(spec: FdpTable, moment: Moment) -> Iterator[End]:
    """The report and the least of the limits, and the breaks of a split duty."""
    if flies(moment):
        yield last_end(moment, limits(spec, moment), reduced_by(moment, spec.family))


def limits(spec: FdpTable, moment: Moment) -> Limits:
    """The limit of Table B on each reading of the report, less what a crew that is not acclimated loses (117.13(b)).

    A flight duty period of which no flight is known takes the first column.
    """
    assert moment.flying is not None
    column = min(max(1, moment.flying.segments), len(spec.rows[0].limits)) - 1
    less = sum(reduction.minutes for reduction in reductions(moment, spec.family))
    return [(row_of(spec.rows, each).limits[column] - less, each) for each in moment.served.readings]


def reductions(moment: Moment, table: str) -> Iterator[UnacclimatedReduction]:
    """What stands here to reduce a table."""
    for stands in moment.standing("unacclimated_reduction"):
        if stands.spec.table == table:
            yield stands.spec


def reduced_by(moment: Moment, table: str) -> Stands | None:
    """The rule that reduces a table here: a crew that is not acclimated breaks that one (117.13(b), 117.17(b))."""
    return next((stands for stands in moment.standing("unacclimated_reduction") if stands.spec.table == table), None)


def flight_time(spec: FlightTimeTable, moment: Moment, planned: bool) -> Iterator[Breach]:
    """The block time of the flight duty period does not exceed the row of its report (117.11(a)(1))."""
    yield from flight_time_over(
        moment, [(row_of(spec.rows, each).limit, each) for each in moment.served.readings], planned
    )


Row = TypeVar("Row", bound=Band)


def row_of(rows: Sequence[Row], reading: Reading) -> Row:
    """The row of a table that a report falls into."""
    minute = reading.minute
    return next(row for row in rows if row.start <= minute < row.end)


def flies(moment: Moment) -> bool:
    """Whether there is a flight duty period to be measured: not one of deadheads alone."""
    return moment.flying is not None and (moment.flying.segments > 0 or moment.flying.end > moment.flying.start)


def period_over(moment: Moment, limits: Limits, planned: bool, by: Stands | None) -> Iterator[Breach]:
    """The flight duty period, less its split-duty breaks, against a limit on each reading; ``by``: what reduced it."""
    flying = moment.flying
    assert flying is not None
    if max(flying.length(planned=False), flying.length(planned=True)) <= _least(limits):
        return
    segments = f" with {flying.segments} segment{'s' if flying.segments > 1 else ''}" if flying.segments else ""
    led = "" if flying.start == flying.event.report else f" (from {to_iso(flying.start)} on, with the duty before it)"

    def measured(scheduled: bool) -> list[Measure]:
        length = flying.length(scheduled)
        return [Measure(limit, length - split.credit(moment, each, scheduled), each) for limit, each in limits]

    found = either(moment, measured, f"flight duty period{segments}{led}", Bounded.FDP, planned, told(moment))
    yield from (replace(breach, by=by) for breach in found)


def _least(limits: Limits) -> int:
    """The strictest of the limits."""
    return min([limit for limit, _ in limits])


def last_end(moment: Moment, limits: Limits, by: Stands | None) -> End:
    """The earliest of the last legal ends that the readings allow; ``by``: what reduced the limits."""

    def longer(more: int) -> int:
        return min(split.last_end(moment, reading, limit + more) for limit, reading in limits)

    return End(longer(0), Bounded.FDP, "" if by is None else by.code, longer)


def flight_time_over(moment: Moment, limits: Limits, planned: bool) -> Iterator[Breach]:
    """The flight time against a limit on each reading; what nobody has said may be all from report to parked."""
    flying = moment.flying
    if flying is None:
        return
    if flying.flight_time(planned) is None:
        yield from _untold(flying, limits, planned)
        return
    if max(flying.flight_time(planned=False) or 0, flying.flight_time(planned=True) or 0) <= _least(limits):
        return

    def measured(scheduled: bool) -> list[Measure]:
        return [Measure(limit, flying.flight_time(scheduled) or 0, each) for limit, each in limits]

    flown = any(leg.into is not None for leg in flying.operated) and not _diverted(moment)
    yield from either(moment, measured, "flight time", Bounded.FLIGHT_TIME, planned, flown)


def _untold(flying: Flying, limits: Limits, planned: bool) -> Iterator[Breach]:
    """Flight time that nobody has said is for the teller to say, where the limit does not hold whatever it is."""
    limit, most = _least(limits), flying.most_flight_time(planned)
    if most > limit:
        message = f"The flight time is not told, and may be up to {hours(most)} where {hours(limit)} are allowed"
        yield Breach(limit, most, f"{message}: give flight_minutes or the legs.", certain=False)


def told(moment: Moment) -> bool:
    """Whether the schedule of the flight duty period is known apart from how it went."""
    flying = moment.flying
    assert flying is not None
    return flying.event.scheduled_end is not None or (flying.planned_end != flying.end and not _diverted(moment))


def _diverted(moment: Moment) -> bool:
    """The leg that carries on after a diversion was in no schedule."""
    return moment.flying is not None and any(leg.diversion for leg in moment.flying.operated)


def either(
    moment: Moment, measured: Callable[[bool], list[Measure]], what: str, of: Bounded, planned: bool, told: bool
) -> Iterator[Breach]:
    """As flown; and as scheduled, where that is meant or known and the flown one is not a breach already."""
    if not planned:
        flown = list(over(moment, measured(False), what, of))
        yield from flown
        if not told or any(not covered(moment, of, breach.excess) for breach in flown):
            return
    yield from over(moment, measured(True), f"scheduled {what}", None)


def over(moment: Moment, measures: list[Measure], what: str, of: Bounded | None) -> Iterator[Breach]:
    """Broken on every reading, and not permitted: certain. Else the strictest reading is for the carrier's policy.

    Equality is kept.
    """
    if all(each.excess <= 0 for each in measures):
        return
    strict = max(measures, key=lambda each: (each.excess, each.reading))
    loose = min(measures, key=lambda each: (each.excess, each.reading))
    certain = strict.excess == loose.excess or (loose.excess > 0 and not covered(moment, of, loose.excess))
    most = loose if certain else strict
    message = f"The {what} of {hours(most.actual)} exceeds {hours(most.limit)} for a report at {_clock(most.reading)}"
    message += _notes(moment, most, of)
    if not certain:
        message += f"; on another clock {hours(loose.limit)} holds: choose acclimated_clock"
    yield Breach(most.limit, most.actual, f"{message}.", certain, of)


def covered(moment: Moment, of: Bounded | None, excess: int) -> bool:
    """Whether a permission that surely stands reaches so far."""
    granted = moment.allowances(of) if of is not None else ()
    return any(each.allowance.covers(excess) and not each.by.standing.missing for each in granted)


def _notes(moment: Moment, measure: Measure, of: Bounded | None) -> str:
    """Why a break or an extension does not help."""
    if of is Bounded.FLIGHT_TIME:
        return ""
    breaks = split.why_not(moment, measure.reading, planned=of is None)
    return breaks + (extensions.refused(moment) if of is Bounded.FDP else "")


def _clock(reading: Reading) -> str:
    hour, minute = divmod(reading.minute, 60)
    worn = "" if reading.acclimated else ", not acclimated"
    return f"{hour:02}:{minute:02} {reading.whose} clock ({reading.zone}{worn})"


FAMILIES: Final[Families] = {
    "fdp_table": Family(check=flight_duty_period, ends=latest_ends),
    "flight_time_table": Family(check=flight_time),
    "unacclimated_reduction": Family(),
}
