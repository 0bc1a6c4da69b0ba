"""Scenarios that no row of facts can satisfy: a rule that applies to one would never hold, and nobody would notice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from domain.conditions.condition import Condition
from domain.conditions.normal import every
from domain.conditions.together import possible
from domain.conditions.tree import All
from domain.lawful import LAWFUL
from domain.rules.rule import Key, Scenario
from domain.visible import conditions_of


@dataclass(frozen=True, slots=True)
class Never:
    """A scenario that can never hold, with its condition.

    ``because``: the parts of it that exclude each other, no more than it takes, and after them the laws between facts
    without which they would not.
    """

    scenario: Key
    condition: str
    because: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"The scenario {self.scenario} can never hold: no row of facts satisfies {self.condition!r} "
            f"({'; '.join(self.because)}). Change the condition, or take the scenario away."
        )


def never_holds(scenarios: Iterable[Scenario]) -> tuple[Never, ...]:
    """The scenarios that can never hold, now or under an earlier condition, in order of their keys.

    A condition that cannot be read is an ``InputError``, one that cannot be decided a ``RefusedError``.
    """
    stands = [stand for scenario in sorted(scenarios, key=lambda one: one.key) for stand in _stands(scenario)]
    return tuple(
        Never(stand.key, stand.condition, tuple(_because(condition)))
        for stand in stands
        if not possible(condition := conditions_of((stand,))[stand.key])
    )


def _stands(scenario: Scenario) -> Iterator[Scenario]:
    """The scenario under each condition that it had and has."""
    for former in scenario.earlier:
        yield scenario.model_copy(update={"condition": former.condition})
    yield scenario


def _because(condition: Condition) -> Iterator[str]:
    parts = condition.tree.parts if isinstance(condition.tree, All) else (condition.tree,)
    for part in parts:
        rest = tuple(other for other in parts if other is not part)
        if not possible(Condition(every(rest), condition.grain)):
            parts = rest
    yield from (part.text for part in parts)
    core = Condition(every(parts), condition.grain)
    for law in LAWFUL.laws:
        if possible(core, replace(LAWFUL, laws=tuple(other for other in LAWFUL.laws if other is not law))):
            yield law.why
