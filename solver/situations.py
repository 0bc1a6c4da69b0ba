"""Which scenarios of the Rulebook hold on a duty, by the conditions' own language over planned facts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from domain.conditions import Condition, Outcome, Truth, evaluate, parse
from domain.errors import RefusedError
from domain.facts import FACTS
from domain.rulebook import Rulebook
from domain.rules.pay import Grain
from domain.rules.rule import Key, Rule, Scenario
from solver.draft import Facts, Row

_ABSENT: Final = object()
"""A fact that was never looked up, which is not one that is blank on record."""


@dataclass(frozen=True)
class Situation:
    """A scenario with its condition read once, and what it answered before for the same facts."""

    scenario: Scenario
    condition: Condition
    known: dict[tuple[object, ...], Outcome] = field(default_factory=dict)

    def holds(self, rule: Rule, facts: Facts, in_doubt: bool) -> bool:
        """Whether the scenario holds: on any leg, where it speaks of legs.

        A fact not known is refused by name; of a committed duty only the times are, and ``in_doubt`` is the answer.
        """
        return any(self._on(rule, row, in_doubt if facts.flights is None else None) for row in self._rows(facts))

    def _rows(self, facts: Facts) -> tuple[Row, ...]:
        if not self.condition.facts:
            return ({},)
        return facts.legs if self.scenario.grain is Grain.LEG else (facts.row,)

    def _on(self, rule: Rule, row: Row, in_doubt: bool | None) -> bool:
        key = tuple(row.get(name, _ABSENT) for name in self.condition.facts)
        if key not in self.known:
            self.known[key] = evaluate(self.condition, row)
        outcome = self.known[key]
        if outcome.truth is not Truth.NEEDS_DATA:
            return outcome.truth is Truth.HOLDS
        if in_doubt is None:
            raise self.refused(rule, outcome.missing)
        return in_doubt

    def refused(self, rule: Rule, facts: Iterable[str]) -> RefusedError:
        """The error for facts that a plan cannot have."""
        return RefusedError(
            f"The solver cannot enforce {rule.key}: its scenario {self.scenario.id} asks for {', '.join(facts)}, "
            "which is not known when a duty is planned. Use facts that are marked planned and on record."
        )


def situations(rulebook: Rulebook, rules: Iterable[Rule]) -> dict[Key, tuple[Situation, ...]]:
    """The scenarios of each of the rules; ``RefusedError`` where one asks for a fact of the day itself."""
    read: dict[Key, Situation] = {}
    found: dict[Key, tuple[Situation, ...]] = {}
    for rule in rules:
        scenarios = rulebook.scenarios_of(rule.key)
        for scenario in scenarios:
            read.setdefault(scenario.key, Situation(scenario, parse(scenario.condition, scenario.grain)))
        found[rule.key] = tuple(read[scenario.key] for scenario in scenarios)
        _refuse_late_facts(rule, found[rule.key])
    return found


def _refuse_late_facts(rule: Rule, asked: tuple[Situation, ...]) -> None:
    for situation in asked:
        late = sorted(name for name in situation.condition.facts if not FACTS[name].planned)
        if late:
            raise situation.refused(rule, late)
