"""The judge: what is not legal in the duties of a crew, exact to the minute, and what it could not check."""

from collections import Counter
from collections.abc import Iterator, Sequence

from domain.clock import hours
from domain.errors import InputError
from domain.rulebook import Rulebook
from domain.rules.rule import Phase
from domain.timeline import Finding, Judgement, Timeline, Verdict
from legality.bindings import Bindings, Bound
from legality.breach import Breach
from legality.facts import duty_facts, leg_facts, pilots
from legality.served import Served, serve
from legality.situations import Situation, Standing

OVERLAP = "overlap"
"""The finding of a duty that begins before an earlier one ended: no rule allows or forbids it, it cannot be."""


def judge(rulebook: Rulebook, timelines: Sequence[Timeline]) -> Judgement:
    """Judges every duty whose report falls into the Rulebook's period (base clock) by the values of its own date.

    Duties before and after the period count as duty, for rest and windows, and are not judged themselves. Times are
    as flown where flown, else as scheduled. Findings are in the order of the timelines and of their duties.
    ``unchecked`` names each hard rule the judge has no check for, or that applies to no scenario. A crew member given
    twice, or a duty that cannot be read, is an ``InputError``.
    """
    _one_each(timelines)
    bindings, crews = Bindings(rulebook), pilots(timelines)
    findings: list[Finding] = []
    duties = 0
    for timeline in timelines:
        for served in serve(timeline):
            if rulebook.start <= served.day < rulebook.end:
                duties += 1
                findings += _overlap(timeline, served)
                findings += _limits(bindings, timeline, served, crews)
    return Judgement(_worst(findings), tuple(findings), bindings.checked, bindings.unchecked, rulebook.hash, duties)


def _one_each(timelines: Sequence[Timeline]) -> None:
    twice = [crew for crew, times in Counter(timeline.crew_id for timeline in timelines).items() if times > 1]
    if twice:
        raise InputError(f"Crew member {twice[0]} has two timelines: join their duties in one.")


def _worst(findings: Sequence[Finding]) -> Verdict:
    found = {finding.verdict for finding in findings}
    ranked = (Verdict.VIOLATION, Verdict.NEEDS_POLICY)
    return next((verdict for verdict in ranked if verdict in found), Verdict.LEGAL)


def _overlap(timeline: Timeline, served: Served) -> Iterator[Finding]:
    free = served.rests.spans[served.place]
    if free.start is not None and free.start > free.end:
        both = free.start - free.end
        message = f"The duty begins {hours(both)} before an earlier one is released."
        yield Finding(timeline.crew_id, served.duty.id, OVERLAP, Verdict.VIOLATION, 0, both, both, message)


def _limits(bindings: Bindings, timeline: Timeline, served: Served, crews: Counter[str]) -> Iterator[Finding]:
    facts = duty_facts(timeline, served, crews)
    situation = Situation(facts, lambda: ({**facts, **leg_facts(timeline, served, leg)} for leg in served.duty.legs))
    for bound, standing in bindings.on(timeline.position, timeline.base, served.day, situation):
        spec = bound.rule.spec_on(served.day)
        if spec is not None:
            for breach in bound.check(spec, served, bound.rule.phase is Phase.PLAN):
                yield _finding(timeline, served, bound, standing, breach)


def _finding(timeline: Timeline, served: Served, bound: Bound, standing: Standing, breach: Breach) -> Finding:
    message = breach.message
    if standing.missing:
        message += f" Whether the rule holds here needs {', '.join(standing.missing)}."
    return Finding(
        crew_id=timeline.crew_id,
        event=served.duty.id,
        rule=bound.rule.code,
        verdict=Verdict.VIOLATION if breach.certain and not standing.missing else Verdict.NEEDS_POLICY,
        limit=breach.limit,
        actual=breach.actual,
        excess=breach.excess,
        message=message,
        path=(standing.scenario, "APPLIES_TO", bound.rule.code),
    )
