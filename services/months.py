"""The months that matter now, by the settable clock."""

from datetime import date, timedelta

from domain import clock
from domain.errors import InputError
from services.settings import Settings

Month = tuple[date, date]
"""The first day, and the first day after it."""


def month(day: date) -> Month:
    """The month that a day is in."""
    start = day.replace(day=1)
    return start, (start + timedelta(days=31)).replace(day=1)


def current(settings: Settings) -> Month:
    """The month we are in (UTC)."""
    return month(clock.to_datetime(settings.minute()).date())


def around(settings: Settings) -> tuple[Month, Month]:
    """The month before, which is being paid, and the one we are in."""
    now = current(settings)
    return month(now[0] - timedelta(days=1)), now


def parse(text: str) -> Month:
    """The month of ``2026-11``; anything else is an ``InputError``."""
    try:
        return month(date.fromisoformat(f"{text}-01"))
    except ValueError:
        raise InputError(f"{text!r} is no month: write it as 2026-11.") from None
