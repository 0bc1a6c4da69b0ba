"""From a breach to a finding: what a permission covers is none, and what lies beyond it breaks the permission."""

from dataclasses import dataclass

from domain.judgement import Finding, ReportDue, Verdict
from legality.bindings import Stands
from legality.breach import Breach
from legality.moment import Granted, Moment


@dataclass(frozen=True, slots=True)
class Settled:
    """What is left of a breach: a finding, or none where it was permitted; and the reports that this makes due."""

    finding: Finding | None
    reports: tuple[ReportDue, ...] = ()


def settle(moment: Moment, stands: Stands, breach: Breach) -> Settled:
    """Of several permissions the widest counts. One that may not stand leaves to policy what only it would cover."""
    broken = breach.by or stands
    granted = [] if breach.of is None else sorted(moment.allowances(breach.of), key=_width)
    sure = [each for each in granted if not each.by.standing.missing]
    if sure and sure[-1].allowance.covers(breach.excess):
        return Settled(None, _reports(moment, sure[-1], breach.excess))
    if granted and granted[-1].allowance.covers(breach.excess):
        return Settled(_finding(moment, broken, breach, granted[-1].by.standing.missing))
    if sure:
        return Settled(_beyond(moment, broken, breach, sure[-1]), _reports(moment, sure[-1], breach.excess))
    return Settled(_finding(moment, broken, breach))


def _width(granted: Granted) -> tuple[bool, int]:
    return granted.allowance.minutes is None, granted.allowance.minutes or 0


def _reports(moment: Moment, granted: Granted, excess: int) -> tuple[ReportDue, ...]:
    if excess <= granted.allowance.long_over:
        return ()
    return tuple(ReportDue(moment.event.id, due.rule, due.within_days) for due in granted.allowance.reports)


def _beyond(moment: Moment, stands: Stands, breach: Breach, granted: Granted) -> Finding:
    more = granted.allowance.minutes or 0
    passed = Breach(
        breach.limit + more,
        breach.actual,
        f"{breach.message.rstrip('.')}, and over the {more} minutes more that {granted.by.code} permits.",
        breach.certain,
        rule=granted.allowance.rule,
        unit=breach.unit,
        whatever=breach.whatever,
    )
    return _finding(moment, granted.by, passed, stands.standing.missing)


def _finding(moment: Moment, stands: Stands, breach: Breach, more: tuple[str, ...] = ()) -> Finding:
    return finding(moment.line.timeline.crew.id, moment.event.id, stands, breach, more)


def finding(crew_id: str, event: str, stands: Stands, breach: Breach, more: tuple[str, ...] = ()) -> Finding:
    """The finding of a breach that nothing permits; ``more`` are facts it hangs on beside those of the rule."""
    missing = [] if breach.whatever else sorted({*stands.standing.missing, *more})
    message = breach.message
    if missing:
        message += f" Whether the rule holds here needs {', '.join(missing)}."
    return Finding(
        crew_id=crew_id,
        event=event,
        rule=breach.rule or stands.code,
        verdict=Verdict.VIOLATION if breach.certain and not missing else Verdict.NEEDS_POLICY,
        limit=breach.limit,
        actual=breach.actual,
        excess=breach.excess,
        message=message,
        unit=breach.unit,
        path=stands.path(breach.rule),
    )
