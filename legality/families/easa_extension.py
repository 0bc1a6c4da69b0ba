"""What may pass the maximum of EASA: extensions that were planned, and the commander's discretion on the day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from domain.clock import hours
from domain.rules.easa import EasaPlannedExtension
from domain.rules.exceptions import Bounded, CommanderDiscretion
from domain.timelines.events import Fdp
from legality.breach import Allowance, Breach
from legality.families.easa_maxima import asked
from legality.families.easa_maximum import planned_minutes
from legality.families.easa_rest import due, had
from legality.moment import Moment
from legality.registry import Families, Family
from legality.succession import flight_before, rest_after


def planned_extension(spec: EasaPlannedExtension, moment: Moment) -> Iterator[Allowance]:
    """An extension planned before the report, without rest in flight, up to its own table (CS FTL.1.205(b))."""
    if minutes := planned_minutes(spec, moment):
        yield Allowance(Bounded.FDP, minutes, "")


def conditions(spec: EasaPlannedExtension, moment: Moment, planned: bool) -> Iterator[Breach]:
    """Twice in seven days at most, and rest made longer: before and after it, or more of it after (CS FTL.1.205(b)).

    An extension counts in the days in which its flight duty period starts. Between two of them what the first asks for
    after it and what the second asks for before it add up.
    """
    if not _extended(moment):
        return
    times = 1 + _earlier(spec, moment)
    if times > spec.times:
        message = f"This is planned extension number {times} in {hours(spec.window)}, not {spec.times} at most."
        yield Breach(spec.times, times, message, unit="extensions")
    rest, more = rest_after(moment), _owed_after(spec, moment)
    if rest is not None and rest.had < (least := due(rest.until.moment) + more):
        message = (
            f"The rest after a planned extension is {hours(rest.had)}, not {hours(least)}, {hours(more)} of it more"
        )
        longer = "as before it" if more == spec.rest_both else "since there were not as many before it"
        yield Breach(least, rest.had, f"{message} than without it, {longer}.")


def _earlier(spec: EasaPlannedExtension, moment: Moment) -> int:
    """How many extensions before this one start less than the window ago."""
    scene, extended = moment.scene, moment.scene.extended()
    counts: list[int] = scene.kept.setdefault("planned extensions", [0])
    number = bisect_left(extended, moment.served.place)
    for place in extended[len(counts) - 1 : number]:
        counts.append(counts[-1] + _extended(scene.moment(place)))
    served, since = scene.line.served, moment.event.start - spec.window
    gone = bisect_right(extended, since, hi=number, key=lambda place: served[place].event.start)
    return counts[number] - counts[gone]


def _extended(moment: Moment) -> bool:
    """Whether a planned extension is told, may be planned, and is made use of."""
    found: bool | None = moment.kept.get("extended")
    if found is None:
        found = moment.kept["extended"] = _made_use_of(moment)
    return found


def _made_use_of(moment: Moment) -> bool:
    flying = moment.flying
    specs: list[EasaPlannedExtension] = [stands.spec for stands in moment.standing("easa_planned_extension")]
    if flying is None or not any(planned_minutes(spec, moment) for spec in specs):
        return False
    tables = [end.end.latest for end in moment.ends() if end.by.spec.family == "easa_fdp_table"]
    more = max(planned_minutes(spec, moment) for spec in specs)
    return max(flying.end, flying.planned_end) > min(tables) - more


def _owed_after(spec: EasaPlannedExtension, moment: Moment) -> int:
    """How much longer the rest after an extension is: by less where the rest before it was long enough to be shared."""
    chain = [moment]
    while (before := _shares(spec, chain[-1])) is not None:
        chain.append(before)
    owed = 0
    for each in reversed(chain):
        spare, known = _spare(each), each.kept.get(("owed after", spec))
        more = spec.rest_both if spare is None or spare >= owed + spec.rest_both else spec.rest_after
        owed = each.kept["owed after", spec] = more if known is None else known
    return owed


def _shares(spec: EasaPlannedExtension, moment: Moment) -> Moment | None:
    """The extension before, where what it asks for after it is still to be looked at."""
    if ("owed after", spec) in moment.kept or _clear(spec, moment):
        return None
    before = flight_before(moment)
    return before if before is not None and _extended(before) else None


def _clear(spec: EasaPlannedExtension, moment: Moment) -> bool:
    """Whether the rest before an extension is long enough, or too short, whatever the one before it asks for."""
    spare = _spare(moment)
    return spare is None or spare < spec.rest_both or spare >= spec.rest_after + spec.rest_both


def _spare(moment: Moment) -> int | None:
    """How much longer the rest before an event is than it has to be; None where nothing is known before."""
    rest = had(moment)
    return None if rest is None else rest - due(moment)


def discretion(spec: CommanderDiscretion, moment: Moment) -> Iterator[Allowance]:
    """What the commander adds for what was not foreseen, over the basic maximum (ORO.FTL.205(f))."""
    extension = asked(moment)
    if extension is not None and extension.phase != "PLANNED" and extension.pic_concurs and extension.unforeseen:
        yield Allowance(Bounded.FDP, _most(spec, moment), "")


def could_add(spec: CommanderDiscretion, moment: Moment) -> Iterator[Allowance]:
    """What the commander could add; a planned extension is no part of the basic maximum."""
    plans = [planned_minutes(stands.spec, moment) for stands in moment.standing("easa_planned_extension")]
    yield Allowance(Bounded.FDP, max(0, _most(spec, moment) - max(plans, default=0)), "")


def _most(spec: CommanderDiscretion, moment: Moment) -> int:
    augmented = isinstance(moment.event, Fdp) and moment.event.augmented is not None
    return spec.augmented_minutes if augmented else spec.minutes


FAMILIES: Final[Families] = {
    "easa_planned_extension": Family(check=conditions, grants=planned_extension),
    "commander_discretion": Family(grants=discretion, could_grant=could_add),
}
