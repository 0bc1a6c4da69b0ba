"""What raises the maximum of EASA: a break on the ground, and rest in flight (CS FTL.1.220, CS FTL.1.205(c))."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from domain.airports import zone_of
from domain.clock import hours
from domain.crew import PILOTS
from domain.rules.easa_breaks import EasaInflightRest, EasaSplitDuty
from domain.timelines.events import Accommodation, Augmented, Fdp
from legality import acclimatisation
from legality.blocks import block
from legality.breach import Breach
from legality.clocks import inside
from legality.families.easa_maxima import basics
from legality.families.easa_rest import due
from legality.families.split import flights, times
from legality.moment import Moment
from legality.registry import Families, Family
from legality.succession import rest_after

CODE: Final = "CS.FTL.1.205(c)"


def split_minutes(spec: EasaSplitDuty, moment: Moment, planned: bool) -> int:
    """What a break adds to the maximum: of several the one that adds most, and none beside rest in flight ((f))."""
    event = moment.event
    if not isinstance(event, Fdp) or event.augmented is not None:
        return 0
    breaks = (_counted(spec, moment, given, planned) for given in event.accommodation if given.planned_before_fdp)
    return max(breaks, default=0) * spec.percent // 100


def _counted(spec: EasaSplitDuty, moment: Moment, given: Accommodation, planned: bool) -> int:
    """The minutes of a break that count: none of a short one, and not all where the accommodation is not suitable."""
    start, end = times(given, planned)
    length = min(end - start, _on_the_ground(moment, start, end) - spec.apart)
    if length < spec.least:
        return 0
    if given.suitable:
        return length
    zone = acclimatisation.reference_zone(moment) or zone_of(moment.served.body.at)
    until = start + min(length, spec.unsuitable_up_to)
    return until - start - inside(spec.low, zone, start, until)


def _on_the_ground(moment: Moment, start: int, end: int) -> int:
    """Minutes between the flights around a break, 0 where it lies between none; all one likes where no leg is told."""
    assert isinstance(moment.event, Fdp)
    legs = moment.event.legs
    if not legs:
        return end - start + 24 * 60
    known = flights(moment)
    landed, gone = bisect_right(known.arrivals, start), bisect_left(known.departures, end)
    return known.departures[gone] - known.arrivals[landed - 1] if 0 < landed == gone < len(legs) else 0


def relieved(spec: EasaInflightRest, moment: Moment) -> int | None:
    """The maximum with rest in flight; None without a crew for it."""
    crew = _crew(moment)
    limits = [one.limit for one in spec.limits if crew and _fits(one.facility, one.pilots, crew)]
    return max(limits) + _long_flight(spec, moment) if limits else None


def _fits(facility: int, pilots: int, crew: Augmented) -> bool:
    return facility == crew.rest_facility and pilots <= crew.pilots


def _long_flight(spec: EasaInflightRest, moment: Moment) -> int:
    """What one long sector adds; how long each is of flights that are not told, only one of them says."""
    flying = moment.flying
    if flying is None or flying.segments > spec.long_flight_sectors:
        return 0
    alone = flying.event.flight_minutes or 0 if flying.segments == 1 else 0
    longest = max([alone, *(block(leg) for leg in flying.operated)])
    return spec.long_flight_more if longest > spec.long_flight else 0


def conditions(spec: EasaInflightRest, moment: Moment, planned: bool) -> Iterator[Breach]:
    """Where the basic maximum is passed: three sectors at most, rest of those who land, and rest at destination."""
    crew, flying, basic = _crew(moment), moment.flying, basics(moment)
    length = 0 if flying is None else max(flying.length(planned=True), flying.length(planned=False))
    if crew is None or flying is None or not basic or length <= min(basic):
        return
    sure = length > max(basic)
    if flying.segments > spec.max_sectors:
        message = f"With rest in flight {spec.max_sectors} sectors are flown at most, not {flying.segments}."
        yield Breach(spec.max_sectors, flying.segments, message, sure, rule=f"{CODE}(1)(i)", unit="segments")
    yield from _rests(spec, moment, crew, sure)
    yield from _afterwards(spec, moment, sure)


def _rests(spec: EasaInflightRest, moment: Moment, crew: Augmented, sure: bool) -> Iterator[Breach]:
    """Rest that nobody has told is none until somebody does; that of cabin crew the format does not tell."""
    if moment.line.timeline.crew.position not in PILOTS:
        message = (
            "The flight duty period needs rest in flight, and that of cabin crew is not judged: see CS FTL.1.205(c)(3)."
        )
        yield Breach(0, 0, message, certain=False, rule=f"{CODE}(3)")
        return
    told = {"who lands": crew.landing_pilot_rest, "who monitors the landing": crew.monitoring_pilot_rest}
    for who, rest in told.items():
        if rest is None or rest < spec.landing:
            had = f"{hours(rest)}, not" if rest is not None else "not told: say how long it is, and if it is"
            message = f"The rest in flight of the pilot {who} is {had} {hours(spec.landing)}."
            yield Breach(spec.landing, rest or 0, message, sure and rest is not None, rule=f"{CODE}(1)(ii)")


def _afterwards(spec: EasaInflightRest, moment: Moment, sure: bool) -> Iterator[Breach]:
    """A rest that is too short by the rules of any rest is theirs to say."""
    rest = rest_after(moment)
    if rest is not None and due(rest.until.moment) <= rest.had < spec.rest_after:
        message = f"The rest after a flight duty period with rest in flight is {hours(rest.had)}, not"
        yield Breach(spec.rest_after, rest.had, f"{message} {hours(spec.rest_after)}.", sure, rule=f"{CODE}(6)")


def _crew(moment: Moment) -> Augmented | None:
    return moment.event.augmented if isinstance(moment.event, Fdp) else None


FAMILIES: Final[Families] = {
    "easa_split_duty": Family(),
    "easa_inflight_rest": Family(check=conditions),
}
