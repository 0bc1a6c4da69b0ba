"""Reserve: how long, with what rest and notice, and together with flight duty (14 CFR 117.21).

What a reserve is that nobody has designated ((a)) is read with the facts; that airport standby is flight duty ((b))
with the flight duty period and the sums.
"""

from collections.abc import Iterator
from typing import Final

from domain.clock import hours
from domain.rules.exceptions import Bounded
from domain.rules.reserve import ReserveDutyCap, ReserveNotice, ReservePeriod, ReserveRest
from domain.timelines.events import Kind, LongCall, ShortCall
from legality.breach import Breach, End
from legality.clocks import Reading, windows
from legality.families import augmented, split, tables
from legality.moment import Moment
from legality.registry import Families, Family
from legality.resting import before, until

NOT_TOLD: Final = "; when the pilot was told is not said: give notified_at"


def reserve_period(spec: ReservePeriod, moment: Moment, planned: bool) -> Iterator[Breach]:
    """A reserve availability period lasts so long at most (117.21(c)(1))."""
    event = moment.event
    if isinstance(event, ShortCall) and (length := event.end - event.start) > spec.maximum:
        message = f"The reserve availability period of {hours(length)} is over {hours(spec.maximum)}."
        yield Breach(spec.maximum, length, message)


def reserve_rest(spec: ReserveRest, moment: Moment, planned: bool) -> Iterator[Breach]:
    """Between reserve and the next short-call period lies a rest (117.21(c)(2), (e))."""
    if spec.after == Kind.SHORT_CALL:
        yield from _after_short_call(spec, moment)
    elif spec.after == Kind.LONG_CALL:
        yield from _after_long_call(spec, moment)


def _after_short_call(spec: ReserveRest, moment: Moment) -> Iterator[Breach]:
    """Asked of the second of two: what it follows is a duty period that a short call begins."""
    rest, number = before(moment), moment.served.period
    if not isinstance(moment.event, ShortCall) or rest is None or not number or rest.minutes is None:
        return
    kinds = {item.kind for item in moment.line.periods[number - 1].items}
    if Kind.SHORT_CALL in kinds and rest.minutes < spec.minutes:
        message = f"Between two reserve availability periods there is a rest of {hours(rest.minutes)}, not"
        yield Breach(spec.minutes, rest.minutes, f"{message} {hours(spec.minutes)}.", certain=rest.sure)


def _after_long_call(spec: ReserveRest, moment: Moment) -> Iterator[Breach]:
    """Asked of the long call: what comes next is a short call."""
    following = _follows(moment)
    rest = None if following is None or not isinstance(following.event, ShortCall) else before(following)
    if rest is not None and rest.minutes is not None and rest.minutes < spec.minutes:
        message = f"From long call to short call there is a rest of {hours(rest.minutes)}, not {hours(spec.minutes)}"
        yield Breach(spec.minutes, rest.minutes, f"{message}{'' if rest.sure else NOT_TOLD}.", certain=rest.sure)


def _follows(moment: Moment) -> Moment | None:
    """What rest is due before in the duty period that begins straight after a long call."""
    at = moment.after if isinstance(moment.event, LongCall) else None
    number = None if at is None else at.served.period
    while number is not None and at is not None and at.served.period == number:
        if at.line.opens(at.served):
            return at
        at = at.after
    return None


def reserve_notice(spec: ReserveNotice, moment: Moment, planned: bool) -> Iterator[Breach]:
    """Notice of a report for flight duty that begins before the window and is planned to run into it (117.21(d))."""
    event, following = moment.event, _follows(moment)
    if not isinstance(event, LongCall) or following is None or following.flying is None:
        return
    notice = following.flying.start - until(event)
    into = [_runs_into(spec, following, reading) for reading in following.served.readings]
    if notice < spec.minutes and any(into):
        into_night = f" for a duty into the hours from {hours(spec.window.start)}" if spec.window else ""
        message = f"The notice of the report is {hours(notice)}, not {hours(spec.minutes)}{into_night}"
        told = event.notified_at is not None
        clock = "" if all(into) else "; on another clock it does not run into them: choose acclimated_clock"
        yield Breach(spec.minutes, notice, f"{message}{clock}{'' if told else NOT_TOLD}.", told and all(into))


def _runs_into(spec: ReserveNotice, moment: Moment, reading: Reading) -> bool:
    flying = moment.flying
    assert flying is not None
    if spec.window is None:
        return True
    found = windows(spec.window, reading.zone, flying.start, flying.planned_end)
    return any(flying.start < opens < flying.planned_end for opens, _ in found)


def reserve_duty_cap(spec: ReserveDutyCap, moment: Moment, planned: bool) -> Iterator[Breach]:
    """From the start of the reserve period, reserve and flight duty together keep a cap (117.21(c)(3), (4))."""
    flying = moment.flying
    if flying is None or flying.called_out is None or not (limits := _limits(spec, moment)):
        return

    def measured(scheduled: bool) -> list[tables.Measure]:
        end = flying.planned_end if scheduled else flying.end
        return [
            tables.Measure(limit, end - called - split.credit(moment, each, scheduled), each) for limit, each in limits
        ]

    called = flying.called_out
    yield from tables.either(
        moment, measured, "reserve and flight duty together", Bounded.RESERVE_DUTY, planned, tables.told(moment)
    )


def cap_ends(spec: ReserveDutyCap, moment: Moment) -> Iterator[End]:
    """The start of the reserve period and the least of the caps, and the breaks of a split duty."""
    flying = moment.flying
    if flying is not None and flying.called_out is not None and (limits := _limits(spec, moment)):
        ends = (flying.called_out + limit + split.credit(moment, reading) for limit, reading in limits)
        yield End(min(ends), Bounded.RESERVE_DUTY)


def _limits(spec: ReserveDutyCap, moment: Moment) -> tables.Limits:
    """What the table of the crew allows for the report and so much more, and never more than the cap."""
    specs = [stands.spec for stands in moment.standing(spec.table)]
    if spec.table == "fdp_table":
        found = [pair for each in specs for pair in tables.limits(each, moment)]
    else:
        found = [pair for each in specs for pair in augmented.limits(each, moment)]
    return [
        (limit + spec.over_table if spec.most is None else min(limit + spec.over_table, spec.most), each)
        for limit, each in found
    ]


def reserve_in_rest(moment: Moment) -> Iterator[Breach]:
    """Long-call reserve, until the pilot is told what comes next, that leaves too little of a rest (117.25(a))."""
    following = _follows(moment)
    rest = None if following is None else before(following)
    if following is None or rest is None or rest.minutes is None:
        return
    due = max((stands.spec.minutes for stands in following.standing("minimum_rest")), default=0)
    gap = following.line.gap(following.served)
    if gap is not None and rest.minutes < due and (gap.rest.start is None or rest.end - gap.rest.start >= due):
        message = f"The long call lies in a required rest: {hours(rest.minutes)} of it are left, not {hours(due)}"
        yield Breach(due, rest.minutes, f"{message}{'' if rest.sure else NOT_TOLD}.", certain=rest.sure)


FAMILIES: Final[Families] = {
    "reserve_default": Family(),
    "standby_counts": Family(),
    "reserve_period": Family(check=reserve_period),
    "reserve_rest": Family(check=reserve_rest),
    "reserve_notice": Family(check=reserve_notice),
    "reserve_duty_cap": Family(check=reserve_duty_cap, ends=cap_ends),
}
