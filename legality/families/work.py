"""What counts into the sums: flight time, flight duty and duty, of every event and of the known past.

Flight time of which no flight is told lies somewhere in its flight duty period, and may fill it where its minutes are
not told either. Reserve away from the airport is no flight duty; how much of it is duty under EASA is not in the rules
at hand: none of it or all of it.
"""

from collections.abc import Callable, Iterator
from typing import Final

from domain.clock import DAY, local_date
from domain.rules.cumulative import Quantity
from domain.timelines.events import Fdp, Kind, Leg
from domain.timelines.timeline import History, Past
from legality.blocks import arrival, block
from legality.clocks import Reading
from legality.families import split
from legality.moment import Moment, Scene
from legality.stints import Stint, Totals, exactly


def stints(quantity: Quantity, moment: Moment, planned: bool) -> tuple[Stint, ...]:
    """What one event adds to a quantity, as flown or as planned."""
    asked = ("stints", quantity, planned)
    found: tuple[Stint, ...] | None = moment.kept.get(asked)
    if found is None:
        found = tuple(stint for stint in _OWN[quantity](moment, planned) if stint.most > 0)
        if moment.planned:
            moment.kept[asked] = found
    return found


def totals(quantity: Quantity, moment: Moment) -> Totals:
    """All work before an event as flown, with the ledger of the past.

    One is kept for the whole line and takes in the events in their order: what stands on one of them may hang on the
    sums before it.
    """
    scene, key = moment.scene, ("sums", quantity)
    if key not in scene.kept:
        scene.kept[key] = Totals()
        for item in sorted(scene.line.timeline.history.ledger, key=lambda each: each.start):
            scene.kept[key].add(_past(quantity, scene, item))
    known: Totals = scene.kept[key]
    while known.taken < moment.served.place:
        own = stints(quantity, scene.moment(known.taken), planned=False)
        known.taken += 1
        known.add(own)
    return known


def before(quantity: Quantity, history: History, window: int) -> int:
    """Minutes that a window of so many minutes takes over from before the first event, when it reaches back there.

    The total of the shortest span that holds the window, or more where a shorter span has more. With a ledger: none.
    """
    spans = () if history.ledger else _TOLD[quantity](history)
    inside = [minutes for span, minutes in spans if span <= window]
    holding = [minutes for span, minutes in spans if span >= window]
    return max([*inside, *holding[:1]], default=0)


def _flight_time(moment: Moment, planned: bool) -> Iterator[Stint]:
    flying = moment.flying
    if flying is None:
        return
    if flying.event.legs:
        yield from (_leg(leg, planned) for leg in flying.operated)
    else:
        minutes, end = flying.event.flight_minutes, max(flying.end, flying.event.report)
        least, most = (0, flying.most_flight_time(planned=False)) if minutes is None else (minutes, minutes)
        yield Stint(min(flying.event.report, end - most), end, least, most)


def _leg(leg: Leg, planned: bool) -> Stint:
    end = leg.scheduled_in if planned else arrival(leg)
    return exactly(end - (leg.scheduled_in - leg.scheduled_out if planned else block(leg)), end)


def _flight_duty(moment: Moment, planned: bool) -> Iterator[Stint]:
    """The flight duty period without the breaks of a split duty; and all of a standby, where a rule counts it."""
    flying, event = moment.flying, moment.event
    if flying is not None:
        yield from _around(flying.start, flying.planned_end if planned else flying.end, _breaks(moment, planned))
    elif any(stands.spec.kind == event.kind for stands in moment.standing("standby_counts")):
        yield exactly(event.start, event.finish)


def _breaks(moment: Moment, planned: bool) -> list[Stint]:
    """The breaks, each with the work it may be: none, or all of it where another clock makes it flight duty."""
    if not (isinstance(moment.event, Fdp) and moment.event.accommodation):
        return []
    found = [_split(moment, reading, planned) for reading in moment.served.readings]
    sure = set(found[0]).intersection(*found)
    every = sorted({span for spans in found for span in spans})
    return [Stint(start, end, 0, 0 if (start, end) in sure else end - start) for start, end in every]


def _split(moment: Moment, reading: Reading, planned: bool) -> tuple[split.Span, ...]:
    return split.away(moment, reading, planned) if split.credit(moment, reading, planned) else ()


def _around(start: int, end: int, breaks: list[Stint]) -> Iterator[Stint]:
    for rest in breaks:
        yield exactly(start, max(start, rest.start))
        yield rest
        start = max(start, rest.end)
    yield exactly(start, max(start, end))


def _duty(moment: Moment, planned: bool) -> Iterator[Stint]:
    event = moment.event
    if moment.served.period is None:
        return
    start, end = moment.served.start, moment.served.planned_finish if planned else event.finish
    yield Stint(start, end, 0 if event.kind is Kind.SHORT_CALL else end - start, end - start)


def _past(quantity: Quantity, scene: Scene, item: Past) -> Iterator[Stint]:
    length = item.end - item.start
    if quantity is Quantity.FLIGHT_TIME:
        yield Stint(min(item.start, item.end - item.flight_minutes), item.end, item.flight_minutes, item.flight_minutes)
    elif quantity is Quantity.DUTY:
        yield Stint(item.start, item.end, 0 if item.kind is Kind.SHORT_CALL else length, length)
    elif item.kind is Kind.FDP or _standby_counts(scene, item):
        yield exactly(item.start, item.end)


def _standby_counts(scene: Scene, item: Past) -> bool:
    day = local_date(item.start, scene.line.zone)
    return any(spec.kind == item.kind for _, spec in scene.scope.in_force("standby_counts", day))


_OWN: Final[dict[Quantity, Callable[[Moment, bool], Iterator[Stint]]]] = {
    Quantity.FLIGHT_TIME: _flight_time,
    Quantity.FDP: _flight_duty,
    Quantity.DUTY: _duty,
}
_TOLD: Final[dict[Quantity, Callable[[History], tuple[tuple[int, int], ...]]]] = {
    Quantity.FLIGHT_TIME: lambda past: ((28 * DAY, past.flight_672h), (365 * DAY, past.flight_365d)),
    Quantity.FDP: lambda past: ((7 * DAY, past.fdp_168h), (28 * DAY, past.fdp_672h)),
    Quantity.DUTY: lambda past: (),
}
"""What a history tells: (span in minutes, minutes in it), the shortest span first."""
