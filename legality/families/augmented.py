"""Augmented crews: flight time, Table C, rest in flight and segments (14 CFR 117.11(a)(2), (3), 117.17)."""

from collections.abc import Iterator
from typing import Final

from domain.clock import hours
from domain.rules.flight_duty import AugmentedFdpTable, AugmentedFlightTime, InflightRest
from domain.timelines.events import Augmented, Fdp
from legality.breach import Breach, End
from legality.families import tables
from legality.moment import Moment
from legality.registry import Families, Family

LANDING: Final = "14CFR117.17(c)(1)"
MONITORING: Final = "14CFR117.17(c)(2)"
SEGMENTS: Final = "14CFR117.17(d)"


def flight_time(spec: AugmentedFlightTime, moment: Moment, planned: bool) -> Iterator[Breach]:
    """With three pilots so many hours of flight time, with four so many (117.11(a)(2), (3))."""
    crew = _crew(moment)
    allowed = [one.limit for one in spec.limits if crew is not None and one.pilots <= crew.pilots]
    if allowed:
        limits = [(allowed[-1], reading) for reading in moment.served.readings[:1]]
        yield from tables.flight_time_over(moment, limits, planned)


def flight_duty_period(spec: AugmentedFdpTable, moment: Moment, planned: bool) -> Iterator[Breach]:
    """The flight duty period does not exceed the row of its report and the column of its crew (117.17(a), (b))."""
    if tables.flies(moment) and (found := limits(spec, moment)):
        yield from tables.period_over(moment, found, planned, tables.reduced_by(moment, spec.family))


def latest_ends(spec: AugmentedFdpTable, moment: Moment) -> Iterator[End]:
    """The report and the least of the limits."""
    if tables.flies(moment) and (found := limits(spec, moment)):
        yield tables.last_end(moment, found, tables.reduced_by(moment, spec.family))


def limits(spec: AugmentedFdpTable, moment: Moment) -> tables.Limits:
    """The limit of Table C on each reading of the report, less what a crew that is not acclimated loses.

    Of the columns of its rest facility a crew takes the largest that is no larger. Empty where there is none.
    """
    column = _column(spec, moment)
    if column is None:
        return []
    less = sum(reduction.minutes for reduction in tables.reductions(moment, spec.family))
    return [(tables.row_of(spec.rows, each).limits[column] - less, each) for each in moment.served.readings]


def _column(spec: AugmentedFdpTable, moment: Moment) -> int | None:
    crew = _crew(moment)
    if crew is None:
        return None
    fits = [
        (column.pilots, place)
        for place, column in enumerate(spec.columns)
        if column.facility == crew.rest_facility and column.pilots <= crew.pilots
    ]
    return max(fits)[1] if fits else None


def inflight_rest(spec: InflightRest, moment: Moment, planned: bool) -> Iterator[Breach]:
    """The landing and the monitoring pilot rest so long in flight (117.17(c)), in so many segments at most (d)."""
    crew = _crew(moment)
    if crew is None or moment.flying is None:
        return
    yield from _rest("who lands", crew.landing_pilot_rest, spec.landing_pilot, LANDING)
    yield from _rest("who monitors the landing", crew.monitoring_pilot_rest, spec.monitoring_pilot, MONITORING)
    segments = moment.flying.segments
    if segments > spec.max_segments:
        message = f"An augmented crew flies {spec.max_segments} segments at most, not {segments}."
        yield Breach(spec.max_segments, segments, message, rule=SEGMENTS, unit="segments")


def _rest(who: str, rest: int | None, due: int, rule: str) -> Iterator[Breach]:
    """A rest that nobody has told is none until somebody does."""
    if rest is None:
        message = f"The rest in flight of the pilot {who} is not told: {hours(due)} are due, say how long it is."
        yield Breach(due, 0, message, certain=False, rule=rule)
    elif rest < due:
        yield Breach(due, rest, f"The pilot {who} rests {hours(rest)} in flight, not {hours(due)}.", rule=rule)


def _crew(moment: Moment) -> Augmented | None:
    return moment.event.augmented if isinstance(moment.event, Fdp) else None


FAMILIES: Final[Families] = {
    "augmented_flight_time": Family(check=flight_time),
    "augmented_fdp_table": Family(check=flight_duty_period, ends=latest_ends),
    "inflight_rest": Family(check=inflight_rest),
}
