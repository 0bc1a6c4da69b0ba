"""Draws the line of a timeline: from events as they were told to what the rules speak of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from domain.airports import zone_of
from domain.clock import local_date
from domain.errors import InputError
from domain.timelines.events import Deadhead, Event, Fdp, Kind, LongCall, Rest
from domain.timelines.timeline import Timeline
from legality.blocks import arrival, departure
from legality.clocks import Reading, readings
from legality.flying import flying
from legality.gaps import Gap, Gaps, gap
from legality.line import Line, Served
from legality.periods import Item, Lead, Parting, Stretch, grouped, lead
from legality.theater import RESTED, Body, Hop, begin

_Start = tuple[Body, tuple[Reading, ...]]
_NO_DUTY: Final = (Kind.REST, Kind.LONG_CALL, Kind.RESERVE)


@dataclass(frozen=True, slots=True)
class _Placed:
    """The period of each item, by the identity of its source."""

    periods: Sequence[Stretch]
    of: Mapping[int, int]


def draw(timeline: Timeline, required: Parting, acclimates: int | None = RESTED) -> Line:
    """The line of a timeline; ``required`` is the rest that parts two duty periods.

    ``acclimates``: the rest, in minutes, that acclimates in a new theater; None where none does. An event that cannot
    be read is an ``InputError``. Events that overlap are read as they stand.
    """
    events = sorted(timeline.events, key=lambda event: (event.start, event.finish, event.id))
    for event in events:
        _check(timeline, event)
    periods = grouped(_items(timeline, events), required)
    placed = _Placed(periods, {id(item.source): n for n, period in enumerate(periods) for item in period.items})
    zone = zone_of(timeline.crew.base)
    served = tuple(_served(timeline, events, placed, _starts(timeline, events, acclimates)))
    return Line(timeline, served, tuple(periods), Gaps(list(_gaps(timeline, events, periods))), zone)


def _check(timeline: Timeline, event: Event) -> None:
    where = f"Duty {event.id} of crew member {timeline.crew.id}"
    if event.finish < event.start:
        raise InputError(f"{where} is released before it reports: correct one of the two times.")
    if isinstance(event, Fdp):
        if not event.legs and event.end is None:
            raise InputError(f"{where} has no leg: give its flights, or leave the duty out.")
        departures = [leg.scheduled_out for leg in event.legs]
        if departures != sorted(departures):
            raise InputError(f"{where} has legs out of order: give them by departure.")


def _items(timeline: Timeline, events: Sequence[Event]) -> Iterator[Item]:
    past = sorted(timeline.history.ledger, key=lambda one: (one.start, one.end))
    yield from (Item(one.start, one.end, one.kind, one) for one in past)
    yield from (Item(event.start, event.finish, event.kind, event) for event in events if event.kind not in _NO_DUTY)


def _gaps(timeline: Timeline, events: Sequence[Event], periods: Sequence[Stretch]) -> Iterator[Gap]:
    """The gap before each period. A rest lies in the gap before the first period that starts no sooner than it."""
    released = [None, *accumulate((period.end for period in periods), max)]
    rests = [event for event in events if isinstance(event, Rest)]
    past = None if timeline.history.ledger else timeline.history.last_30h_rest_ended
    at = 0
    for start, period in zip(released, periods, strict=False):
        first = at
        while at < len(rests) and rests[at].start < period.start:
            at += 1
        yield gap(start, period.start, tuple(rests[first:at]), past)


def _served(
    timeline: Timeline, events: Sequence[Event], placed: _Placed, starts: Mapping[int, _Start]
) -> Iterator[Served]:
    zone = zone_of(timeline.crew.base)
    judged = [event for event in events if event.kind is not Kind.REST]
    for place, event in enumerate(judged):
        number, flight, start = placed.of.get(id(event)), None, starts[id(event)]
        if isinstance(event, Fdp) and number is not None:
            found = _lead(timeline, placed.periods[number], event)
            flight, start = (
                flying(event, found.first.start, found.called_out),
                starts.get(id(found.first.source), start),
            )
        yield Served(event, local_date(event.start, zone), place, number, *start, flight)


def _lead(timeline: Timeline, period: Stretch, event: Fdp) -> Lead:
    item = next(item for item in period.items if item.source is event)
    return lead(period, item, timeline.law)


def _starts(timeline: Timeline, events: Sequence[Event], acclimates: int | None) -> dict[int, _Start]:
    """Body and readings at the start of every event, by its identity."""
    heading, found = _headings(events), dict[int, _Start]()
    choice, crew = timeline.policy.acclimated_clock, timeline.crew
    if not events:
        return found
    body = begin(crew, events[0].start, _origin(events[0]) or heading[id(events[0])], acclimates)
    for event in events:
        if event.kind is Kind.REST:
            continue
        state = body.report(event.start, _origin(event))
        found[id(event)] = (state, readings(event.start, state, crew.base, choice))
        if isinstance(event, LongCall):
            body.trip = state.trip  # no duty: the return to base still lies before the next one
        else:
            body.travel(_hops(event, state.at, heading[id(event)]), event.finish)
    return found


def _headings(events: Sequence[Event]) -> dict[int, str | None]:
    """Where the next event with a place begins, after each event; None after the last one."""
    found, place = dict[int, str | None](), None
    for event in reversed(events):
        found[id(event)] = place
        place = _origin(event) or place
    return found


def _origin(event: Event) -> str | None:
    """Where an event begins, as far as it says so."""
    match event:
        case Fdp():
            return event.at or (event.legs[0].origin if event.legs else None)
        case Deadhead():
            return event.origin
    return None


def _hops(event: Event, here: str, heading: str | None) -> Iterator[Hop]:
    """The movements of an event. Of flights that are not known, to where the next event begins."""
    match event:
        case Deadhead():
            yield Hop(event.origin, event.destination, event.start, event.end)
        case Fdp(legs=()):
            if heading is not None and heading != here:
                yield Hop(here, heading, event.report, event.release if event.end is None else event.end)
        case Fdp():
            for leg in event.legs:
                yield Hop(leg.origin, leg.destination, departure(leg), arrival(leg))
