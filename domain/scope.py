"""Where a rule speaks: its scenarios, positions, bases and dates, and how two scopes lie to each other.

Everything is asked inside one period. That scopes meet, or that one covers the other, is settled by the conditions;
``SPECIALIZES`` edges only rank rules (``SPECIFIC_OVER_GENERAL``), since nobody has proved what somebody drew.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, product

from domain.conditions.apart import implies
from domain.conditions.condition import Condition
from domain.conditions.together import together
from domain.facts import FACTS, fineness, finer
from domain.rules.pay import Grain, Narrowing, Paying
from domain.rules.rule import Key, Rule

_Found = dict[tuple[Key, Key], bool]
"""What was found out about two scenarios: many rules ask the same."""


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
    _excluding: defaultdict[Grain, _Found] = field(default_factory=lambda: defaultdict(dict), repr=False, compare=False)
    _implying: _Found = field(default_factory=dict, repr=False, compare=False)

    def wider(self, one: Rule, other: Rule) -> bool:
        """Whether ``one`` is drawn to speak of everybody and every situation that ``other`` speaks of, dates aside."""
        return _everybody(one, other) and all(
            self._inside(scenario) & self.scenarios[one.key] for scenario in self.scenarios[other.key]
        )

    def covers(self, one: Rule, other: Rule) -> bool:
        """Whether it is proved that ``one`` holds wherever and whenever ``other`` does in the period.

        Rules that are decided on other rows (a duty, a leg) do not cover each other, and one that its own term narrows
        (to the dates of a holiday, to deadheads) covers nothing.
        """
        return (
            _everybody(one, other)
            and _decided_on(one) is _decided_on(other)
            and not any(isinstance(version.spec, Narrowing) for version in one.versions)
            and all(
                any(self._implies(scenario, situation) for situation in self.scenarios[one.key])
                for scenario in self.scenarios[other.key] - self.scenarios[one.key]
            )
            and self.period.shared(one, other) == self.period.days(other)
        )

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
        """No scenario of one can hold with one of the other on one row that both rules are decided on.

        Where a scenario reads finer rows (the legs of a duty), two that exclude each other hold on one coarser row, by
        one leg and by another.
        """
        rows = min(_decided_on(one), _decided_on(other), key=fineness)
        here, there = self.scenarios[one.key], self.scenarios[other.key]
        known = self._excluding[rows]
        for pair in chain(((both, both) for both in here & there), product(here, there)):  # a shared one tells at once
            if pair not in known:
                known[pair] = self._exclude(*pair, rows)
            if not known[pair]:
                return False
        return True

    def _exclude(self, one: Key, other: Key, rows: Grain) -> bool:
        """Whether two scenarios never hold on one of these rows."""
        here, there = self.conditions[one], self.conditions[other]
        return not finer(_read_on(here), rows) and not finer(_read_on(there), rows) and together(here, there) is None

    def example(self, one: Rule, other: Rule) -> str:
        """A row on which scenarios of both rules hold, in words; where it takes two finer rows, nothing."""
        pairs = product(self._conditions(one), self._conditions(other))
        rows = (together(here, there) for here, there in pairs)
        return min((str(row) for row in rows if row is not None), default="")

    def _conditions(self, rule: Rule) -> list[Condition]:
        return [self.conditions[scenario] for scenario in self.scenarios[rule.key]]

    def _implies(self, narrow: Key, wide: Key) -> bool:
        if (narrow, wide) not in self._implying:
            here, there = self.conditions[narrow], self.conditions[wide]
            self._implying[narrow, wide] = not finer(there.grain, here.grain) and implies(here, there)
        return self._implying[narrow, wide]

    def _inside(self, scenario: Key) -> frozenset[Key]:
        return self.around.get(scenario, frozenset()) | {scenario}


def _everybody(one: Rule, other: Rule) -> bool:
    """Whether ``one`` is for every position and base that ``other`` is for."""
    bases = not one.bases or (bool(other.bases) and set(one.bases) >= set(other.bases))
    return bases and set(one.positions) >= set(other.positions)


def _decided_on(rule: Rule) -> Grain:
    """The rows a rule is decided on: those a term pays; duties for a limit, and for a rate, which prices them."""
    spec = rule.versions[0].spec if rule.versions else None
    return spec.grain if isinstance(spec, Paying) else Grain.DUTY


def _read_on(condition: Condition) -> Grain:
    """The finest row that a condition's facts are of."""
    return max((FACTS[fact].grain for fact in condition.facts), key=fineness, default=Grain.PERIOD)
