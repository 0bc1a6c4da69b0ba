"""What gives way on the day: extensions before and after takeoff (14 CFR 117.19), and flight time (117.11(b))."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from domain.clock import hours
from domain.rules.exceptions import Bounded, FdpExtension, OverrunException
from domain.timelines.events import Extension, Fdp
from legality.breach import Allowance, Breach, Due
from legality.moment import Moment
from legality.passing import excesses
from legality.registry import Families, Family

PARAGRAPHS: Final = {"BEFORE_TAKEOFF": "14CFR117.19(a)", "AFTER_TAKEOFF": "14CFR117.19(b)"}
EXTENDED: Final = (Bounded.FDP, Bounded.RESERVE_DUTY)
"""What an extension is measured by: the tables, and reserve with flight duty (117.19(a)(1))."""
FLIGHT_TIME: Final = "14CFR117.11(b)"
FLIGHT_TIME_REPORT: Final = "14CFR117.11(c)"


def extension(spec: FdpExtension, moment: Moment) -> Iterator[Allowance]:
    """Agreed by the pilot in command for what was not foreseen: so much more flight duty (117.19(a)(1), (b)(1)).

    Over 30 minutes past a table it is reported, and so is any that passes a cumulative limit ((a)(4), (b)(4)).
    """
    asked = _asked(moment)
    if asked is not None and asked.phase == spec.when and asked.pic_concurs and asked.unforeseen:
        yield from _allowances(spec, spec.most, 1)


def could_extend(spec: FdpExtension, moment: Moment) -> Iterator[Allowance]:
    """What could be agreed before takeoff: no more than 30 minutes after a long one (117.19(a)(2))."""
    if spec.when == "BEFORE_TAKEOFF":
        long_before = _long_before(spec, moment)
        yield from _allowances(spec, spec.long_over if long_before else spec.most, 2 if long_before else 1)


def _allowances(spec: FdpExtension, most: int | None, under: int) -> Iterator[Allowance]:
    """``under``: the number of the paragraph that what lies beyond breaks."""
    paragraph = PARAGRAPHS[spec.when]
    report = (Due(f"{paragraph}(4)", spec.report_days),)
    reported = {Bounded.FDP: spec.long_over, Bounded.CUMULATIVE_FDP: 0}
    for lifts in spec.lifts:
        due = report if lifts in reported else ()
        yield Allowance(lifts, most, f"{paragraph}({under})", due, reported.get(lifts, 0))


def conditions(spec: FdpExtension, moment: Moment, planned: bool) -> Iterator[Breach]:
    """A long one only once before the next rest of 30 hours ((a)(2), (b)(2)); cumulative flight duty holds ((a)(3)).

    The once is counted over both kinds. What an emergency permits is no extension.
    """
    if moment.standing("emergency_exception") or not any(extension(spec, moment)):
        return
    by = excesses(moment, EXTENDED)
    if max(by) > spec.long_over and _long_before(spec, moment):
        message = (
            f"The extension of {hours(max(by))} is the second of over {spec.long_over} minutes "
            f"with no rest of {hours(spec.once_before_rest)} between."
        )
        rule = f"{PARAGRAPHS[spec.when]}(2)"
        yield Breach(spec.long_over, max(by), message, certain=min(by) > spec.long_over, rule=rule)
    if Bounded.CUMULATIVE_FDP not in spec.lifts:
        yield from _cumulative(spec, moment, max(by))


def _cumulative(spec: FdpExtension, moment: Moment, by: int) -> Iterator[Breach]:
    """The extension is what makes a sum of flight duty periods too long."""
    most = min(excesses(moment, (Bounded.CUMULATIVE_FDP,)))
    if by >= most > 0:
        message = f"The extension of {hours(by)} passes a cumulative limit of flight duty by {hours(most)}."
        yield Breach(by - most, by, message, rule=f"{PARAGRAPHS[spec.when]}(3)")


def _long_before(spec: FdpExtension, moment: Moment) -> bool:
    """Whether a long extension lies before the event with no rest of 30 hours between."""
    period, gaps, scene = moment.served.period, moment.line.gaps, moment.scene
    assert period is not None
    rested, before = gaps.last_end(period, spec.once_before_rest), scene.at(_last_long(spec, moment))
    if before is not None and (rested is None or before.event.start >= rested):
        return True
    known = rested is not None and rested > gaps.gaps[0].end  # what lies before the first duty is history's to say
    return not known and moment.history.extensions_over_30_since_30h_rest > 0


def _last_long(spec: FdpExtension, moment: Moment) -> int | None:
    """The place of the last long extension before an event. Each extension is looked at once for the whole line."""
    scene, extended = moment.scene, moment.scene.extended()
    lasts: list[int | None] = scene.kept.setdefault(("long extensions", spec.long_over), [])
    number = bisect_left(extended, moment.served.place)
    for place in extended[len(lasts) : number]:
        lasts.append(place if _was_long(spec, scene.moment(place)) else lasts[-1] if lasts else None)
    return lasts[number - 1] if number else None


def _was_long(spec: FdpExtension, moment: Moment) -> bool:
    asked = _asked(moment)
    if asked is None or not (asked.pic_concurs and asked.unforeseen) or moment.standing("emergency_exception"):
        return False
    return asked.phase in PARAGRAPHS and max(excesses(moment, EXTENDED)) > spec.long_over


def refused(moment: Moment) -> str:
    """Why an extension that is told does not count, for a message; empty where none is told or it counts."""
    asked = _asked(moment)
    if asked is None or (asked.pic_concurs and asked.unforeseen and asked.phase in PARAGRAPHS):
        return ""
    if asked.phase not in PARAGRAPHS:
        return "; an extension may not be planned"
    wrong = "was foreseen" if not asked.unforeseen else "has no consent of the pilot in command"
    return f"; the extension does not count by {PARAGRAPHS[asked.phase]}: it {wrong}"


def overrun(spec: OverrunException, moment: Moment) -> Iterator[Allowance]:
    """What arises unforeseen, after takeoff where that is asked, may lead past a limit (117.11(b), reported by (c)).

    The timeline tells it with an extension; for flight time nobody's consent is needed. Of cabin crew the schedule
    alone tells it: duty scheduled within the limits may run over them (121.467(b)(14)).
    """
    if Bounded.CABIN_DUTY in spec.lifts:
        yield Allowance(Bounded.CABIN_DUTY, None, "")
    asked = _asked(moment)
    if asked is None or not asked.unforeseen or (spec.after_takeoff and asked.phase != "AFTER_TAKEOFF"):
        return
    due = () if spec.report_days is None else (Due(FLIGHT_TIME_REPORT, spec.report_days),)
    yield from (Allowance(lifts, None, FLIGHT_TIME, due) for lifts in spec.lifts if lifts is not Bounded.CABIN_DUTY)


def _asked(moment: Moment) -> Extension | None:
    return moment.event.extension if isinstance(moment.event, Fdp) else None


FAMILIES: Final[Families] = {
    "fdp_extension": Family(check=conditions, grants=extension, could_grant=could_extend),
    "overrun_exception": Family(grants=overrun),
}
