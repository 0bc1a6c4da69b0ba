"""The last legal end of a flight duty period, with and without an extension."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from domain.judgement import LatestEnd
from legality.breach import Allowance
from legality.moment import Ended, Moment


class Bound(NamedTuple):
    """A last legal end (UTC minute), and the rule that binds it."""

    end: int
    rule: str


def latest_end(moment: Moment) -> LatestEnd | None:
    """The earliest of the ends that the limits allow, and the rule it comes from; None where nothing limits it.

    With an extension: the same when every limit that may be extended before takeoff is, by the most that is permitted.
    An end that is put off so is bound by the paragraph that permits it.
    """
    ends = list(moment.ends())
    if not ends:
        return None
    could = list(_could(moment))
    plain = min(Bound(each.end.latest, _rule(each)) for each in ends)
    extended = min(_extended(each, could) for each in ends)
    return LatestEnd(moment.event.id, plain.end, plain.rule, extended.end, extended.rule)


def _rule(ended: Ended) -> str:
    return ended.end.rule or ended.by.code


def _could(moment: Moment) -> Iterator[Allowance]:
    """What other rules would permit if it were asked for, under a rule each."""
    for family in moment.scene.scope.lending:
        for bound, spec in moment.scene.scope.in_force(family, moment.served.day):
            could = bound.family.could_grant
            for each in could(spec, moment) if could is not None else ():
                yield each if each.rule else replace(each, rule=bound.rule.code)


def _extended(ended: Ended, could: Sequence[Allowance]) -> Bound:
    lifts = [each for each in could if each.lifts is ended.end.of and each.minutes]
    most = max(lifts, key=lambda each: each.minutes or 0, default=None)
    end = ended.end.latest if most is None else ended.end.extended(most.minutes or 0)
    return Bound(end, _rule(ended) if most is None or end == ended.end.latest else most.rule)
