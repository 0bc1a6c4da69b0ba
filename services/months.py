"""The months that matter now, by the settable clock."""

from datetime import date, timedelta
from itertools import chain

from domain import clock
from domain.dated import turning_days
from domain.errors import InputError
from domain.rulegraph import RuleGraph
from domain.rules.rule import Rule
from services.settings import Settings

Month = tuple[date, date]
"""The first day, and the first day after it."""


def month(day: date) -> Month:
    """The month that a day is in."""
    start = day.replace(day=1)
    return start, (start + timedelta(days=31)).replace(day=1)


def today(settings: Settings) -> date:
    """The day it is (UTC)."""
    return clock.to_datetime(settings.minute()).date()


def current(settings: Settings) -> Month:
    """The month we are in (UTC)."""
    return month(today(settings))


def around(settings: Settings) -> tuple[Month, Month]:
    """The month before, which is being paid, and the one we are in."""
    now = current(settings)
    return month(now[0] - timedelta(days=1)), now


def to_settle(settings: Settings, graph: RuleGraph, *also: date) -> tuple[Month, ...]:
    """The months whose rules must settle: those around now, each later one in which something of the graph begins,
    ends or changes, and those of the days ``also``.
    """
    first = current(settings)[0]
    turns = {*turning_days(graph), *chain.from_iterable(_days(rule) for rule in graph.rules)}
    months = {month(day) for day in turns if day is not None and day >= first} | {month(day) for day in also}
    return tuple(sorted({*around(settings), *months}))


def parse(text: str) -> Month:
    """The month of ``2026-11``; anything else is an ``InputError``."""
    try:
        return month(date.fromisoformat(f"{text}-01"))
    except ValueError:
        raise InputError(f"{text!r} is no month: write it as 2026-11.") from None


def _days(rule: Rule) -> tuple[date | None, ...]:
    return rule.effective, rule.expires, *(version.since for version in rule.versions)
