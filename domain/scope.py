"""Where a rule speaks: its scenarios, positions, bases and dates, and how two scopes lie to each other.

Everything is asked inside one period. A scenario is inside another when it is the same one or specializes it,
directly or through others (``SPECIALIZES``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.conditions.apart import apart
from domain.conditions.condition import Condition
from domain.rules.rule import Key, Rule


@dataclass(frozen=True, slots=True)
class Period:
    """The days a Rulebook is made for: ``start`` up to ``end``, half-open."""

    start: date
    end: date

    def days(self, rule: Rule) -> tuple[date, date]:
        """The part of the period in which the rule is in force, half-open; empty when the first is not the lesser."""
        return max(self.start, rule.effective), min(self.end, rule.expires or self.end)

    def shared(self, one: Rule, other: Rule) -> tuple[date, date]:
        """The part of the period in which both are in force, half-open."""
        (first, last), (begin, end) = self.days(one), self.days(other)
        return max(first, begin), min(last, end)

    def holds(self, rule: Rule) -> bool:
        """Whether the rule is in force on any day of the period."""
        first, last = self.days(rule)
        return first < last


@dataclass(frozen=True, slots=True)
class Scopes:
    """The scopes of the rules in force.

    ``scenarios``: those each rule applies to. ``around``: what each scenario lies inside. ``conditions``: when each
    scenario holds.
    """

    period: Period
    scenarios: Mapping[Key, frozenset[Key]]
    around: Mapping[Key, frozenset[Key]]
    conditions: Mapping[Key, Condition]

    def wider(self, one: Rule, other: Rule) -> bool:
        """Whether ``one`` speaks of everybody and every situation that ``other`` speaks of, dates aside."""
        return (
            all(self._inside(scenario) & self.scenarios[one.key] for scenario in self.scenarios[other.key])
            and set(one.positions) >= set(other.positions)
            and (not one.bases or (bool(other.bases) and set(one.bases) >= set(other.bases)))
        )

    def covers(self, one: Rule, other: Rule) -> bool:
        """Whether ``one`` applies wherever and whenever ``other`` does in the period."""
        return self.wider(one, other) and self.period.shared(one, other) == self.period.days(other)

    def meet(self, one: Rule, other: Rule) -> bool:
        """Whether both can hold on one row: a shared position, base, day, and scenarios not provably apart."""
        first, last = self.period.shared(one, other)
        return (
            first < last
            and bool(set(one.positions) & set(other.positions))
            and (not one.bases or not other.bases or bool(set(one.bases) & set(other.bases)))
            and not self._apart(one, other)
        )

    def _apart(self, one: Rule, other: Rule) -> bool:
        return all(
            apart(self.conditions[scenario], self.conditions[situation])
            for scenario in self.scenarios[one.key]
            for situation in self.scenarios[other.key]
        )

    def _inside(self, scenario: Key) -> frozenset[Key]:
        return self.around.get(scenario, frozenset()) | {scenario}
