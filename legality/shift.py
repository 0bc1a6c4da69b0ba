"""Two judgements of the same duties under two Rulebooks, held against each other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from domain.judgement import Finding, Judgement, Verdict


class Turn(StrEnum):
    """What becomes of a finding."""

    ILLEGAL = "ILLEGAL"  # it is a violation, and was none
    LEGAL = "LEGAL"  # nothing is found any more
    OPEN = "OPEN"  # whether it is legal cannot be said any more
    WORSE = "WORSE"  # a violation still, by more
    BETTER = "BETTER"  # a violation still, by less
    OTHERWISE = "OTHERWISE"  # as bad as before, of another limit


@dataclass(frozen=True, slots=True)
class Judged:
    """One limit on one duty that is found otherwise; None: nothing was found there.

    ``duty_before`` and ``duty_after`` are the worst verdicts of the whole duty, over all rules.
    """

    crew_id: str
    event: str
    rule: str
    turn: Turn
    before: Finding | None
    after: Finding | None
    duty_before: Verdict
    duty_after: Verdict


def shift(before: Judgement, after: Judgement) -> tuple[Judged, ...]:
    """What the second judgement finds otherwise, by crew member, duty and rule; nothing where both say the same."""
    old, new = _by_place(before.findings), _by_place(after.findings)
    was, is_ = _duties(before.findings), _duties(after.findings)
    found: list[Judged] = []
    for place in sorted(old.keys() | new.keys()):
        crew_id, event, rule = place
        duty = (was.get((crew_id, event), Verdict.LEGAL), is_.get((crew_id, event), Verdict.LEGAL))
        for one, other in _unlike(old.get(place, []), new.get(place, [])):
            found.append(Judged(crew_id, event, rule, _turn(one, other), one, other, *duty))
    return tuple(found)


def _by_place(findings: Iterable[Finding]) -> Mapping[tuple[str, str, str], list[Finding]]:
    found: dict[tuple[str, str, str], list[Finding]] = {}
    for each in findings:
        found.setdefault((each.crew_id, each.event, each.rule), []).append(each)
    return found


def _duties(findings: Iterable[Finding]) -> Mapping[tuple[str, str], Verdict]:
    """The worst verdict of each duty on which something is found."""
    found: dict[tuple[str, str], Verdict] = {}
    for each in findings:
        place = (each.crew_id, each.event)
        if found.get(place) is not Verdict.VIOLATION:
            found[place] = each.verdict
    return found


def _unlike(before: list[Finding], after: list[Finding]) -> Iterator[tuple[Finding | None, Finding | None]]:
    """The findings of one place that only one side has, in pairs as they come."""
    gone, come = [], list(after)
    for each in before:
        same = next((other for other in come if _said(other) == _said(each)), None)
        if same is None:
            gone.append(each)
        else:
            come.remove(same)
    yield from zip_longest(gone, come)


def _said(finding: Finding) -> tuple[object, ...]:
    """What a finding says; through which scenario the rule stood there is not part of it."""
    return finding.verdict, finding.limit, finding.actual, finding.excess, finding.message


def _turn(before: Finding | None, after: Finding | None) -> Turn:
    was, is_ = (each.verdict if each else Verdict.LEGAL for each in (before, after))
    if is_ is Verdict.LEGAL:
        return Turn.LEGAL
    if is_ is not was:
        return Turn.ILLEGAL if is_ is Verdict.VIOLATION else Turn.OPEN
    more = (after.excess if after else 0) - (before.excess if before else 0)
    if more == 0 or is_ is Verdict.NEEDS_POLICY:
        return Turn.OTHERWISE
    return Turn.WORSE if more > 0 else Turn.BETTER
