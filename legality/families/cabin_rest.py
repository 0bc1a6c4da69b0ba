"""Rest of flight attendants after a duty period (14 CFR 121.467(b)(3), (7), (8), (10))."""

from collections.abc import Iterator
from typing import Final

from domain.clock import hours
from domain.rules.cabin import CabinDutyRest, ReducedRest, RestBeforeDuty, RestFloor
from domain.rules.limits import MinimumRest
from domain.rules.rule import Rule, RuleKind
from domain.timelines.events import Fdp
from legality.breach import Breach
from legality.moment import Moment
from legality.registry import Families, Family
from legality.succession import Rested, flight_before, rest_after


def rest_floor(spec: RestFloor, moment: Moment, planned: bool) -> Iterator[Breach]:
    """A rest that was scheduled long enough is not reduced below the floor on the day (121.467(b)(3)).

    One that was scheduled too short breaks the rule that asks for it.
    """
    rest = _rest(moment)
    if rest is not None and rest.scheduled >= spec.minutes > rest.had:
        message = f"The rest after the duty was scheduled for {hours(rest.scheduled)} and reduced to {hours(rest.had)}"
        yield Breach(spec.minutes, rest.had, f"{message}: never below {hours(spec.minutes)}.")


def long_duty_rest(spec: CabinDutyRest, moment: Moment, planned: bool) -> Iterator[Breach]:
    """After so long a scheduled duty so much rest, unless another rule lets it be reduced (121.467(b)(7))."""
    rest = _rest(moment)
    if rest is None or _reducible(moment, rest):
        return
    length = rest.scheduled if planned else rest.least
    if length < spec.rest:
        duty = moment.served.planned_finish - moment.served.start
        message = f"The rest after a duty scheduled for {hours(duty)} is {hours(length)}, not {hours(spec.rest)}"
        yield Breach(spec.rest, length, f"{message}, and too short to be a reduced one.")


def reduced_rest(spec: ReducedRest, moment: Moment, planned: bool) -> Iterator[Breach]:
    """A reduced rest is made good by a longer one, scheduled to begin soon enough after it began (121.467(b)(8)).

    What lies after the last event is free.
    """
    rest = _rest(moment)
    if rest is None or not _is_reduced(moment, rest):
        return
    short = f"The rest after the duty is reduced to {hours(rest.least)}"
    begins = rest.until.scheduled_end - rest.start
    if begins > spec.begins_within:
        message = f"{short}: the next one begins {hours(begins)} after its start, not within"
        yield Breach(spec.begins_within, begins, f"{message} {hours(spec.begins_within)}.")
    second = rest_after(rest.until.moment)
    if second is not None and second.least < spec.compensating:
        message = f"{short}: the next one is {hours(second.least)}, not {hours(spec.compensating)}."
        yield Breach(spec.compensating, second.least, message)


def rest_before_duty(spec: RestBeforeDuty, moment: Moment, planned: bool) -> Iterator[Breach]:
    """Nobody is assigned to duty without the rest that was due (121.467(b)(10)).

    Due is what must follow the duty before, and what makes a reduced rest good. A rest that is shorter than any rest
    before a report is left to the rule that says so.
    """
    before = flight_before(moment) if moment.line.opens(moment.served) else None
    rest = None if before is None else rest_after(before)
    if before is None or rest is None or rest.until.moment is not moment:
        return
    owed = max(least(before), _made_good(before))
    if rest.had < owed and all(rest.had >= stands.spec.minutes for stands in moment.standing("minimum_rest")):
        yield Breach(owed, rest.had, f"Duty begins after {hours(rest.had)} of rest; {hours(owed)} were due.")


def _rest(moment: Moment) -> Rested | None:
    return rest_after(moment) if isinstance(moment.event, Fdp) else None


def full(moment: Moment) -> int:
    """The rest that is due after a duty when it is not reduced, in minutes."""
    long: list[int] = [stands.spec.rest for stands in moment.standing("cabin_duty_rest")]
    floor: list[int] = [stands.spec.minutes for stands in moment.standing("rest_floor")]
    return max([*long, *floor, *(spec.minutes for spec in _let_down(moment))], default=0)


def least(moment: Moment) -> int:
    """The same, reduced as far as it may be (10 hours after 14)."""
    reduced: list[int] = [stands.spec.reducible_to for stands in moment.standing("reduced_rest")]
    return min([full(moment), *reduced])


def reduced_before(spec: MinimumRest, moment: Moment, minutes: int) -> bool:
    """Whether the minutes of rest before an event are the least rest, reduced as it may be (121.467(b)(3) until 2022).

    Reduced is the rest that was due after the duty before, by the rules of its day.
    """
    before = flight_before(moment)
    rest = None if before is None else rest_after(before)
    if before is None or rest is None or rest.had != minutes:
        return False
    return spec in _let_down(before) and _is_reduced(before, rest)


def _let_down(moment: Moment) -> tuple[MinimumRest, ...]:
    """The least rests that a rule of the same law lets be reduced; what a carrier or an agreement adds stays."""
    by = {_law(stands.bound.rule) for stands in moment.standing("reduced_rest")}
    return tuple(stands.spec for stands in moment.standing("minimum_rest") if _law(stands.bound.rule) in by)


def _law(rule: Rule) -> tuple[str, RuleKind]:
    return rule.owner, rule.kind


def _reducible(moment: Moment, rest: Rested) -> bool:
    return any(rest.least >= stands.spec.reducible_to for stands in moment.standing("reduced_rest"))


def _is_reduced(moment: Moment, rest: Rested) -> bool:
    return rest.least < full(moment) and _reducible(moment, rest)


def _made_good(moment: Moment) -> int:
    """The rest due after a duty because the rest before it was reduced."""
    earlier = flight_before(moment)
    rest = None if earlier is None else rest_after(earlier)
    if earlier is None or rest is None or not _is_reduced(earlier, rest):
        return 0
    makes_good: list[int] = [stands.spec.compensating for stands in earlier.standing("reduced_rest")]
    return max(makes_good)


FAMILIES: Final[Families] = {
    "rest_floor": Family(check=rest_floor),
    "cabin_duty_rest": Family(check=long_duty_rest),
    "reduced_rest": Family(check=reduced_rest),
    "rest_before_duty": Family(check=rest_before_duty),
}
