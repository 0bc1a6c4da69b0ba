"""Split duty: a break in a suitable accommodation that is no part of the flight duty period (14 CFR 117.15)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from domain.airports import zone_of
from domain.clock import hours
from domain.rules.flight_duty import SplitDuty
from domain.timelines.events import Accommodation, Fdp, Leg
from legality.blocks import arrival, departure
from legality.clocks import Reading, windows
from legality.moment import Moment
from legality.registry import Families, Family

CODE: Final = "117.15"
Span = tuple[int, int]


def away(moment: Moment, reading: Reading, planned: bool = False) -> tuple[Span, ...]:
    """The breaks that are no flight duty (UTC minutes), if all of 117.15(a) to (e) holds of each; (f) is left out.

    They are not merged: see ``credit``. ``reading`` is the clock where the place of the break is not known.
    """
    spec = _spec(moment)
    if spec is None:
        return ()
    breaks = (given for given in _breaks(moment) if not any(faults(spec, moment, given, reading, planned)))
    return tuple(times(given, planned) for given in breaks)


def credit(moment: Moment, reading: Reading, planned: bool = False) -> int:
    """Minutes of the flight duty period that are no flight duty; 0 where duty and break are too long for (f)."""
    spec = _spec(moment)
    if spec is None or moment.flying is None or moment.flying.length(planned) > spec.combined:
        return 0
    return minutes(away(moment, reading, planned))


def last_end(moment: Moment, reading: Reading, limit: int) -> int:
    """The last minute at which the flight duty period may end under a table's limit, with its breaks as they are."""
    assert moment.flying is not None
    start, spec = moment.flying.start, _spec(moment)
    if spec is None:
        return start + limit
    longer = min(limit + minutes(away(moment, reading)), spec.combined)
    return start + max(limit, longer)


def why_not(moment: Moment, reading: Reading, planned: bool) -> str:
    """Why breaks of the flight duty period count as flight duty, for a message; empty where none does."""
    rules = [spec for _, spec in moment.scene.scope.in_force("split_duty", moment.served.day)]
    if not rules or moment.flying is None or not _breaks(moment):
        return ""
    if moment.facts.get("augmented") is not False:
        return f"; {CODE}: a break is no split duty with an augmented crew"
    spec, length = rules[0], moment.flying.length(planned)
    found = [fault for given in _breaks(moment) for fault in faults(spec, moment, given, reading, planned)]
    if not found and length > spec.combined:
        found = [f"(f): with the break it is {hours(length)}, not {hours(spec.combined)} at most"]
    return "".join(f"; the break counts as duty by {CODE}{fault}" for fault in found)


def faults(spec: SplitDuty, moment: Moment, given: Accommodation, reading: Reading, planned: bool) -> Iterator[str]:
    """What of 117.15(a) to (e) does not hold of a break."""
    flying = moment.flying
    assert flying is not None
    start, end = times(given, planned)
    if not given.suitable:
        yield ": the accommodation is not suitable"
    if start < flying.start or end > (flying.planned_end if planned else flying.end) or _flies(moment, given, planned):
        yield ": it does not lie between the flights of the duty"
    zone = _zone(moment, start) or reading.zone
    if not any(
        opens <= start and end <= closes for opens, closes in windows(spec.window, zone, start, min(end, start + 1))
    ):
        yield f"(a): it is not inside {_clock(spec.window.start)} to {_clock(spec.window.end)} ({zone})"
    if end - start < spec.least:
        yield f"(b): it is {hours(end - start)}, not {hours(spec.least)}"
    if spec.scheduled_before_fdp and not given.planned_before_fdp:
        yield "(c): it was not scheduled before the duty began"
    first, last = times(given, planned=True)
    if spec.actual_not_less_than_scheduled and end - start < last - first:
        yield f"(d): it is {hours(end - start)}, and {hours(last - first)} were scheduled"
    if spec.after_first_segment and start < _landed(moment, planned):
        yield "(e): the first segment is not completed"


def times(given: Accommodation, planned: bool) -> Span:
    """From reaching to leaving it, as it was or as it was scheduled; what is not told is as it was."""
    if not planned:
        return given.arrive, given.leave
    arrive = given.arrive if given.scheduled_arrive is None else given.scheduled_arrive
    return arrive, given.leave if given.scheduled_leave is None else given.scheduled_leave


def minutes(spans: Iterable[Span]) -> int:
    """How long they are together; what lies in two of them counts once."""
    total, until = 0, None
    for start, end in sorted(spans):
        total += max(0, end - (start if until is None else max(start, until)))
        until = end if until is None else max(until, end)
    return total


def _spec(moment: Moment) -> SplitDuty | None:
    sure = (stands.spec for stands in moment.standing("split_duty") if not stands.standing.missing)
    return next(sure, None)


def _breaks(moment: Moment) -> tuple[Accommodation, ...]:
    return moment.event.accommodation if isinstance(moment.event, Fdp) else ()


def _flies(moment: Moment, given: Accommodation, planned: bool) -> bool:
    departed = 0 if planned else bisect_left(flights(moment).departures, given.leave)
    return departed > 0 and flights(moment).landed[departed - 1] > given.arrive


def _zone(moment: Moment, start: int) -> str | None:
    """The clock of the place where the last leg before has landed; None where no leg is known."""
    known = flights(moment)
    landed = bisect_right(known.soonest, start)
    return zone_of(known.legs[landed - 1].destination) if landed else None


def _landed(moment: Moment, planned: bool) -> int:
    """When the first segment is completed: a diverted flight and its continuation are one. Without legs: the report."""
    assert moment.flying is not None
    whole = flights(moment).whole
    if whole is None:
        return moment.flying.event.report
    return whole.scheduled_in if planned else arrival(whole)


class Flights(NamedTuple):
    """The legs of an event, for questions about many instants.

    ``departures`` and ``arrivals`` are in order, ``landed`` says when all of so many departed have arrived,
    ``soonest`` when the first of each leg and those after it does. ``whole`` completes the first segment.
    """

    legs: tuple[Leg, ...]
    departures: Sequence[int]
    arrivals: Sequence[int]
    landed: Sequence[int]
    soonest: Sequence[int]
    whole: Leg | None


def flights(moment: Moment) -> Flights:
    """The legs of an event; looked through once."""
    found: Flights | None = moment.kept.get("flights")
    if found is None:
        found = moment.kept["flights"] = _looked_through(moment)
    return found


def _looked_through(moment: Moment) -> Flights:
    legs = moment.event.legs if isinstance(moment.event, Fdp) else ()
    operated = moment.flying.operated if moment.flying is not None else ()
    times = sorted((departure(leg), arrival(leg)) for leg in legs)
    landed, soonest = accumulate((end for _, end in times), max), accumulate(map(arrival, reversed(legs)), min)
    whole = next((leg for leg in operated if not leg.diversion), operated[-1] if operated else None)
    arrivals = sorted(end for _, end in times)
    return Flights(legs, [start for start, _ in times], arrivals, [*landed], [*soonest][::-1], whole)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


FAMILIES: Final[Families] = {"split_duty": Family()}
