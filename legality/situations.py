"""Which scenarios hold on an event, by the judge's own facts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from domain.conditions import Condition, Truth, evaluate, parse
from domain.rules.pay import Grain
from domain.rules.rule import Key, Scenario

Facts = Mapping[str, object]
_Answer = tuple[Truth, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Standing:
    """That a rule stands on an event: through which scenario, and which facts are ``missing`` to be sure of it."""

    scenario: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """The facts of one event; those of its legs (each with its event's) are worked out when a condition asks."""

    duty: Facts
    legs: Callable[[], Iterable[Facts]]
    known: dict[Key, Standing | None] = field(default_factory=dict)


_UNASKED: Final = object()
"""A fact that the judge never looks up: another thing than one that is blank on record."""


class Situations:
    """Conditions read once, answers kept by the values they hang on: most duties ask the same few."""

    def __init__(self) -> None:
        self._conditions: dict[Key, tuple[Condition, tuple[str, ...]]] = {}
        self._answers: dict[tuple[Key, tuple[object, ...]], _Answer] = {}

    def standing(self, scenarios: Iterable[Scenario], situation: Situation) -> Standing | None:
        """How a rule stands that applies to these scenarios; None when none of them holds.

        A scenario of legs holds on a duty when it holds on one of its legs.
        """
        unsure: Standing | None = None
        for scenario in scenarios:
            key = scenario.key
            if key not in situation.known:
                situation.known[key] = self._holds(scenario, situation)
            found = situation.known[key]
            if found is not None and not found.missing:
                return found
            unsure = unsure or found
        return unsure

    def _holds(self, scenario: Scenario, situation: Situation) -> Standing | None:
        unsure: Standing | None = None
        for facts in situation.legs() if scenario.grain is Grain.LEG else (situation.duty,):
            truth, missing = self._answer(scenario, facts)
            if truth is Truth.HOLDS:
                return Standing(scenario.id)
            if truth is Truth.NEEDS_DATA and unsure is None:
                unsure = Standing(scenario.id, missing)
        return unsure

    def _answer(self, scenario: Scenario, facts: Facts) -> _Answer:
        key = scenario.key
        if key not in self._conditions:
            condition = parse(scenario.condition, scenario.grain)
            self._conditions[key] = (condition, tuple(sorted(condition.facts)))
        condition, names = self._conditions[key]
        asked = (key, tuple(facts.get(name, _UNASKED) for name in names))
        if asked not in self._answers:
            outcome = evaluate(condition, facts)
            self._answers[asked] = (outcome.truth, outcome.missing)
        return self._answers[asked]
