"""The last legal end of a flight duty period, with and without an extension."""

from domain.judgement import LatestEnd
from legality.breach import Allowance
from legality.moment import Ended, Moment


def latest_end(moment: Moment) -> LatestEnd | None:
    """The earliest of the ends that the limits allow, and the rule it comes from; None where nothing limits it.

    With an extension: the same when every limit that may be extended before takeoff is, by the most that is permitted.
    """
    ends = list(moment.ends())
    if not ends:
        return None
    plain = min(ends, key=lambda each: (each.end.latest, each.by.code))
    could = list(_could(moment))
    extended = min(ends, key=lambda each: (_extended(each, could), each.by.code))
    return LatestEnd(
        event=moment.event.id,
        end=plain.end.latest,
        rule=plain.end.rule or plain.by.code,
        extended=_extended(extended, could),
        extended_rule=extended.end.rule or extended.by.code,
    )


def _could(moment: Moment) -> list[Allowance]:
    """What other rules would permit if it were asked for."""
    found: list[Allowance] = []
    for family in moment.scene.scope.families:
        for bound, spec in moment.scene.scope.in_force(family, moment.served.day):
            if bound.family.could_grant is not None:
                found += bound.family.could_grant(spec, moment)
    return found


def _extended(ended: Ended, could: list[Allowance]) -> int:
    more = (each.minutes for each in could if each.lifts is ended.end.of and each.minutes is not None)
    return ended.end.extended(max(more, default=0))
