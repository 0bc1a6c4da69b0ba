"""Which scenarios hold on an event, by the judge's own facts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from domain.conditions import Truth, evaluate, parse
from domain.rules.pay import Grain
from domain.rules.rule import Scenario

Facts = Mapping[str, object]


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
    known: dict["Question", Standing | None] = field(default_factory=dict)


UNASKED: Final = object()
"""A fact that the judge never looks up: another thing than one that is blank on record."""


class Question:
    """A scenario, read once. Answers are kept by the values they hang on: most duties ask the same few.

    ``names`` are the facts that it asks for, ``of_legs``: of a leg and not of the duty.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._condition = parse(scenario.condition, scenario.grain)
        self.names = tuple(sorted(self._condition.facts))
        self.of_legs = scenario.grain is Grain.LEG
        self._id = scenario.id
        self._answers: dict[tuple[object, ...], Standing | None] = {}

    def standing(self, situation: Situation) -> Standing | None:
        """How a rule stands that applies to the scenario; None when it does not hold.

        A scenario of legs holds on a duty when it holds on one of its legs.
        """
        if not self.of_legs:
            return self._answer(situation.duty)
        if self not in situation.known:
            situation.known[self] = surest(self._answer(each) for each in situation.legs())
        return situation.known[self]

    def _answer(self, facts: Facts) -> Standing | None:
        asked = tuple([facts.get(name, UNASKED) for name in self.names])
        answer = self._answers.get(asked, UNASKED)
        if answer is UNASKED:
            outcome = evaluate(self._condition, facts)
            fails = outcome.truth is Truth.FAILS
            answer = self._answers[asked] = None if fails else Standing(self._id, outcome.missing)
        return answer  # type: ignore[return-value]


def surest(found: Iterable[Standing | None]) -> Standing | None:
    """The first that is sure, or else the first that may stand; None where none does."""
    unsure: Standing | None = None
    for standing in found:
        if standing is not None and not standing.missing:
            return standing
        unsure = unsure or standing
    return unsure
