"""One Rulebook of the days that a schedule spans, ready to judge by."""

from datetime import date
from typing import Final

from domain.rulebook import Rulebook
from legality.families import FAMILIES as OF_TIMELINES
from legality.judge import Judge
from legality.registry import Families, Family
from legality.schedule.families import FAMILIES
from legality.schedule.registry import Of

_KNOWN: Final[Families] = {**OF_TIMELINES, **{name: Family() for name in FAMILIES}}
_OF_FLIGHTS: Final = tuple(name for name, scheduled in FAMILIES.items() if scheduled.of is Of.FLIGHT)


class Part:
    """The rules of some days. ``flights`` are those of flights, ``blind`` the hard ones that cannot be held there:
    rules of flights that are for some bases only, since a flight has none."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.judge = Judge(rulebook, _KNOWN)
        self.flights = self.judge.bindings.everywhere(_OF_FLIGHTS)
        based = (chosen.rule for chosen in rulebook.chosen if chosen.rule.hard and chosen.rule.bases)
        self.blind = frozenset(rule.code for rule in based if rule.family in _OF_FLIGHTS)

    def holds(self, day: date) -> bool:
        """Whether a day is judged by it."""
        return self.rulebook.start <= day < self.rulebook.end

    def checked(self) -> set[str]:
        """The codes of its hard rules that are checked."""
        return {*self.judge.bindings.checked()} - self.blind

    def unchecked(self) -> set[str]:
        """The codes of its hard rules that are not."""
        return {*self.judge.bindings.unchecked(), *self.blind}
