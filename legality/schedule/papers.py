"""From when to when a crew member holds a paper, several of one kind taken together."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from domain.schedules.schedule import Paper

Stretch = tuple[date, date]
"""The first and the last day of validity."""
_DAY: Final = timedelta(days=1)


class Papers:
    """The papers of one crew member, by name, and by name and aircraft type."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        found: dict[tuple[str, str | None], set[Stretch]] = defaultdict(set)
        for paper in papers:
            stretch = (paper.since or date.min, paper.through)
            found[paper.name, None].add(stretch)
            if paper.aircraft_type is not None:
                found[paper.name, paper.aircraft_type].add(stretch)
        self._held = {key: _joined(stretches) for key, stretches in found.items()}

    def through(self, name: str, aircraft_type: str | None, day: date) -> date | None:
        """The last day of validity without a gap from ``day`` on, or the last one before; None: never held by then."""
        held = self._held.get((name, aircraft_type), [])
        at = bisect_right(held, (day, date.max))
        return held[at - 1][1] if at else None


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches that follow each other without a day between are one."""
    joined: list[Stretch] = []
    for since, through in sorted(stretch for stretch in stretches if stretch[0] <= stretch[1]):
        if joined and since <= joined[-1][1] + _DAY:
            joined[-1] = (joined[-1][0], max(joined[-1][1], through))
        else:
            joined.append((since, through))
    return joined
