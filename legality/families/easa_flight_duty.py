"""Maximum daily flight duty periods of EASA: acclimatised crew, and crew in an unknown state (ORO.FTL.205(b))."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from domain.clock import hours
from domain.rules.easa import EasaFdpTable, EasaUnknownFdp
from domain.rules.exceptions import Bounded
from legality.breach import Breach, End
from legality.families.easa_maxima import by_sectors, by_table, is_planned, reading
from legality.families.easa_maximum import maximum, planned_minutes
from legality.families.tables import told
from legality.moment import Moment
from legality.registry import Families, Family


def acclimatised(spec: EasaFdpTable, moment: Moment, planned: bool) -> Iterator[Breach]:
    """The flight duty period of acclimatised crew keeps Table 2 by its start at reference time (ORO.FTL.205(b)(1)).

    The plan keeps it too: what arises on the day may pass it, and an extension that was planned as one.
    """
    limit, report = by_table(spec, moment), reading(moment)
    if limit is None or report is None or moment.flying is None:
        return
    hour, minute = divmod(report.minute, 60)
    yield from _over(moment, limit, f"for a start at {hour:02}:{minute:02} reference time ({report.zone})", planned)


def table_ends(spec: EasaFdpTable, moment: Moment) -> Iterator[End]:
    """The start and the maximum, with the extension that was planned."""
    limit = by_table(spec, moment)
    if limit is not None and moment.flying is not None:
        more = [planned_minutes(stands.spec, moment) for stands in moment.standing("easa_planned_extension")]
        most = maximum(moment, limit, planned=False)
        yield End(moment.flying.start + most.strict + max(more, default=0), Bounded.FDP, most.rule)


def unknown_state(spec: EasaUnknownFdp, moment: Moment, planned: bool) -> Iterator[Breach]:
    """In an unknown state of acclimatisation the sectors alone say the maximum (Table 3, or 4 under risk management).

    Where the carrier has not said whether it manages fatigue risk, both may hold: what breaks both is broken, what
    breaks one of them is left to policy.
    """
    tables: list[EasaUnknownFdp] = [stands.spec for stands in moment.standing("easa_unknown_fdp")]
    limits = sorted((by_sectors(each, moment) or 0, place) for place, each in enumerate(tables))
    if moment.flying is None or not moment.flying.segments:
        return
    (strictest, first), (loosest, last) = limits[0], limits[-1]
    where = "in an unknown state of acclimatisation"
    broken = list(_over(moment, loosest, where, planned))
    certain = any(each.certain and each.excess > _permitted(moment, each.of) for each in broken)
    if tables[last if certain else first] is not spec:
        return
    for each in broken if certain else _over(moment, strictest, where, planned):
        yield each if len(tables) == 1 else _open(each, certain)


def unknown_ends(spec: EasaUnknownFdp, moment: Moment) -> Iterator[End]:
    """The start and the maximum by sectors."""
    limit = by_sectors(spec, moment)
    if limit is not None and moment.flying is not None:
        most = maximum(moment, limit, planned=False)
        yield End(moment.flying.start + most.strict, Bounded.FDP, most.rule)


def _open(breach: Breach, certain: bool) -> Breach:
    """A breach of the table that holds on one choice of the carrier, or of both."""
    message = breach.message if certain else f"{breach.message.rstrip('.')}: choose frm."
    return replace(breach, message=message, certain=certain, whatever=certain)


def _permitted(moment: Moment, of: Bounded | None) -> int:
    """The most that rules of the day permit over such a limit."""
    granted = [] if of is None else [each.allowance.minutes or 0 for each in moment.allowances(of)]
    return max(granted, default=0)


def _over(moment: Moment, basic: int, why: str, planned: bool) -> Iterator[Breach]:
    flying = moment.flying
    assert flying is not None
    what = f"flight duty period with {flying.segments} sector{'s' if flying.segments > 1 else ''}"
    scheduled, actual = flying.length(planned=True), flying.length(planned=False)
    if is_planned(moment) and not planned:
        actual = max(scheduled, actual)
    elif planned or told(moment):
        most = maximum(moment, basic, planned=True)
        if (found := most.breach(scheduled, f"The {what} is scheduled for {hours(scheduled)}", why)) is not None:
            yield found
            return
    if not planned:
        flown = maximum(moment, basic, planned=False).breach(actual, f"The {what} is {hours(actual)}", why)
        yield from () if flown is None else (replace(flown, of=Bounded.FDP),)


FAMILIES: Final[Families] = {
    "easa_fdp_table": Family(check=acclimatised, ends=table_ends),
    "easa_unknown_fdp": Family(check=unknown_state, ends=unknown_ends),
}
