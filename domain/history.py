"""What is dated held against itself: from which day to which a value differs between two editions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.comparison import Change, changes

Dated = Sequence[tuple[date, object]]
"""Values with the day from which each holds, ascending; nothing holds before the first."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A change with the days on which it counts, half-open; None: from the beginning, for good."""

    change: Change
    since: date | None = None
    until: date | None = None


def turns(before: Dated, after: Dated, path: str, name: str) -> list[Turn]:
    """What differs and when, by its first day. ``name`` is what the dates themselves are called.

    Equal content that is only dated otherwise is one change of the dates.
    """
    days = sorted({day for day, _ in (*before, *after)})
    spans = _joined(before, after, path, days)
    told = {day for since, until, _ in spans for day in (since, until)}
    moved = {day for day, _ in before} ^ {day for day, _ in after}
    found = [Turn(change, None if since == _first(before, after) else since, until) for since, until, change in spans]
    return found if moved <= told else [*found, Turn(Change(name, _days(before), _days(after)))]


def _joined(before: Dated, after: Dated, path: str, days: Sequence[date]) -> list[tuple[date, date | None, Change]]:
    """Each change with its days; one that goes on over a date is one."""
    open_: dict[Change, date] = {}
    done: list[tuple[date, date | None, Change]] = []
    for day in days:
        now = list(_on(day, before, after, path))
        done += [(open_.pop(change), day, change) for change in list(open_) if change not in now]
        open_ |= {change: day for change in now if change not in open_}
    return sorted([*done, *((since, None, change) for change, since in open_.items())], key=lambda span: span[0])


def _on(day: date, before: Dated, after: Dated, path: str) -> Iterator[Change]:
    """What differs on a day; nothing while only one of the two has begun."""
    old, new = _value(before, day), _value(after, day)
    if not before or not after or (old is not None and new is not None):
        yield from changes(old, new, path)


def _value(dated: Dated, day: date) -> object:
    return next((value for since, value in reversed(dated) if since <= day), None)


def _first(before: Dated, after: Dated) -> date:
    """The first day on which both say something (or the one that says anything at all)."""
    return max(dated[0][0] for dated in (before, after) if dated)


def _days(dated: Dated) -> str | None:
    return ", ".join(day.isoformat() for day, _ in dated if day != date.min) or None
