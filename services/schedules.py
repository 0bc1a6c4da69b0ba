"""The judge's verdict on a written schedule: by an airline's rules, or by the rule packs and contracts it names."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any, Final

from domain.answer import answer
from domain.claims import Claims
from domain.dated import turning_days
from domain.errors import InputError
from domain.judgement import Judgement
from domain.money import USD
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rules.rule import PUBLIC
from domain.schedules.schedule import Schedule
from domain.visible import visible_to
from graph import packs
from legality.schedule.judging import judge_schedule
from services import airlines, regimes, rulebooks
from services.doors import Doors
from services.earning import Terms, earned
from services.settings import Settings
from services.timelines import chosen, recorded
from store import airlines as airline_rows
from store import editions

_HIRING: Final = "XX"
"""Whoever hired a crew on contracts of the packs."""


def by_packs(settings: Settings, schedule: Schedule) -> Judgement:
    """By shared law, the sample manual and the contracts that the schedule names; starts nothing.

    A contract that no pack has is an ``InputError``.
    """
    hiring = _HIRING if schedule.contracts else PUBLIC
    rules = packs.load_packs(settings.rulepacks, {_HIRING: schedule.contracts} if schedule.contracts else ())
    return judged(Terms(rules, hiring, USD), schedule)


async def by_edition(doors: Doors, claims: Claims, schedule: Schedule, airline: str) -> Judgement:
    """By the rules of an airline in the newest edition.

    ``NotFoundError`` before the first edition, or for an airline that is not the asker's; ``InputError`` where the
    schedule names contracts of its own, or another regime than the airline's; ``RefusedError`` where that changes
    inside the period.
    """
    if schedule.contracts:
        raise InputError(f"contracts: {airline} has its own: leave them out, or judge without an airline.")
    number = await rulebooks.newest(doors, claims)
    found = await airlines.find(doors, claims, airline)
    regime = regimes.of(found, schedule.first, schedule.last + timedelta(days=1))
    if schedule.regime is not regime:
        raise InputError(f"regime: {airline} flies under {regime}: judge {schedule.regime} without an airline.")
    async with doors.database.reading(claims) as session:
        rules = await editions.content(session, number, found.code)
        currency = await airline_rows.currency(session, found.id)
    policy = recorded(found.policy)
    crew = tuple(replace(member, timeline=chosen(member.timeline, policy)) for member in schedule.crew)
    return await asyncio.to_thread(judged, Terms(rules, found.code, currency), replace(schedule, crew=crew))


def judged(terms: Terms, schedule: Schedule) -> Judgement:
    """By these rules, each thing by those of its own day. Credit is worked out where a rule asks for it."""
    first, *later = _books(terms, schedule)
    asked = any(rule.hard for book in (first, *later) for rule in book.of_family("credit_bounds"))
    return judge_schedule(first, earned(schedule, terms) if asked else schedule, *later)


def _books(terms: Terms, schedule: Schedule) -> list[Rulebook]:
    """One Rulebook, or one up to each day on which a relationship or a condition changes."""
    first, after = schedule.first, schedule.last + timedelta(days=1)
    turns = {day for day in turning_days(visible_to(terms.rules, terms.airline)) if first < day < after}
    edges = pairwise([first, *sorted(turns), after])
    return [resolve(terms.rules, terms.airline, start, end, schedule.regime) for start, end in edges]


def written(judgement: Judgement) -> dict[str, Any]:
    """A judgement of a schedule as JSON says it: each finding names its crew member, if it is one's."""
    said = answer(judgement)
    findings: Sequence[dict[str, Any]] = said["findings"]
    for told, found in zip(findings, judgement.findings, strict=True):
        told["crew"] = found.crew_id or None
    return {key: value for key, value in said.items() if key not in ("assumptions", "latest_legal_ends")}
