"""Rest before a flight duty period under EASA (ORO.FTL.235(a), (b); shortened by the commander, ORO.FTL.205(f))."""

from collections.abc import Iterator
from typing import Final

from domain.clock import hours
from domain.rules.easa import EasaRest
from domain.rules.exceptions import CommanderDiscretion
from domain.timelines.events import Kind
from legality.breach import Breach
from legality.families.telling import told_already
from legality.moment import Moment
from legality.registry import Families, Family
from legality.succession import flight_before


def rest_before(spec: EasaRest, moment: Moment, planned: bool) -> Iterator[Breach]:
    """Before flight duty crew rest as long as the duty before it, 12 hours at least at home and 10 away.

    Where the commander used discretion before the rest, it may be shorter, down to the floor of that rule. A sleep
    opportunity counts where one is told.
    """
    rest = had(moment)
    if moment.flying is None or not moment.flying.segments:
        return
    if rest is not None and rest < (least := max(spec.least, preceding(moment))):
        floor = _floor(moment)
        if floor is None or rest < floor:
            yield Breach(*_short(spec, moment, rest, least if floor is None else min(floor, least)))
    slept = _sleep(moment)
    if spec.sleep is not None and slept is not None and slept < spec.sleep:
        message = f"The rest before the report holds {hours(slept)} of sleep opportunity, not {hours(spec.sleep)}."
        yield Breach(spec.sleep, slept, message)


def due(moment: Moment) -> int:
    """The rest that the rules ask for before an event, in minutes."""
    least: list[int] = [stands.spec.least for stands in moment.standing("easa_rest")]
    return max(*least, preceding(moment)) if least else 0


def had(moment: Moment) -> int | None:
    """The rest before the duty period of an event, in minutes; None where nothing is known before."""
    gap = moment.line.gap(moment.served)
    return None if gap is None or gap.rest.start is None else max(0, gap.rest.end - gap.rest.start)


def preceding(moment: Moment) -> int:
    """The length of the duty period before that of an event. Standby at home is no duty."""
    period = moment.served.period
    if not period:
        return 0
    items = [item for item in moment.line.periods[period - 1].items if item.kind is not Kind.SHORT_CALL]
    return max(item.end for item in items) - items[0].start if items else 0


def _short(spec: EasaRest, moment: Moment, rest: int, limit: int) -> tuple[int, int, str]:
    where = "at home base" if spec.at == "HOME_BASE" else "away from base"
    why = f"{where} it is as long as the duty before it ({hours(preceding(moment))}), {hours(spec.least)} at least"
    if limit < max(spec.least, preceding(moment)):
        why = "the commander's discretion cannot make it shorter"
    return limit, rest, f"The rest before the report is {hours(rest)}, not {hours(limit)}: {why}."


def _floor(moment: Moment) -> int | None:
    """How far a commander who used discretion may have shortened the rest before an event; None: not at all."""
    before, period = flight_before(moment), moment.served.period
    if before is None or period is None or before.served.period != period - 1:
        return None
    floors: list[int] = []
    for stands in before.standing("commander_discretion"):
        spec: CommanderDiscretion = stands.spec
        grants = stands.bound.family.grants
        if grants is not None and any(grants(spec, before)):
            floors.append(spec.rest_floor)
    return max(floors, default=None)


def _sleep(moment: Moment) -> int | None:
    gap = moment.line.gap(moment.served)
    return gap.given[-1].sleep_opportunity if gap is not None and gap.given else None


FAMILIES: Final[Families] = {"easa_rest": Family(check=rest_before, repeats=told_already)}
