"""Which duties run into each other: duty periods, and what leads into a flight duty period (14 CFR 117.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from domain.timelines.events import Event, Kind
from domain.timelines.timeline import Law, Past

LEADS_IN: Final = (Kind.DEADHEAD, Kind.AIRPORT_STANDBY, Kind.DUTY)
"""Duty that is part of a flight duty period when it comes before a flight with no required rest between."""


HEADS: Final = (Kind.FDP, Kind.SHORT_CALL, Kind.AIRPORT_STANDBY)
"""What rest is due before."""


class Item(NamedTuple):
    """One stretch of duty: an event, or something from before the first one."""

    start: int
    end: int
    kind: Kind
    source: Event | Past


@dataclass(frozen=True, slots=True)
class Stretch:
    """One duty period: duties with no required rest between them. ``end`` is the last release.

    ``head`` is the first reserve or flight duty in it: what rest is due before; None without one.
    """

    items: tuple[Item, ...]
    end: int
    head: Item | None

    @property
    def start(self) -> int:
        """The first report."""
        return self.items[0].start


class Lead(NamedTuple):
    """What leads into a flight duty period: its first duty, and the start of the short call before that."""

    first: Item
    called_out: int | None


@dataclass(frozen=True, slots=True)
class Parting:
    """The rest that parts two duty periods: (UTC minute, minutes of rest from then on), in order.

    What begins before the first of them is parted by the same.
    """

    steps: tuple[tuple[int, int], ...]

    def at(self, minute: int) -> int:
        """The rest, in minutes, that lies before a duty period which begins at a minute."""
        passed = (rest for since, rest in reversed(self.steps) if since <= minute)
        return next(passed, self.steps[0][1])


def grouped(items: Iterable[Item], required: Parting) -> list[Stretch]:
    """Duty periods, items in order of start: a gap of the ``required`` rest ends one.

    A short call begins one, since rest is due before it, and so does a second flight duty period, together with the
    duty that leads into it: what lies after the longest time between the two.
    """
    periods: list[list[Item]] = []
    released = 0
    for item in items:
        if not periods or item.start - released >= required.at(item.start) or item.kind is Kind.SHORT_CALL:
            periods.append([item])
        elif item.kind is Kind.FDP and (flown := _flown(periods[-1])):
            cut = _parted([*periods[-1], item], flown)
            periods.append([*periods[-1][cut:], item])
            del periods[-2][cut:]
        else:
            periods[-1].append(item)
        released = max(released, item.end)
    return [_stretch(period) for period in periods]


def _stretch(period: Sequence[Item]) -> Stretch:
    head = next((item for item in period if item.kind in HEADS), None)
    return Stretch(tuple(period), max(item.end for item in period), head)


def _flown(period: Sequence[Item]) -> int:
    """How many of the items end with the last flight duty period; 0 without one."""
    return next((place for place in range(len(period), 0, -1) if period[place - 1].kind is Kind.FDP), 0)


def _parted(items: Sequence[Item], flown: int) -> int:
    """The place of the first of the items after the longest time free, from the end of the last flight duty on."""
    free = [(items[place].start - items[place - 1].end, -place) for place in range(flown, len(items))]
    return -max(free)[1]


def lead(period: Stretch, item: Item, law: Law) -> Lead:
    """What leads into a flight duty period. Standby at the airport does under Part 117 only (117.21(b))."""
    kinds = LEADS_IN if law is not Law.EASA_FTL else tuple(k for k in LEADS_IN if k is not Kind.AIRPORT_STANDBY)
    first, called_out = item, None
    for before in period.items[: period.items.index(item)]:
        if before.kind is Kind.SHORT_CALL:
            called_out = before.start
        elif before.kind in kinds and first is item:
            first = before
    return Lead(first, called_out)
