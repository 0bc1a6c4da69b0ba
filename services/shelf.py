"""The Rulebooks that this process has compiled, the last used ones kept."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from domain.regime import Regime
from domain.rulebook import Rulebook

ROOM: Final = 256
"""How many Rulebooks a process keeps: some hundred kilobytes each."""


class Place(NamedTuple):
    """What a Rulebook was compiled for, from which edition, and under whose law."""

    airline: str
    start: date
    end: date
    edition: int
    regime: Regime = Regime.FAA


@dataclass(frozen=True, slots=True)
class Shelf:
    """Compiled Rulebooks by place. A new edition or regime is a new place, so nothing here is ever out of date."""

    _kept: OrderedDict[Place, Rulebook] = field(default_factory=OrderedDict)

    def find(self, place: Place) -> Rulebook | None:
        """The Rulebook of a place, if it was compiled here."""
        found = self._kept.get(place)
        if found is not None:
            self._kept.move_to_end(place)
        return found

    def put(self, place: Place, rulebook: Rulebook) -> None:
        """Keeps a Rulebook; the one unused for longest makes room."""
        self._kept[place] = rulebook
        while len(self._kept) > ROOM:
            self._kept.popitem(last=False)
