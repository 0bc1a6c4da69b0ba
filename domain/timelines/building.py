"""From the written form to the timeline."""

from dataclasses import replace

from domain.timelines import written as form
from domain.timelines.events import (
    Accommodation,
    AirportStandby,
    Augmented,
    Deadhead,
    Event,
    Extension,
    Fdp,
    Interruption,
    Leg,
    LongCall,
    Rest,
    ShortCall,
    Undesignated,
    Window,
    Work,
)
from domain.timelines.timeline import Crew, History, Past, Policy, Timeline


def built(given: form.TimelineIn) -> Timeline:
    """The timeline that was written. An event without an id is known by its place: ``events[3]``."""
    return Timeline(
        crew=Crew(**dict(given.crew)),
        events=tuple(built_event(event, event.id or f"events[{place}]") for place, event in enumerate(given.events)),
        law=given.regime,
        policy=Policy(**dict(given.policy)),
        history=past(given.history),
    )


def past(given: form.HistoryIn) -> History:
    """What lies before the first event."""
    return History(**dict(given) | {"ledger": tuple(Past(**dict(each)) for each in given.ledger)})


def built_event(given: form.EventIn, name: str) -> Event:
    """One event, under the name that it is known by."""
    match given:
        case form.FdpIn():
            return _fdp(given, name)
        case form.ShortCallIn():
            return ShortCall(name, given.start, given.end, given.notified_at)
        case form.LongCallIn():
            return LongCall(name, given.start, given.end, given.notified_at)
        case form.UndesignatedIn():
            return Undesignated(name, given.start, given.end, given.notified_at)
        case form.AirportStandbyIn():
            return AirportStandby(name, given.start, given.end)
        case form.DeadheadIn():
            return Deadhead(name, given.start, given.end, given.origin, given.destination)
        case form.WorkIn():
            return Work(name, given.start, given.end, given.task)
        case form.RestIn():
            return _rest(given, name)


def _fdp(given: form.FdpIn, name: str) -> Fdp:
    legs = tuple(_leg(leg) for leg in given.legs or ())
    parked = max([given.end, *(leg.scheduled_in if leg.into is None else leg.into for leg in legs)])
    return replace(
        flown(given, name, parked if given.release is None else given.release, legs),
        at=given.at,
        end=given.end,
        scheduled_end=given.scheduled_end,
        scheduled_release=given.scheduled_release,
        segments=given.segments,
        flight_minutes=given.flight_minutes,
    )


def flown(given: form.FlownIn, name: str, release: int, legs: tuple[Leg, ...]) -> Fdp:
    """A flight duty period of these legs, with what it says of itself."""
    return Fdp(
        id=name,
        report=given.report,
        release=release,
        legs=legs,
        augmented=Augmented(**dict(given.augmented)) if given.augmented else None,
        accommodation=tuple(Accommodation(**dict(each)) for each in given.accommodation),
        extension=Extension(**dict(given.extension)) if given.extension else None,
        emergency=given.emergency,
        cabin_crew_above_minimum=given.cabin_crew_above_minimum,
        outside_48_states=given.outside_48_states,
    )


def _leg(given: form.LegIn) -> Leg:
    return Leg(
        flight_id="",
        flight_number=given.flight or f"{given.origin}-{given.destination}",
        origin=given.origin,
        destination=given.destination,
        scheduled_out=given.out if given.scheduled_out is None else given.scheduled_out,
        scheduled_in=given.into if given.scheduled_in is None else given.scheduled_in,
        out=given.out,
        into=given.into,
        deadhead=given.deadhead,
        diversion=given.diversion,
        ferry=given.ferry,
    )


def _rest(given: form.RestIn, name: str) -> Rest:
    return Rest(
        id=name,
        start=given.start,
        end=given.end,
        sleep_opportunity=given.sleep_opportunity,
        interrupted=Interruption(**dict(given.interrupted)) if given.interrupted else None,
        contact_window=Window(**dict(given.contact_window)) if given.contact_window else None,
    )
