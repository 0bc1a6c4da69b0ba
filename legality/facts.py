"""The facts of an event or leg that the judge works out by itself, for the conditions of scenarios.

A fact is worked out when a condition first asks for it. What an event does not have is the empty text or 0, so that a
condition fails on it; what nobody has said is absent, so that it needs data.
"""

from collections import ChainMap, Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from domain.airports import apart
from domain.clock import DAY, local
from domain.crew import PILOTS
from domain.crew import Kind as Capacity
from domain.rules.bands import ClockWindow
from domain.timelines.events import Accommodation, Deadhead, Fdp, Leg, Undesignated, Work
from domain.timelines.timeline import Timeline
from legality import acclimatisation
from legality.blocks import block
from legality.clocks import inside

if TYPE_CHECKING:
    from legality.moment import Moment

TWO_PILOTS: Final = 2  # the least an airline flies with (14 CFR 121.385(c))
LOW: Final = ClockWindow(start=120, end=360)
"""The window of circadian low (117.3)."""
_ABSENT: Final = object()


def crews(timelines: Sequence[Timeline]) -> Counter[str]:
    """How many pilots operate each flight, by flight id, as far as the timelines show."""
    return Counter(
        leg.flight_id
        for timeline in timelines
        if timeline.crew.position in PILOTS
        for event in timeline.events
        if isinstance(event, Fdp)
        for leg in event.legs
        if not leg.deadhead and leg.flight_id
    )


class EventFacts(Mapping[str, object]):
    """The facts of one event. Clock facts are base-clock minutes from midnight of its first day."""

    def __init__(self, moment: "Moment") -> None:
        self._moment = moment
        self._found: dict[str, object] = {}

    def _fact(self, name: str) -> object:
        if name not in self._found:
            self._found[name] = _ABSENT  # what it asks for itself meanwhile, it cannot know
            work = _FACTS.get(name)
            self._found[name] = _ABSENT if work is None else work(self._moment)
        return self._found[name]

    def __getitem__(self, name: str) -> object:
        found = self._fact(name)
        if found is _ABSENT:
            raise KeyError(name)
        return found

    def get(self, name: str, default: object = None) -> object:
        """The fact, or the default where it is absent."""
        known = self._found
        found = known[name] if name in known else self._fact(name)
        return default if found is _ABSENT else found

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._fact(name) is not _ABSENT

    def __iter__(self) -> Iterator[str]:
        return (name for name in _FACTS if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def leg_facts(moment: "Moment") -> Iterator[Mapping[str, object]]:
    """What is known of each leg, with the facts of its event. What hangs on actual times is blank until flown.

    A timeline has no aircraft types, delay codes and cancelled flights: those facts are absent, which is not blank.
    """
    event = moment.event
    for leg in event.legs if isinstance(event, Fdp) else ():
        yield ChainMap(_leg(leg, moment), moment.facts)  # type: ignore[arg-type]  # it is only read


def _leg(leg: Leg, moment: "Moment") -> dict[str, object]:
    day, zone = moment.served.day, moment.line.zone
    return {
        "kind": (Capacity.DEADHEAD if leg.deadhead else Capacity.OPERATING).value,
        "flight_number": leg.flight_number,
        "origin": leg.origin,
        "destination": leg.destination,
        "ferry": leg.ferry,
        "diverted": leg.diversion,
        "scheduled_block_minutes": leg.scheduled_in - leg.scheduled_out,
        "scheduled_out_local_min": _clock(leg.scheduled_out, day, zone),
        "scheduled_in_local_min": _clock(leg.scheduled_in, day, zone),
        "out_local_min": None if leg.out is None else _clock(leg.out, day, zone),
        "in_local_min": None if leg.into is None else _clock(leg.into, day, zone),
        "delay_minutes": None if leg.into is None else max(0, leg.into - leg.scheduled_in),
        "block_minutes": block(leg) if leg.out is not None and leg.into is not None else None,
    }


def _clock(minute: int, day: date, zone: str) -> int:
    there = local(minute, zone)
    return (there.date() - day).days * DAY + there.hour * 60 + there.minute


def _known(value: object) -> object:
    return _ABSENT if value is None else value


def _kind(moment: "Moment") -> object:
    """A reserve that nobody has designated is of the kind that a rule in force gives it (117.21(a))."""
    event = moment.event
    if isinstance(event, Undesignated):
        rules = moment.scene.scope.in_force("reserve_default", moment.served.day)
        return rules[0][1].undesignated if rules else event.kind.value
    return (event.task if isinstance(event, Work) else event.kind).value


def _augmented(moment: "Moment") -> object:
    """As told. With more than two pilots on each flight on record it is open: 117.17 asks for more than that."""
    event = moment.event
    if not isinstance(event, Fdp):
        return False
    if event.augmented is not None:
        return True
    operated = [leg for leg in event.legs if not leg.deadhead]
    more = operated and all(moment.scene.crews[leg.flight_id] > TWO_PILOTS for leg in operated)
    return _ABSENT if more else False


def _pilots(moment: "Moment") -> object:
    event = moment.event
    if not isinstance(event, Fdp):
        return 0
    if event.augmented is not None:
        return event.augmented.pilots
    return TWO_PILOTS if _augmented(moment) is False else _ABSENT


def _deadheads(moment: "Moment") -> list[int]:
    """The planned lengths of the deadheads of an event."""
    match moment.event:
        case Fdp(legs=legs):
            return [leg.scheduled_in - leg.scheduled_out for leg in legs if leg.deadhead]
        case Deadhead(start=start, end=end):
            return [end - start]
    return []


def _low(moment: "Moment") -> int:
    """Planned flight duty in the window of circadian low; where the clock is open, the most of all readings."""
    flying = moment.flying
    if flying is None:
        return 0
    return max(inside(LOW, each.zone, flying.start, flying.planned_end) for each in moment.served.readings)


def _planned_break(moment: "Moment") -> int:
    event = moment.event
    breaks = event.accommodation if isinstance(event, Fdp) else ()
    return sum(_length(each) for each in breaks if each.suitable and each.planned_before_fdp)


def _length(given: Accommodation) -> int:
    if given.scheduled_arrive is None or given.scheduled_leave is None:
        return given.leave - given.arrive
    return given.scheduled_leave - given.scheduled_arrive


def _degrees(moment: "Moment") -> int:
    """Started degrees of longitude from here to the acclimated theater, or to the far end of a trip that is over."""
    body = moment.served.body
    milli = max(apart(body.anchor, body.at), body.trip.farthest if body.trip else 0)
    return -(-milli // 1000)


def _away(moment: "Moment") -> int:
    body = moment.served.body
    if body.trip is not None:
        return body.trip.back - body.trip.left
    return 0 if body.left is None else moment.served.start - body.left


def _extension(moment: "Moment") -> int:
    event = moment.event
    claimed = isinstance(event, Fdp) and event.extension is not None and event.extension.phase != "PLANNED"
    return moment.over_table() if claimed else 0


def _extension_phase(moment: "Moment") -> str:
    event = moment.event
    return event.extension.phase if isinstance(event, Fdp) and event.extension is not None else ""


def _interrupted_by(moment: "Moment") -> str:
    """Who interrupted the rest before the event; of several interruptions the carrier's counts."""
    kept, gap, asked = moment.scene.kept, moment.line.gap(moment.served), ("interrupted by", moment.served.period)
    if asked not in kept:
        kept[asked] = min((rest.interrupted.by for rest in gap.given if rest.interrupted), default="") if gap else ""
    by: str = kept[asked]
    return by


def _reduced(moment: "Moment") -> bool:
    """Whether the rest before the event is shorter than the full rest due after the duty before it."""
    gap, before = moment.line.gap(moment.served), moment.before
    if gap is None or gap.rest.start is None or before is None:
        return False
    moment.scene.plan_before(moment.served.place)
    due = max((stands.spec.rest for stands in before.standing("cabin_duty_rest")), default=0)
    return gap.rest.end - gap.rest.start < due


def _of_duty(name: str) -> Callable[["Moment"], object]:
    """What a flight duty period itself says; absent where nobody has said."""
    return lambda moment: _known(getattr(moment.event, name)) if isinstance(moment.event, Fdp) else _ABSENT


def _emergency(moment: "Moment") -> str:
    event = moment.event
    return event.emergency or "" if isinstance(event, Fdp) else ""


_FACTS: Final[Mapping[str, Callable[["Moment"], object]]] = {
    "crew_position": lambda moment: moment.line.timeline.crew.position.value,
    "base": lambda moment: moment.line.timeline.crew.base,
    "risk_management": lambda moment: _known(moment.policy.frm),
    "duty_date": lambda moment: moment.served.day,
    "report_local_min": lambda moment: _clock(moment.event.start, moment.served.day, moment.line.zone),
    "release_local_min": lambda moment: _clock(moment.served.planned_finish, moment.served.day, moment.line.zone),
    "duty_minutes": lambda moment: moment.served.planned_finish - moment.served.start,
    "duty_kind": _kind,
    "segments": lambda moment: moment.flying.segments if moment.flying else 0,
    "deadheads": lambda moment: len(_deadheads(moment)),
    "longest_deadhead_minutes": lambda moment: max(_deadheads(moment), default=0),
    "augmented": _augmented,
    "pilots": _pilots,
    "acclimated": lambda moment: moment.served.body.acclimated,
    "acclimatisation": lambda moment: acclimatisation.state(moment) or _ABSENT,
    "begins_at_base": lambda moment: moment.served.body.at == moment.line.timeline.crew.base,
    "after_short_call": lambda moment: moment.flying is not None and moment.flying.called_out is not None,
    "split_rest_minutes": _planned_break,
    "wocl_minutes": _low,
    "theater_degrees": _degrees,
    "away_minutes": _away,
    "extension_minutes": _extension,
    "extension_phase": _extension_phase,
    "emergency": _emergency,
    "rest_interrupted_by": _interrupted_by,
    "rest_reduced": _reduced,
    "extra_cabin_crew": _of_duty("cabin_crew_above_minimum"),
    "outside_48_states": _of_duty("outside_48_states"),
}
