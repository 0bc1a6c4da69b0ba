"""What counts into the sums: flight time, flight duty and duty, of every event and of the known past.

Flight time of which no flight is told lies somewhere in its flight duty period, and may fill it where its minutes are
not told either. Reserve away from the airport is no flight duty; under EASA so many percent of it are duty.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from domain.clock import local_date
from domain.rules.cumulative import Quantity
from domain.rules.easa_breaks import EasaStandby
from domain.timelines.events import Fdp, Kind, Leg
from domain.timelines.timeline import Past
from legality.blocks import arrival, block
from legality.clocks import Reading
from legality.families import split
from legality.moment import Moment, Scene
from legality.stints import Stint, Totals, exactly


class Added(NamedTuple):
    """What one event adds to a quantity as flown, and ``most``: no less than it may add as flown or as planned."""

    flown: tuple[Stint, ...]
    most: int


def added(quantity: Quantity, moment: Moment) -> Added:
    """What one event adds to a quantity."""
    found: Added | None = moment.kept.get(quantity)
    if found is None:
        flown = _stints(quantity, moment, planned=False)
        found = Added(flown, max(sum([stint.most for stint in flown]), _most_scheduled(quantity, moment)))
        if moment.planned:
            moment.kept[quantity] = found
    return found


def scheduled(quantity: Quantity, moment: Moment) -> tuple[Stint, ...]:
    """What one event adds to a quantity as it was planned."""
    return _stints(quantity, moment, planned=True)


def _stints(quantity: Quantity, moment: Moment, planned: bool) -> tuple[Stint, ...]:
    return tuple([stint for stint in _OWN[quantity](moment, planned) if stint.most > 0])


def _most_scheduled(quantity: Quantity, moment: Moment) -> int:
    """The most that an event may add as planned; what has no flights is planned as it is done."""
    served, flying = moment.served, moment.flying
    if flying is None:
        return 0
    if quantity is Quantity.FLIGHT_TIME:
        return flying.flight_time(planned=True) or 0
    if quantity is Quantity.DUTY:
        return served.planned_finish - served.start
    if flying.event.accommodation:
        return sum(stint.most for stint in scheduled(quantity, moment))
    return flying.planned_end - flying.start


def totals(quantity: Quantity, moment: Moment) -> Totals:
    """All work before an event as flown, with the ledger of the past.

    One is kept for the whole line and takes in the events in their order: what stands on one of them may hang on the
    sums before it.
    """
    scene = moment.scene
    known: Totals | None = scene.kept.get(quantity)
    if known is None:
        known = scene.kept[quantity] = Totals()
        for item in sorted(scene.line.timeline.history.ledger, key=lambda each: each.start):
            known.add([*_past(quantity, scene, item)])
    while known.taken < moment.served.place:
        own = added(quantity, scene.moment(known.taken))
        known.taken += 1
        known.add(own.flown)
    return known


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
    if event.kind is Kind.SHORT_CALL:
        yield _on_standby(start, end, [stands.spec for stands in moment.standing("easa_standby")])
    else:
        yield exactly(start, end)


def _on_standby(start: int, end: int, rules: Sequence[EasaStandby]) -> Stint:
    """So many percent of it, somewhere in it; none of it or all of it, where no rule says how much is duty."""
    percent = next((spec.percent for spec in rules if spec.kind == Kind.SHORT_CALL), None)
    if percent is None:
        return Stint(start, end, 0, end - start)
    hundredths = (end - start) * percent
    return Stint(start, end, hundredths // 100, -(-hundredths // 100))


def _past(quantity: Quantity, scene: Scene, item: Past) -> Iterator[Stint]:
    if quantity is Quantity.FLIGHT_TIME:
        yield Stint(min(item.start, item.end - item.flight_minutes), item.end, item.flight_minutes, item.flight_minutes)
    elif quantity is Quantity.DUTY:
        rules = [spec for _, spec in scene.scope.in_force("easa_standby", local_date(item.start, scene.line.zone))]
        own = item.kind is Kind.SHORT_CALL
        yield _on_standby(item.start, item.end, rules) if own else exactly(item.start, item.end)
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
