"""What the duties of a written schedule earn in credit, by the terms of pay that its crew is hired on.

All is taken to be flown as planned. What cannot be worked out for certain says why, and is never left out in silence.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from domain.errors import ConflictError, RefusedError
from domain.money import Currency
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import RuleGraph
from domain.schedules.schedule import Credit, Schedule
from payroll.engine import sums
from services import uncredited
from services.months import Month, month
from services.scheduleframes import book_of
from services.trips import Trip, trips_of

_FEW: Final = 3
"""How many reasons are told in full."""
Credits = dict[str, Credit]
"""Of a month, by crew member."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules of an airline, and the currency that they pay in."""

    rules: RuleGraph
    airline: str
    currency: Currency


def earned(schedule: Schedule, terms: Terms) -> Schedule:
    """The schedule with what each crew member's duties earn in each calendar month that its period touches."""
    trips = [trip for member in schedule.crew for trip in trips_of(member)]
    found: dict[str, dict[date, Credit]] = defaultdict(dict)
    for each in _months(schedule):
        near = [trip for trip in trips if each in (trip.month, trip.last)]
        for crew, credit in _month(schedule, near, terms, each).items():
            found[crew][each[0]] = credit
    return replace(schedule, crew=tuple(replace(member, earned=found[member.id]) for member in schedule.crew))


def _months(schedule: Schedule) -> Iterator[Month]:
    each = month(schedule.first)
    while each[0] <= schedule.last:
        yield each
        each = month(each[1])


def _month(schedule: Schedule, trips: Sequence[Trip], terms: Terms, period: Month) -> Credits:
    try:
        rulebook = resolve(terms.rules, terms.airline, *period, schedule.regime)
        if not rulebook.of_family("leg_credit"):
            return {member.id: Credit(0, uncredited.NO_TERMS) for member in schedule.crew}
        return _credits(schedule, trips, terms.currency, period, rulebook)
    except (RefusedError, ConflictError) as wrong:
        return {member.id: Credit(0, f"it cannot be worked out: {str(wrong).rstrip('.')}") for member in schedule.crew}


def _credits(
    schedule: Schedule, trips: Sequence[Trip], currency: Currency, period: Month, rulebook: Rulebook
) -> Credits:
    """What pay works out of the trips that surely are the month's, and what it and they leave open."""
    sure = (trip for trip in trips if trip.month == period and trip.begun)
    book = book_of(schedule, [trip for trip in sure if not uncredited.unplaced(trip, rulebook)])
    paid = sums(rulebook, book.crew, book.duties, book.legs, currency)
    least = dict(paid.totals.select("crew_id", "credit").iter_rows())
    reasons = _reasons(schedule, trips, period, rulebook)
    for crew, unsettled, why in uncredited.of_pay(paid.needs_data, rulebook):
        reasons[crew].append(why)
        least[crew] = 0 if unsettled else least[crew]
    return {crew: Credit(least[crew], _told(why)) for crew, why in reasons.items()}


def _reasons(schedule: Schedule, trips: Sequence[Trip], period: Month, rulebook: Rulebook) -> dict[str, list[str]]:
    """What the terms and the duties leave open, by crew member."""
    own = defaultdict[str, list[Trip]](list)
    for trip in trips:
        own[trip.member.id].append(trip)
    return {
        member.id: [
            *uncredited.of_terms(member, rulebook),
            *uncredited.of_duties(member, own[member.id], schedule, period, rulebook),
        ]
        for member in schedule.crew
    }


def _told(reasons: Sequence[str]) -> str:
    """The first few of several reasons, and how many more there are."""
    more = f"; and {len(reasons) - _FEW} more" if len(reasons) > _FEW else ""
    return "; ".join(reasons[:_FEW]) + more
