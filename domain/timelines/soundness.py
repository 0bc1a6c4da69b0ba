"""What a timeline must be beyond its types: in time order, nothing inside out, nothing twice."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from domain.airports import near
from domain.clock import to_iso
from domain.crew import PILOTS
from domain.timelines.events import Event, Fdp, LongCall, Rest, ShortCall
from domain.timelines.timeline import Law, Timeline


class Fault(NamedTuple):
    """Something wrong, and where in the file."""

    path: str
    what: str


def faults(timeline: Timeline) -> Iterator[Fault]:
    """Everything that makes a timeline unreadable, in the order of the file."""
    yield from _law(timeline)
    names: dict[str, int] = {}
    before: Event | None = None
    for place, event in enumerate(timeline.events):
        at = f"events[{place}]"
        if names.setdefault(event.id, place) != place:
            yield Fault(f"{at}.id", f"events[{names[event.id]}] is called {event.id} too: give one another id")
        yield from event_faults(at, event, timeline.law)
        start = "report" if isinstance(event, Fdp) else "start"
        if before is not None and event.start < before.finish:
            what = f"{to_iso(event.start)} is before the end of the event before it ({to_iso(before.finish)})"
            yield Fault(f"{at}.{start}", f"{what}: give events in time order, without overlap")
        before = event
    yield from past_faults(timeline)


def _law(timeline: Timeline) -> Iterator[Fault]:
    pilot = timeline.crew.position in PILOTS
    if timeline.law is Law.FAA_117 and not pilot:
        yield Fault("crew.position", "FAA_117 is about pilots: judge a flight attendant by FAA_121_467")
    if timeline.law is Law.FAA_121_467 and pilot:
        yield Fault("crew.position", "FAA_121_467 is about flight attendants: judge a pilot by FAA_117")


def event_faults(at: str, event: Event, law: Law) -> Iterator[Fault]:
    """What is wrong inside one event."""
    match event:
        case Fdp():
            yield from _fdp(at, event, law)
            return
        case Rest():
            yield from _rest(at, event)
        case LongCall(notified_at=told) if told is not None and told > event.end:
            yield Fault(f"{at}.notified_at", "it is after the end of the long call: correct one of the two")
        case ShortCall(notified_at=told) if told is not None and not event.start <= told <= event.end:
            yield Fault(f"{at}.notified_at", "it is not within the short call: correct one of the two")
    yield from _ordered(at, ("start", event.start), ("end", event.finish))


def _ordered(at: str, *points: tuple[str, int | None]) -> Iterator[Fault]:
    """Each point that is told is no earlier than the one before it."""
    known = [(name, minute) for name, minute in points if minute is not None]
    for (first, sooner), (second, later) in pairwise(known):
        if later < sooner:
            what = f"{to_iso(later)} is before {first} ({to_iso(sooner)}): correct one of the two"
            yield Fault(f"{at}.{second}", what)


def _fdp(at: str, event: Fdp, law: Law) -> Iterator[Fault]:
    yield from _ordered(at, ("report", event.report), ("end", event.end), ("release", event.release))
    planned = (("scheduled_end", event.scheduled_end), ("scheduled_release", event.scheduled_release))
    yield from _ordered(at, ("report", event.report), *planned)
    if event.legs and (event.segments is not None or event.flight_minutes is not None):
        yield Fault(at, "give legs, or segments and flight_minutes, not both")
    if not event.legs:
        yield from _without_legs(at, event, law)
    yield from _legs(at, event)
    yield from _joined(at, event)
    for place, rest in enumerate(event.accommodation):
        here = f"{at}.accommodation[{place}]"
        yield from _ordered(here, ("report", event.report), ("arrive", rest.arrive), ("leave", rest.leave))
        yield from _ordered(here, ("leave", rest.leave), ("the release", event.release))
        yield from _ordered(
            here, ("scheduled_arrive", rest.scheduled_arrive), ("scheduled_leave", rest.scheduled_leave)
        )


def _without_legs(at: str, event: Fdp, law: Law) -> Iterator[Fault]:
    if event.at is None:
        yield Fault(f"{at}.at", "it is missing: say where the flight duty period starts, or give its legs")
    if event.segments is None and law is not Law.FAA_121_467:
        yield Fault(f"{at}.segments", "it is missing: say how many flights there are, or give the legs")
    if event.end is not None and (event.flight_minutes or 0) > event.end - event.report:
        yield Fault(f"{at}.flight_minutes", "it is longer than the flight duty period: correct one of the two")


def _legs(at: str, event: Fdp) -> Iterator[Fault]:
    landed: tuple[str, int] = ("the report", event.report)
    for place, leg in enumerate(event.legs):
        here = f"{at}.legs[{place}]"
        yield from _ordered(here, landed, ("out", leg.out), ("in", leg.into))
        yield from _ordered(here, ("scheduled_out", leg.scheduled_out), ("scheduled_in", leg.scheduled_in))
        if not leg.deadhead and event.end is not None:
            yield from _ordered(here, ("in", leg.into), ("the end of the flight duty period", event.end))
        yield from _ordered(here, ("in", leg.into), ("the release", event.release))
        landed = ("in of the leg before it", leg.scheduled_in if leg.into is None else leg.into)


def _joined(at: str, event: Fdp) -> Iterator[Fault]:
    """Each leg leaves from where the one before it arrived, or from an airport near by.

    Where a flight that was diverted landed is not told: the leg that carries on may leave from anywhere.
    """
    here = event.at
    for place, leg in enumerate(event.legs):
        if here is not None and not near(here, leg.origin):
            what = f"it leaves from {leg.origin}, and {'the duty begins' if not place else 'the leg before it arrives'}"
            yield Fault(
                f"{at}.legs[{place}].from", f"{what} at {here}: give the leg between, or correct one of the two"
            )
        here = None if leg.diversion else leg.destination


def _rest(at: str, event: Rest) -> Iterator[Fault]:
    if event.sleep_opportunity is not None and event.sleep_opportunity > max(0, event.end - event.start):
        yield Fault(f"{at}.sleep_opportunity", "it is longer than the rest: correct one of the two")
    if event.interrupted is not None:
        points = (("start", event.start), ("interrupted.at", event.interrupted.at))
        yield from _ordered(at, *points, ("interrupted.until", event.interrupted.until), ("end", event.end))
    if event.contact_window is not None:
        window = event.contact_window
        points = (("start", event.start), ("contact_window.start", window.start))
        yield from _ordered(at, *points, ("contact_window.end", window.end), ("end", event.end))


def past_faults(timeline: Timeline) -> Iterator[Fault]:
    """What is wrong in the history."""
    ledger: Sequence[tuple[int, int]] = [(past.start, past.end) for past in timeline.history.ledger]
    first = timeline.events[0].start if timeline.events else None
    released: int | None = None
    for place, (start, end) in enumerate(ledger):
        at = f"history.ledger[{place}]"
        points = (("the end of what is before it", released), ("start", start), ("end", end))
        yield from _ordered(at, *points, ("the first event", first))
        released = end
    rested = timeline.history.last_30h_rest_ended
    if rested is not None and first is not None and rested > first:
        yield Fault("history.last_30h_rest_ended", "it is after the first event: history lies before it")
