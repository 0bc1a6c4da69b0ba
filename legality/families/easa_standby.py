"""Standby of EASA: how long, with what rest after it, and what it takes from the maximum (CS FTL.1.225)."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from domain.airports import zone_of
from domain.clock import hours
from domain.rules.easa_breaks import EasaStandby
from domain.timelines.events import Fdp, Kind, ShortCall
from legality.bindings import Stands
from legality.breach import Breach
from legality.clocks import windows
from legality.families.easa_rest import due, had
from legality.moment import Moment
from legality.periods import Item
from legality.registry import Families, Family

CODE: Final = "CS.FTL.1.225"
LESS: Final = {Kind.AIRPORT_STANDBY: f"{CODE}(a)(2)(i)", Kind.SHORT_CALL: f"{CODE}(b)(7)"}
REST: Final = {Kind.AIRPORT_STANDBY: f"{CODE}(a)(1)", Kind.SHORT_CALL: f"{CODE}(b)(4)"}
COMBINED: Final = f"{CODE}(a)(2)(ii)"
LONGEST: Final = f"{CODE}(b)(1)"


class Less(NamedTuple):
    """What standby takes from a maximum, at the least and at the most, and the rule that takes it."""

    least: int
    most: int
    by: Stands | None = None
    rule: str = ""


def less(moment: Moment, relieved: bool) -> Less:
    """What the standby that leads to a flight duty period takes from its maximum; ``relieved``: that was raised."""
    found = [taken for stands in moment.standing("easa_standby") if (taken := _taken(stands, moment, relieved)).most]
    return max(found, key=lambda taken: taken.most, default=Less(0, 0))


def _taken(stands: Stands, moment: Moment, relieved: bool) -> Less:
    spec: EasaStandby = stands.spec
    item = _before(spec, moment)
    if item is None or moment.flying is None:
        return Less(0, 0)
    end = min(item.end, moment.flying.start) if spec.kind == Kind.AIRPORT_STANDBY else moment.flying.start
    free = spec.free_relieved if relieved else spec.free
    spent = [end - item.start - quiet for quiet in _quiet(spec, moment, item, end)]
    return Less(max(0, min(spent) - free), max(0, max(spent) - free), stands, LESS[Kind(spec.kind)])


def _before(spec: EasaStandby, moment: Moment) -> Item | None:
    """The first standby of the kind before a flight duty period, with no rest between."""
    if moment.served.period is None or not isinstance(moment.event, Fdp):
        return None
    items = moment.line.periods[moment.served.period].items
    return next((item for item in items if item.kind == spec.kind and item.start < moment.event.report), None)


def _quiet(spec: EasaStandby, moment: Moment, item: Item, end: int) -> tuple[int, int]:
    """The minutes up to the call that do not count, at the least and at the most: the same where the call is told."""
    if spec.quiet is None:
        return 0, 0
    nights = windows(spec.quiet, zone_of(moment.served.body.at), item.start, end)
    closes = next((closes for opens, closes in nights if opens <= item.start < closes), item.start)
    told = item.source.notified_at if isinstance(item.source, ShortCall) else None
    if told is None:
        return 0, min(closes, end) - item.start
    return (min(closes, told) - item.start,) * 2


def standby(spec: EasaStandby, moment: Moment, planned: bool) -> Iterator[Breach]:
    """A standby keeps its longest time, rest follows it, and with flight duty it keeps their longest time together."""
    event = moment.event
    if event.kind == spec.kind and spec.most is not None and (length := event.finish - event.start) > spec.most:
        message = f"The standby of {hours(length)} is over {hours(spec.most)}."
        yield Breach(spec.most, length, message, rule=LONGEST)
    if event.kind in LESS:
        yield from _rest(spec, moment)
    elif spec.combined is not None and (item := _before(spec, moment)) is not None:
        yield from _together(spec.combined, moment, item)


def _rest(spec: EasaStandby, moment: Moment) -> Iterator[Breach]:
    """Between a standby and the next; what lies before flight duty is asked of any rest."""
    rest, number = had(moment), moment.served.period
    if not number or rest is None or not moment.line.opens(moment.served):
        return
    kinds = {item.kind for item in moment.line.periods[number - 1].items}
    if spec.kind in kinds and Kind.FDP not in kinds and rest < (least := due(moment)):
        message = f"The rest after a standby is {hours(rest)}, not {hours(least)}."
        yield Breach(least, rest, message, rule=REST[Kind(spec.kind)])


def _together(most: int, moment: Moment, item: Item) -> Iterator[Breach]:
    """Not with rest in flight or a split duty: those are other maxima."""
    event, flying = moment.event, moment.flying
    assert isinstance(event, Fdp)
    if flying is None or event.augmented is not None or event.accommodation:
        return
    length = flying.end - item.start
    if length > most:
        message = f"Standby at the airport and flight duty are {hours(length)} together, over {hours(most)}."
        yield Breach(most, length, message, rule=COMBINED)


FAMILIES: Final[Families] = {"easa_standby": Family(check=standby)}
