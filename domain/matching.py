"""Which scenarios hold on one row of facts, a flight or a duty, and why: this decides.

Only the conditions are asked; what is drawn between scenarios says no more than which to name first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain.conditions import Condition, Outcome, Truth, evaluate
from domain.conditions.given import checked
from domain.conditions.normal import either
from domain.conditions.outcome import Value
from domain.conditions.tree import All, Either, Tree
from domain.facts import finer
from domain.hierarchy import Drawn, around, specific_first
from domain.rules.pay import Grain
from domain.rules.rule import Key, Scenario
from domain.visible import conditions_of

Row = Mapping[str, Value | None]


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of a condition that holds, of alternatives those that do, with the values it read."""

    condition: str
    values: tuple[tuple[str, Value | None], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one scenario says of the row.

    ``outcome``: whether it holds; else the part that fails, with the value and by how much, or the facts it needs.
    ``why``: the parts that hold, whatever the whole says. ``inside``: the scenarios that hold and that it is drawn
    inside.
    """

    scenario: Key
    title: str
    outcome: Outcome
    why: tuple[Reason, ...]
    inside: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The scenarios that hold, each before those it lies inside; those that fail and that need data, by key."""

    holds: tuple[Answer, ...]
    fails: tuple[Answer, ...]
    needs_data: tuple[Answer, ...]


def match(
    facts: Mapping[str, object], grain: Grain, scenarios: Iterable[Scenario], specializes: Iterable[Drawn] = ()
) -> Match:
    """The answer of every scenario that one row of this grain can answer: those of its own grain and of coarser ones.

    A fact that is not given is unknown; None is a blank on record. Give scenarios as they are on the row's day
    (``domain.dated``). ``InputError`` for a fact that such a row cannot have or a condition that cannot be read,
    ``RefusedError`` for scenarios drawn in a circle.
    """
    row = checked(facts, grain)
    asked = {scenario.key: scenario for scenario in scenarios if not finer(scenario.grain, grain)}
    conditions, wider = conditions_of(asked.values()), around(specializes)
    outcomes = {key: evaluate(condition, row) for key, condition in conditions.items()}

    held = {key: conditions[key] for key, outcome in outcomes.items() if outcome.truth is Truth.HOLDS}
    line = [*specific_first(held, wider), *sorted(conditions.keys() - held.keys())]

    def answers(truth: Truth) -> tuple[Answer, ...]:
        return tuple(
            Answer(
                scenario=key,
                title=asked[key].title,
                outcome=outcomes[key],
                why=tuple(_reasons(conditions[key], row)),
                inside=tuple(sorted(wider.get(key, frozenset()) & held.keys())),
            )
            for key in line
            if outcomes[key].truth is truth
        )

    return Match(answers(Truth.HOLDS), answers(Truth.FAILS), answers(Truth.NEEDS_DATA))


def _reasons(condition: Condition, row: Row) -> Iterator[Reason]:
    parts = condition.tree.parts if isinstance(condition.tree, All) else (condition.tree,)
    for part in parts:
        if _holds(part, row):
            told = either(one for one in part.parts if _holds(one, row)) if isinstance(part, Either) else part
            yield Reason(told.text, tuple((fact, row[fact]) for fact in sorted(told.facts) if fact in row))


def _holds(tree: Tree, row: Row) -> bool:
    return evaluate(Condition(tree, Grain.LEG), row).truth is Truth.HOLDS
