"""The judge's verdict on a written schedule: by an airline's rules, or by the rule packs and contracts it names."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from domain.answer import answer
from domain.claims import Claims
from domain.errors import InputError
from domain.judgement import Judgement
from domain.regime import Regime
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from domain.schedules.schedule import Schedule
from graph import packs
from legality.schedule.judging import judge_schedule
from services import airlines, rulebooks
from services.doors import Doors
from services.settings import Settings
from services.timelines import chosen, recorded
from store import editions

_HIRING: Final = "XX"
"""Whoever hired a crew on contracts of the packs."""


def by_packs(settings: Settings, schedule: Schedule) -> Judgement:
    """By shared law, the sample manual and the contracts that the schedule names; starts nothing.

    A contract that no pack has is an ``InputError``.
    """
    hiring = _HIRING if schedule.contracts else PUBLIC
    rules = packs.load_packs(settings.rulepacks, {_HIRING: schedule.contracts} if schedule.contracts else ())
    return judge_schedule(_book(rules, hiring, schedule), schedule)


async def by_edition(doors: Doors, claims: Claims, schedule: Schedule, airline: str) -> Judgement:
    """By the rules of an airline in the newest edition.

    ``NotFoundError`` before the first edition, or for an airline that is not the asker's; ``InputError`` where the
    schedule names contracts of its own, or another regime than the airline's.
    """
    if schedule.contracts:
        raise InputError(f"contracts: {airline} has its own: leave them out, or judge without an airline.")
    if schedule.regime is not Regime.FAA:
        raise InputError(f"regime: {airline} flies under {Regime.FAA}: judge {schedule.regime} without an airline.")
    number = await rulebooks.newest(doors, claims)
    found = await airlines.find(doors, claims, airline)
    async with doors.database.reading(claims) as session:
        rules = await editions.content(session, number, found.code)
    policy = recorded(found.policy)
    crew = tuple(replace(member, timeline=chosen(member.timeline, policy)) for member in schedule.crew)
    return judge_schedule(_book(rules, found.code, schedule), replace(schedule, crew=crew))


def _book(rules: RuleGraph, airline: str, schedule: Schedule) -> Rulebook:
    return resolve(rules, airline, schedule.first, schedule.last + timedelta(days=1), schedule.regime)


def written(judgement: Judgement) -> dict[str, Any]:
    """A judgement of a schedule as JSON says it: each finding names its crew member, if it is one's."""
    said = answer(judgement)
    findings: Sequence[dict[str, Any]] = said["findings"]
    for told, found in zip(findings, judgement.findings, strict=True):
        told["crew"] = found.crew_id or None
    return {key: value for key, value in said.items() if key not in ("assumptions", "latest_legal_ends")}
