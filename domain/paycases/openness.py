"""Where the terms of a case leave the answer open: what a further clause would have to say. Never a guess.

A parameter that is left out means what ``docs/terms.md`` says of it, so nothing is open there. Open is what a case asks
and no term of it speaks of. Each sentence begins with the family of the clause that is missing.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from domain.airports import zone_of
from domain.clock import midnight, to_iso
from domain.paycases.case import PayCase
from domain.paycases.written import DutyIn, LegIn
from domain.rules.pay import (
    BoardingPay,
    DayOffInfringement,
    Extension,
    Grain,
    HolidayPremium,
    JuniorAssignment,
    LanguagePremium,
    LegCredit,
    MinimumCredit,
    MonthBoundary,
    MonthlyGuarantee,
    Overtime,
    PayingTerm,
    PayTerm,
    Premium,
    Proration,
    Recall,
    StandbyCredit,
    TrainingPay,
    VacationPay,
)

Specs = Sequence[PayTerm]
_OF_LEGS: Final = frozenset({"leg_credit", "deadhead_credit"})
_OF_FLYING: Final = frozenset({"duty_rig", "trip_rig", "minimum_credit", "call_out", "cancellation_protection"})
_APART: Final = (StandbyCredit, TrainingPay, VacationPay)
"""Terms that pay no leg, duty or trip."""
_OF_DAYS: Final = {"TRAINING": "training_pay", "VACATION": "vacation_pay"}


def open_clauses(case: PayCase) -> Iterator[str]:
    """What is missing, a sentence each."""
    specs = [version.spec for term in case.terms for version in term.rule.versions]
    terms = [spec for spec in specs if isinstance(spec, PayTerm)]
    yield from _boundary(case, terms)
    yield from _standby(case, terms)
    yield from _days(case, terms)
    yield from _credit(case, terms)
    yield from _day_values(case, terms)
    if any(isinstance(term, HolidayPremium) and not term.dates for term in terms) and not case.given.holidays:
        yield "holiday_premium: neither dates of the term nor holidays of the case say which days are holidays"
    yield from _boarding(case, terms)


def open_data(case: PayCase) -> Iterator[str]:
    """What must be told beside: the legs of a duty whose block alone is told, where a term is about each of them."""
    families = sorted(
        str(version.spec.family)
        for term in case.terms
        for version in term.rule.versions
        if _about_each_leg(version.spec)
    )
    for trip in case.given.trips:
        for number, duty in enumerate(trip.duties, start=1):
            if duty.block is not None and families:
                yield f"legs of duty {number} of trip {trip.id}: {families[0]} is paid leg by leg"


def rate_open(case: PayCase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where something is paid by the hour and no rate was found: the clause that is missing, or else the data."""
    crew, scales = case.given.crew, [term for term in case.terms if term.rule.family == "hourly_rate"]
    steps = [step for term in scales for version in term.rule.versions for step in getattr(version.spec, "steps", ())]
    mine = [step for step in steps if step.position == crew.position]
    who = f"{crew.position} {crew.id}"
    if not scales:
        return (f"hourly_rate: neither crew.hourly_rate nor a term says what an hour of {who} is worth",), ()
    if mine and crew.hire_date is None:
        return (), (f"crew.hire_date: the step of {who} goes by years of service",)
    legs = [leg for trip in case.given.trips for duty in trip.duties for leg in duty.legs]
    if mine and all(step.aircraft_type for step in mine) and any(leg.aircraft_type is None for leg in legs):
        return (), (f"aircraft_type: the step of {who} goes by the aircraft flown",)
    return (f"hourly_rate: no step of the terms is for {who}, as long in service and on the aircraft flown",), ()


def _families(terms: Specs) -> set[str]:
    return {str(getattr(term, "family", "")) for term in terms}


def _boundary(case: PayCase, terms: Specs) -> Iterator[str]:
    """A leg, duty, trip or standby that some term pays and that is not inside the period as a whole, base clock."""
    if any(isinstance(term, MonthBoundary) for term in terms):
        return
    flown = [term for term in terms if isinstance(term, PayingTerm) and not isinstance(term, _APART)]
    grains = {term.grain for term in flown}  # type: ignore[attr-defined]
    period, zone = case.given.period, zone_of(case.given.crew.base)
    first, after = midnight(period.start, zone), midnight(period.end + timedelta(days=1), zone)
    spans = [(what, start, end) for what, grain, start, end in _spans(case) if grain in grains]
    for what, start, end in (*spans, *_waiting(case, terms)):
        if not first <= start <= end <= after:
            when = f"runs from {to_iso(start)} to {to_iso(end)}"
            yield f"month_boundary: {what} {when}, past the edge of the period: which period does it belong to?"


def _spans(case: PayCase) -> Iterator[tuple[str, Grain, int, int]]:
    for trip in case.given.trips:
        start, end = trip.span
        yield f"trip {trip.id}", Grain.TRIP, start, end
        for number, duty in enumerate(trip.duties, start=1):
            what = f"duty {number} of trip {trip.id}"
            yield what, Grain.DUTY, duty.report, duty.release
            yield what, Grain.DAY, duty.report, duty.release
            if duty.block is not None:
                yield what, Grain.LEG, duty.report, duty.release
            for leg in duty.legs:
                yield f"leg {leg.flight}", Grain.LEG, *_times(leg, duty)


def _waiting(case: PayCase, terms: Specs) -> Iterator[tuple[str, int, int]]:
    """The standbys that some term pays."""
    kinds = {term.kind for term in terms if isinstance(term, StandbyCredit)}
    for number, one in enumerate(case.given.standby, start=1):
        if one.kind in kinds:
            yield f"standby {number}", one.start, one.end


def _times(leg: LegIn, duty: DutyIn) -> tuple[int, int]:
    """When a leg was flown, or else was to be."""
    if leg.out is not None and leg.into is not None:
        return leg.out, leg.into
    if leg.sched_out is not None and leg.sched_in is not None:
        return leg.sched_out, leg.sched_in
    return duty.report, duty.release


def _standby(case: PayCase, terms: Specs) -> Iterator[str]:
    spoken_of = {term.kind for term in terms if isinstance(term, StandbyCredit)}
    for kind in sorted({standby.kind for standby in case.given.standby} - spoken_of):
        yield f"standby_credit: no term says what {kind} standby is worth"


def _days(case: PayCase, terms: Specs) -> Iterator[str]:
    families = _families(terms)
    for kind in sorted({days.kind for days in case.given.days} & _OF_DAYS.keys()):
        if _OF_DAYS[kind] not in families:
            yield f"{_OF_DAYS[kind]}: no term says what a day of {kind} is worth"


def _credit(case: PayCase, terms: Specs) -> Iterator[str]:
    """Something is taken of the credit of flying, and no term says what flying is credited."""
    families, duties = _families(terms), [duty for trip in case.given.trips for duty in trip.duties]
    operated = any(leg.kind == "OPERATING" for duty in duties for leg in duty.legs)
    if operated or any(duty.block is not None for duty in duties):
        by_leg = frozenset({"leg_credit"})
    elif any(duty.legs for duty in duties):
        by_leg = _OF_LEGS
    else:
        return
    for term in filter(_reads_credit, terms):
        grain = getattr(term, "grain", Grain.PERIOD)
        if not families & (by_leg if grain is Grain.LEG else by_leg | _OF_FLYING):
            family = getattr(term, "family", "")
            yield f"leg_credit: {family} is taken of the credit of flying, and no term says what flying is credited"
            return


def _reads_credit(term: PayTerm) -> bool:
    match term:
        case Premium():
            return term.flat is None and term.window is None
        case DayOffInfringement():
            return term.paid_for == "whole_duty"
        case Extension():
            return term.paid_for == "added_legs"
        case HolidayPremium() | LanguagePremium() | Recall() | JuniorAssignment() | MonthlyGuarantee() | Overtime():
            return True
    return False


def _about_each_leg(term: object) -> bool:
    match term:
        case BoardingPay():
            return True
        case LegCredit():
            return term.minimum > 0
        case MinimumCredit():
            return term.per == "leg"
        case Premium():
            return term.grain is Grain.LEG and term.flat is not None
    return False


def _day_values(case: PayCase, terms: Specs) -> Iterator[str]:
    """A guarantee that shrinks by a value per day, and has none for a month of this length."""
    given = case.given
    length = (given.period.end - given.period.start).days + 1
    if not (given.unpaid_days or any(days.kind == "UNPAID" for days in given.days) or _short(case)):
        return
    for term in terms:
        by_day = isinstance(term, MonthlyGuarantee) and term.proration is Proration.VALUE_PER_DAY
        if by_day and not {length, None} & {value.month_days for value in term.day_values}:  # type: ignore[attr-defined]
            yield f"monthly_guarantee: day_values say nothing of a month of {length} days"


def _short(case: PayCase) -> bool:
    available, period = case.given.available, case.given.period
    return (available.start or period.start) > period.start or (available.end or period.end) < period.end


def _boarding(case: PayCase, terms: Specs) -> Iterator[str]:
    legs = [leg for trip in case.given.trips for duty in trip.duties for leg in duty.legs]
    types = {leg.aircraft_type for leg in legs if leg.kind == "OPERATING" and leg.aircraft_type is not None}
    for term in terms:
        if isinstance(term, BoardingPay):
            told = {time.aircraft_type for time in term.times}
            for missing in sorted(types - told) if None not in told else ():
                yield f"boarding_pay: times say nothing of the {missing}"
