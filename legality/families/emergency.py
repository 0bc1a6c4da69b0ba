"""Emergency and government sponsored operations (14 CFR 117.29)."""

from collections.abc import Iterator
from typing import Final

from domain.clock import hours
from domain.rules.exceptions import Bounded, EmergencyException
from domain.timelines.events import Fdp
from legality.breach import Allowance, Breach, Due
from legality.moment import Moment
from legality.passing import passed
from legality.registry import Families, Family

CODE: Final = "14CFR117.29"
REPORTS: Final = {
    Bounded.FDP: "(e)(1)",
    Bounded.FLIGHT_TIME: "(e)(2)",
    Bounded.CUMULATIVE_FLIGHT_TIME: "(e)(3)",
    Bounded.CUMULATIVE_FDP: "(e)(3)",
}
"""The paragraph under which passing a limit is reported."""


def permission(spec: EmergencyException, moment: Moment) -> Iterator[Allowance]:
    """As far as it takes to reach relief or rest ((b)); reported ((e)). Cumulative limits hold for some kinds ((c))."""
    if _kind(moment) not in spec.kinds:
        return
    for lifts in spec.lifts if _keeps(spec, moment) else (*spec.lifts, *spec.keeps):
        report = REPORTS.get(lifts)
        due = () if report is None else (Due(f"{CODE}{report}", spec.report_days),)
        yield Allowance(lifts, None, f"{CODE}(b)", due, spec.long_over if lifts is Bounded.FDP else 0)


def conditions(spec: EmergencyException, moment: Moment, planned: bool) -> Iterator[Breach]:
    """Where a limit was passed: cumulative limits hold in government work ((c)), and the rest due follows ((d))."""
    if _kind(moment) not in spec.kinds or not any(passed(moment, spec.lifts)):
        return
    if _keeps(spec, moment):
        for breach in passed(moment, spec.keeps):
            message = f"Work for the government may not pass a cumulative limit. {breach.message}"
            yield Breach(breach.limit, breach.actual, message, breach.certain, rule=f"{CODE}(c)")
    yield from _rest(spec, moment)


def _rest(spec: EmergencyException, moment: Moment) -> Iterator[Breach]:
    """Immediately afterwards: as long as the flight duty period was, or ``rest_at_most`` if that is less."""
    assert moment.flying is not None
    due, given = min(moment.flying.length(planned=False), spec.rest_at_most), _free(moment)
    if given is not None and given < due:
        message = f"The rest after the emergency is {hours(given)}, not {hours(due)}."
        yield Breach(due, given, message, rule=f"{CODE}(d)")


def _free(moment: Moment) -> int | None:
    """Minutes from the release to the next duty, or to the first duty to be in touch; None where nothing follows."""
    after = moment.after
    while after is not None and after.served.period is None:
        after = after.after
    if after is None:
        return None
    gap = moment.line.gap(after.served)
    until = after.event.start
    if gap is not None and after.served.period != moment.served.period:
        until = min(until, gap.spans[0].end, *(rest.end for rest in gap.given[:1]))
    return max(0, until - moment.event.finish)


def _kind(moment: Moment) -> str | None:
    return moment.event.emergency if isinstance(moment.event, Fdp) else None


def _keeps(spec: EmergencyException, moment: Moment) -> bool:
    return _kind(moment) in spec.kinds_that_keep


FAMILIES: Final[Families] = {"emergency_exception": Family(check=conditions, grants=permission)}
