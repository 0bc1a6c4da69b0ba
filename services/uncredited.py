"""Why the credit of a written schedule's duties is not certain, or may be more than what pay can work out."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

import polars as pl

from domain.rulebook import Rulebook
from domain.rulegraph import Method
from domain.rules.rule import Key, Rule
from domain.schedules.schedule import Member, Schedule
from domain.timelines.events import Fdp, Rest
from services.months import Month
from services.trips import Trip, day_of

MONEY: Final = frozenset(
    {"hourly_rate", "per_diem", "boarding_pay", "delay_pay", "holding_pay", "premium", "holiday_premium"}
    | {"international_override", "language_premium", "overtime", "monthly_guarantee", "day_off_infringement"}
)
"""Families that add no credit: what is open under them leaves it certain."""
UNSETTLING: Final = frozenset({"month_boundary", "rounding", "greatest_of"})
"""Families that may also take credit away: where one of them is open, no credit is certain."""
NO_TERMS: Final = "no terms of pay are named that credit flying"


def of_terms(member: Member, rulebook: Rulebook) -> Iterator[str]:
    """What the terms leave open for a crew member, whatever the duties: no terms, or credit that hangs on the rate."""
    if not any(_covers(rule, member) for rule in rulebook.of_family("leg_credit")):
        yield NO_TERMS
    for pair in rulebook.precedence:
        both = [rulebook.rules[key] for key in (pair.winner, pair.loser) if key in rulebook.rules]
        unlike = len({rule.family in MONEY for rule in both if _covers(rule, member)}) == 2
        if pair.method is Method.MORE_FAVORABLE_TO_CREW and unlike:
            yield f"whether {pair.winner.code} or {pair.loser.code} pays more hangs on the hourly rate"


def of_duties(
    member: Member, trips: Iterable[Trip], schedule: Schedule, period: Month, rulebook: Rulebook
) -> Iterator[str]:
    """What a month's duties leave open: work without a flight, trips and months that are not told in full."""
    base = member.timeline.crew.base
    for event in member.timeline.events:
        if not isinstance(event, Fdp | Rest) and period[0] <= day_of(member, event.start) < period[1]:
            yield f"what {event.id} is credited is not known"
    for trip in trips:
        if trip.month == period and not (trip.begun and trip.ended):
            yield f"the trip of {trip.duties[0].id} is not told from {base} to {base}"
        elif unplaced(trip, rulebook):
            yield f"which month the trip of {trip.duties[0].id} belongs to is for a term of pay to say"
    if leave := _leave(member, rulebook, period):
        yield leave
    if not (schedule.first <= period[0] and period[1] - timedelta(days=1) <= schedule.last):
        yield "the schedule holds a part of the month only"


def unplaced(trip: Trip, rulebook: Rulebook) -> bool:
    """Whether a trip runs into another month and a term says what becomes of it."""
    return trip.last != trip.month and bool(rulebook.of_family("month_boundary"))


def _leave(member: Member, rulebook: Rulebook, period: Month) -> str:
    """Leave that a term credits."""
    within = any(
        day_of(member, each.start) < period[1] and period[0] <= day_of(member, max(each.start, each.end - 1))
        for each in member.leave
    )
    paid = any(_covers(rule, member) for rule in rulebook.of_family("vacation_pay"))
    return "what leave is credited is not known" if within and paid else ""


def of_pay(needs: pl.DataFrame, rulebook: Rulebook) -> Iterator[tuple[str, bool, str]]:
    """What pay leaves open: of whom, whether credit may become less by it, and what lacks."""
    rows = needs.select("crew_id", "rule_owner", "rule_code", "missing").unique().sort(pl.all())
    for crew, owner, code, missing in rows.iter_rows():
        family = rulebook.rules[Key(owner, code)].family
        if family not in MONEY:
            yield crew, family in UNSETTLING, f"{code} needs {missing}"


def _covers(rule: Rule, member: Member) -> bool:
    crew = member.timeline.crew
    return crew.position in rule.positions and (not rule.bases or crew.base in rule.bases)
