"""The facts of a duty or leg that the judge works out by itself, for the conditions of scenarios."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from domain.airports import zone_of
from domain.clock import DAY, local
from domain.crew import PILOTS, Kind
from domain.timeline import Leg, Timeline
from legality.served import Served, block

TWO_PILOTS: Final = 2  # the least an airline flies with (14 CFR 121.385(c))
Facts = Mapping[str, object]


def pilots(timelines: Sequence[Timeline]) -> Counter[str]:
    """How many pilots operate each flight, by flight id, as far as the timelines show."""
    return Counter(
        leg.flight_id
        for timeline in timelines
        if timeline.position in PILOTS
        for duty in timeline.duties
        for leg in duty.legs
        if not leg.deadhead
    )


def duty_facts(timeline: Timeline, served: Served, crews: Counter[str]) -> Facts:
    """What is known of a duty. Clock facts are base-clock minutes from midnight of its first day.

    It is not augmented when one flight it operates carries no more than two pilots. More pilots alone do not say that
    it is (117.17 asks for rest facilities and a plan), so that is left open, and so are years of service.
    """
    duty, operated = served.duty, served.operated
    zone = zone_of(timeline.base)
    known: dict[str, object] = {
        "crew_position": timeline.position.value,
        "base": timeline.base,
        "duty_date": served.day,
        "report_local_min": _clock(duty.report, served.day, zone),
        "release_local_min": _clock(duty.release, served.day, zone),
        "duty_minutes": duty.release - duty.report,
        "segments": len(operated),
        "deadheads": len(duty.legs) - len(operated),
    }
    if not operated or any(crews[leg.flight_id] <= TWO_PILOTS for leg in operated):
        known["augmented"] = False
    return known


def leg_facts(timeline: Timeline, served: Served, leg: Leg) -> Facts:
    """What is known of a leg, beside the facts of its duty. What hangs on actual times is blank until flown.

    A timeline has no aircraft types, delay codes and cancelled flights: those facts are absent, which is not blank.
    """
    flown = leg.out is not None and leg.into is not None
    zone = zone_of(timeline.base)
    return {
        "kind": (Kind.DEADHEAD if leg.deadhead else Kind.OPERATING).value,
        "flight_number": leg.flight_number,
        "origin": leg.origin,
        "destination": leg.destination,
        "scheduled_block_minutes": leg.scheduled_in - leg.scheduled_out,
        "scheduled_out_local_min": _clock(leg.scheduled_out, served.day, zone),
        "scheduled_in_local_min": _clock(leg.scheduled_in, served.day, zone),
        "out_local_min": None if leg.out is None else _clock(leg.out, served.day, zone),
        "in_local_min": None if leg.into is None else _clock(leg.into, served.day, zone),
        "delay_minutes": None if leg.into is None else max(0, leg.into - leg.scheduled_in),
        "block_minutes": block(leg) if flown else None,
    }


def _clock(minute: int, day: date, zone: str) -> int:
    there = local(minute, zone)
    return (there.date() - day).days * DAY + there.hour * 60 + there.minute
