"""The days on which things may change: rules on any, relationships and conditions with a pay period."""

from datetime import date, timedelta

from domain.errors import RefusedError


def check_turn(day: date | None, what: str) -> None:
    """``RefusedError``, with the next lawful day, where a change that binds a whole pay period begins inside one."""
    if day is not None and day.day != 1:
        raise RefusedError(
            f"{what} cannot change on {day}: a relationship and a condition hold for whole pay periods. The next one "
            f"begins on {_next(day)}."
        )


def check_undated(day: date | None, what: str) -> None:
    """``RefusedError`` for a change from a day on of something that has no dates: it would change the past as well."""
    if day is not None:
        raise RefusedError(
            f"{what} has no dated values, so it cannot change from {day} on and stay as it was before: submit that as "
            "a correction, in a change set of its own."
        )


def _next(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
