"""What a pay case must be beyond its types: nothing inside out, nothing twice, nothing told in two ways."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from domain.airports import zone_of
from domain.clock import DAY, midnight, to_iso
from domain.currencies import currency
from domain.paycases.written import CaseIn, DutyIn, LegIn, TripIn
from domain.timelines.soundness import Fault

LONGEST: Final = 366
"""Days that a pay period may have."""
_LONGEST_DUTY: Final = 3 * DAY
"""No duty is longer, and no leg is scheduled further from its duty: such a date is misspelt."""
_Point = tuple[str, int | None]


def faults(given: CaseIn) -> Iterator[Fault]:
    """Everything that makes a case unreadable, in the order of the file."""
    yield from _rate(given)
    yield from _period(given)
    yield from _hired(given)
    yield from _told(given)
    yield from _expected(given)
    names: dict[str, int] = {}
    for place, trip in enumerate(given.trips):
        first = names.setdefault(trip.id, place)
        if first != place:
            yield Fault(f"trips[{place}].id", f"trips[{first}] is called {trip.id} too: give one another id")
        yield from _trip(f"trips[{place}]", trip)
        yield from _inside(f"trips[{place}]", trip, given)
    yield from _apart(
        (f"trips[{place}].duties[{number}]", duty.report, duty.release)
        for place, trip in enumerate(given.trips)
        for number, duty in enumerate(trip.duties)
    )
    yield from _standby(given)
    yield from _days(given)


def _rate(given: CaseIn) -> Iterator[Fault]:
    rate, decimals = given.crew.hourly_rate, currency(given.currency).exponent + 2
    if rate is not None and rate.scaleb(decimals) % 1:
        yield Fault("crew.hourly_rate", f"{rate} has more than {decimals} decimals of {given.currency}: round it")


def _period(given: CaseIn) -> Iterator[Fault]:
    for name, start, end in (
        ("period", given.period.start, given.period.end),
        ("available", given.available.start, given.available.end),
    ):
        if start is not None and end is not None and end < start:
            yield Fault(f"{name}.end", f"{end} is before its start ({start}): correct one of the two")
    length = (given.period.end - given.period.start).days + 1
    if length > LONGEST:
        yield Fault("period", f"it has {length} days and may have {LONGEST}: give one pay period")
    for name in ("unpaid_days", "days_worked"):
        if (getattr(given, name) or 0) > length:
            yield Fault(name, f"it is more than the {length} days of the period: correct one of the two")


def _hired(given: CaseIn) -> Iterator[Fault]:
    hired, last = given.crew.hire_date, given.period.end
    if hired is not None and hired > last:
        yield Fault("crew.hire_date", f"{hired} is after the period (up to {last}): correct one of the two")


def _expected(given: CaseIn) -> Iterator[Fault]:
    if given.expect is None:
        return
    decimals = currency(given.currency).exponent
    sums = {f"components.{name}": amount for name, amount in given.expect.components.items()}
    for name, amount in ({"gross": given.expect.gross} | sums).items():
        if amount is not None and amount.scaleb(decimals) % 1:
            yield Fault(f"expect.{name}", f"{amount} has more than {decimals} decimals of {given.currency}: round it")


def _told(given: CaseIn) -> Iterator[Fault]:
    if given.credit is not None and given.trips:
        yield Fault("credit", "credit is told, and so are the trips that it comes out of: give credit or trips")
    length = (given.period.end - given.period.start).days + 1
    if given.credit is not None and given.credit > length * DAY:
        yield Fault("credit", f"it is longer than the {length} days of the period: correct one of the two")
    if given.days_worked and given.trips:
        yield Fault("days_worked", "the trips say it: leave it out, or give it with credit in place of the trips")
    if given.unpaid_days and any(days.kind == "UNPAID" for days in given.days):
        yield Fault("unpaid_days", "days tell which ones are unpaid: leave it out")


def _trip(at: str, trip: TripIn) -> Iterator[Fault]:
    yield from _ordered(at, ("report", trip.report), ("release", trip.release))
    for number, duty in enumerate(trip.duties):
        yield from _duty(f"{at}.duties[{number}]", duty)
    if trip.duties:
        yield from _ends(at, trip)
    elif not trip.versions:
        yield Fault(f"{at}.duties", "it has none: give its duties, or the versions of a trip that has none left")
    elif trip.report is not None or trip.release is not None:
        yield Fault(at, "it has no duties, and its versions tell when it was: leave out report and release")
    stages: set[str] = set()
    for number, version in enumerate(trip.versions):
        here = f"{at}.versions[{number}]"
        if version.stage in stages:
            yield Fault(f"{here}.stage", f"{version.stage} stands twice: keep the trip as it last stood at that stage")
        stages.add(version.stage)
        yield from _ordered(here, ("report", version.report), ("release", version.release))


def _ends(at: str, trip: TripIn) -> Iterator[Fault]:
    first, last = trip.span
    for name, said, found, which in (("report", trip.report, first, "first"), ("release", trip.release, last, "last")):
        if said is not None and said != found:
            what = f"{to_iso(said)} is not the {name} of its {which} duty ({to_iso(found)})"
            yield Fault(f"{at}.{name}", f"{what}: correct one of the two, or leave it out here")


def _duty(at: str, duty: DutyIn) -> Iterator[Fault]:
    yield from _ordered(at, ("report", duty.report), ("release", duty.release))
    yield from _ordered(at, ("planned_report", duty.planned_report), ("planned_release", duty.planned_release))
    if duty.release - duty.report > _LONGEST_DUTY:
        yield Fault(
            f"{at}.release",
            f"it is {(duty.release - duty.report) // DAY} days after the report: correct one of the two",
        )
    if duty.block is not None and duty.legs:
        yield Fault(f"{at}.block", "it has legs too: give block or legs")
    if duty.block is not None and duty.block > duty.release - duty.report:
        yield Fault(f"{at}.block", "it is longer than the duty: correct one of the two")
    for number, leg in enumerate(duty.legs):
        yield from _leg(f"{at}.legs[{number}]", leg, duty)
    if sum(leg.block or 0 for leg in duty.legs if _flown(leg)) > duty.release - duty.report:
        yield Fault(f"{at}.legs", "their block together is longer than the duty: correct one of them")
    flown = [(f"{at}.legs[{n}]", leg.out, leg.into) for n, leg in enumerate(duty.legs) if _flown(leg)]
    yield from _apart((path, out, into) for path, out, into in flown if out is not None and into is not None)


def _flown(leg: LegIn) -> bool:
    return not leg.cancelled and not leg.operated_by_other


def _leg(at: str, leg: LegIn, duty: DutyIn) -> Iterator[Fault]:
    yield from _ordered(at, ("sched_out", leg.sched_out), ("sched_in", leg.sched_in))
    yield from _ordered(at, ("out", leg.out), ("landed", leg.landed), ("in", leg.into))
    times = (leg.sched_out, leg.sched_in, leg.out, leg.into)
    if leg.block is not None and any(time is not None for time in times):
        yield Fault(f"{at}.block", "it has times too: give block or the times")
    for one, other, there, other_there in (
        ("sched_out", "sched_in", leg.sched_out, leg.sched_in),
        ("out", "in", leg.out, leg.into),
    ):
        if (there is None) != (other_there is None):
            missing, present = (one, other) if there is None else (other, one)
            yield Fault(f"{at}.{missing}", f"it is missing beside {present}: give both or neither")
    for name, time in (("sched_out", leg.sched_out), ("sched_in", leg.sched_in)):
        if time is not None and not duty.report - _LONGEST_DUTY <= time <= duty.release + _LONGEST_DUTY:
            what = f"{to_iso(time)} is days away from its duty ({to_iso(duty.report)} to {to_iso(duty.release)})"
            yield Fault(f"{at}.{name}", f"{what}: correct one of the two")
    if not _flown(leg):
        return
    if leg.block is None and leg.out is None:
        what = f"{leg.flight} has no actual times, and was not cancelled"
        yield Fault(f"{at}.out", f"{what}: give out and in, or say cancelled or operated_by_other")
    correct = "correct one of the two"
    if leg.out is not None and leg.out < duty.report:
        yield Fault(f"{at}.out", f"{to_iso(leg.out)} is before the report ({to_iso(duty.report)}): {correct}")
    if leg.into is not None and leg.into > duty.release:
        yield Fault(f"{at}.in", f"{to_iso(leg.into)} is after the release ({to_iso(duty.release)}): {correct}")


def _inside(at: str, trip: TripIn, given: CaseIn) -> Iterator[Fault]:
    """A day's play on both sides: whose midnight parts the periods, the terms may say."""
    zone = zone_of(given.crew.base)
    first, last = midnight(given.period.start, zone), midnight(given.period.end + timedelta(days=1), zone)
    start, end = trip.span
    if end < first - DAY or start > last + DAY:
        yield Fault(at, f"{to_iso(start)} to {to_iso(end)} lies outside the period: leave it out, or correct the dates")


def _standby(given: CaseIn) -> Iterator[Fault]:
    trips = {trip.id: trip for trip in given.trips}
    for place, standby in enumerate(given.standby):
        at = f"standby[{place}]"
        yield from _ordered(at, ("start", standby.start), ("end", standby.end))
        if standby.assigned_trip is not None and standby.assigned_trip not in trips:
            yield Fault(
                f"{at}.assigned_trip", f"there is no trip {standby.assigned_trip}: name one of the case's trips"
            )
    yield from _apart((f"standby[{n}]", one.start, one.end) for n, one in enumerate(given.standby))


def _days(given: CaseIn) -> Iterator[Fault]:
    seen: dict[date, int] = {}
    for place, days in enumerate(given.days):
        if days.end < days.start:
            yield Fault(f"days[{place}].end", f"{days.end} is before its start ({days.start}): correct one of the two")
        margin = timedelta(days=days.kind == "DAY_OFF")  # a duty may run into the day off after the period
        if days.start < given.period.start - margin or days.end > given.period.end + margin:
            yield Fault(f"days[{place}]", "it lies outside the period: keep to the days of the period")
            continue
        for step in range((days.end - days.start).days + 1):
            day = days.start + timedelta(days=step)
            if seen.setdefault(day, place) != place:
                yield Fault(f"days[{place}]", f"{day} stands in days[{seen[day]}] too: a day is of one kind")


def _ordered(at: str, *points: _Point) -> Iterator[Fault]:
    """Each point that is told is no earlier than the one before it."""
    known = [(name, minute) for name, minute in points if minute is not None]
    for (first, sooner), (second, later) in pairwise(known):
        if later < sooner:
            what = f"{to_iso(later)} is before {first} ({to_iso(sooner)}): correct one of the two"
            yield Fault(f"{at}.{second}", what)


def _apart(spans: Iterable[tuple[str, int, int]]) -> Iterator[Fault]:
    """No two overlap, in whatever order they are written; what only touches is apart."""
    line = sorted(spans, key=lambda span: (span[1], span[2], span[0]))
    for (one, _, end), (other, start, _) in pairwise(line):
        if start < end:
            yield Fault(
                other, f"it begins at {to_iso(start)}, before the end of {one} ({to_iso(end)}): let none overlap"
            )
