"""Scheduled duty of flight attendants, by the crew above the minimum (14 CFR 121.467(b)(1), (4) to (6), (9), (14))."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from domain.clock import hours
from domain.rules.cabin import CabinDutyBand, DutyAfterReducedRest
from domain.rules.exceptions import Bounded
from domain.timelines.events import Fdp
from legality.breach import Breach, End
from legality.moment import Moment
from legality.registry import Families, Family


class Allowed(NamedTuple):
    """The bands of scheduled duty that a crew may have: for certain, and if what nobody has told is as it should be."""

    surely: tuple[CabinDutyBand, ...]
    perhaps: tuple[CabinDutyBand, ...]


def duty_band(spec: CabinDutyBand, moment: Moment, planned: bool) -> Iterator[Breach]:
    """Duty is scheduled only as long as the flight attendants on board, and where they fly to, allow (121.467(b)).

    The rule of the band that the scheduled duty falls into speaks, or the first where it falls into none; the limit is
    the longest duty that this crew may be scheduled for below it. A duty that was scheduled within the limits and ran
    over them is a breach that (b)(14) lifts.
    """
    event = moment.event
    if not isinstance(event, Fdp) or spec is not _speaker(moment):
        return
    length, allowed = _scheduled(moment), _allowed(moment, event)
    if not _fits(length, allowed.surely):
        certain = not _fits(length, allowed.perhaps)
        bands = allowed.perhaps if certain else allowed.surely
        yield Breach(_most(length, bands), length, _says(spec, length, event), certain)
    elif not planned and not _fits(actual := event.finish - moment.served.start, allowed.surely):
        most = _most(actual, allowed.surely)
        message = f"The duty of {hours(actual)}, scheduled for {hours(length)}, ran over {hours(most)}."
        yield Breach(most, actual, message, of=Bounded.CABIN_DUTY)


def latest_ends(spec: CabinDutyBand, moment: Moment) -> Iterator[End]:
    """The last end of flying from which the duty can still be scheduled within the limits."""
    event, flying = moment.event, moment.flying
    if isinstance(event, Fdp) and flying is not None and spec is _speaker(moment):
        after = moment.served.planned_finish - flying.planned_end
        most = max((band.up_to for band in _allowed(moment, event).surely), default=0)
        yield End(moment.served.start + most - after, Bounded.CABIN_DUTY)


def after_reduced_rest(spec: DutyAfterReducedRest, moment: Moment, planned: bool) -> Iterator[Breach]:
    """From the start of a reduced rest no long duty is scheduled for so many hours (121.467(b)(9))."""
    gap = moment.line.gap(moment.served)
    if not isinstance(moment.event, Fdp) or gap is None or gap.rest.start is None:
        return
    length = _scheduled(moment)
    if length > spec.limit and moment.served.start < gap.rest.start + spec.within:
        message = f"The duty is scheduled for {hours(length)}: after a reduced rest {hours(spec.limit)} is the most"
        yield Breach(spec.limit, length, f"{message} in the {hours(spec.within)} from the start of that rest.")


def _scheduled(moment: Moment) -> int:
    return moment.served.planned_finish - moment.served.start


def _speaker(moment: Moment) -> CabinDutyBand | None:
    """The band that stands here and holds the scheduled duty, or else the first that stands."""
    bands: list[CabinDutyBand] = [stands.spec for stands in moment.standing("cabin_duty_band")]
    length = _scheduled(moment)
    return next((band for band in bands if _fits(length, [band])), bands[0] if bands else None)


def _allowed(moment: Moment, event: Fdp) -> Allowed:
    """Of the bands in force on the day, those whose conditions the crew and the flights meet."""
    bands: list[CabinDutyBand] = [spec for _, spec in moment.scene.scope.in_force("cabin_duty_band", moment.served.day)]
    crew, outside = event.cabin_crew_above_minimum, event.outside_48_states
    surely = tuple(each for each in bands if _meets(each, crew or 0, bool(outside)))
    unsaid = max((each.extra_crew for each in bands), default=0) if crew is None else crew
    return Allowed(surely, tuple(each for each in bands if _meets(each, unsaid, outside is not False)))


def _meets(band: CabinDutyBand, crew: int, outside: bool) -> bool:
    return crew >= band.extra_crew and (outside or not band.outside_48_states)


def _fits(length: int, bands: Sequence[CabinDutyBand]) -> bool:
    return any(band.over < length <= band.up_to or length <= band.over == 0 for band in bands)


def _most(length: int, bands: Sequence[CabinDutyBand]) -> int:
    return max((band.up_to for band in bands if band.up_to < length), default=0)


def _says(spec: CabinDutyBand, length: int, event: Fdp) -> str:
    crew = event.cabin_crew_above_minimum
    told = "an unknown number of" if crew is None else str(crew)
    message = f"The duty is scheduled for {hours(length)} with {told} flight attendants above the minimum"
    if length > spec.up_to:
        return f"{message}: no crew here may be scheduled for so long."
    outside = ", and a flight that takes off or lands outside the 48 states and DC" if spec.outside_48_states else ""
    return f"{message}; more than {hours(spec.over)} needs {spec.extra_crew}{outside}."


FAMILIES: Final[Families] = {
    "cabin_duty_band": Family(check=duty_band, ends=latest_ends),
    "duty_after_reduced_rest": Family(check=after_reduced_rest),
}
