"""Which edition is asked, and which day of it: the options of the verbs that read."""

from datetime import date, datetime
from typing import Annotated

import typer

from domain.errors import InputError
from services.past import Known

AsOf = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="What was in force on this day, as 2026-11-30.")
]
KnownAt = Annotated[
    str, typer.Option("--known-at", help="By what was published at this instant, as 2026-11-30T12:00Z.")
]
Edition = Annotated[int | None, typer.Option("--edition", help="By this edition; else the newest.")]


def known(edition: int | None, instant: str) -> Known:
    """Which edition is meant."""
    return Known(edition, _instant(instant) if instant else None)


def day(typed: datetime | None) -> date | None:
    """The day that was typed."""
    return typed.date() if typed else None


def _instant(typed: str) -> datetime:
    try:
        found = datetime.fromisoformat(typed)
    except ValueError:
        raise InputError(f"{typed!r} is no instant: write it as 2026-11-30T12:00Z.") from None
    if found.tzinfo is None:
        raise InputError(f"{typed} has no offset: write it with Z or an offset such as -05:00.")
    return found
