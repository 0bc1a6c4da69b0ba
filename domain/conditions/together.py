"""Whether any row of facts can satisfy a condition, or two at once: decided, with such a row to show.

The rows are the lawful ones (``domain.lawful``). Any fact may be unknown on them, and a law that reads an unknown fact
forbids nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from domain.conditions.apart import apart, implies
from domain.conditions.condition import Condition
from domain.conditions.normal import every, unless_false
from domain.conditions.outcome import Value
from domain.conditions.parse import parse
from domain.conditions.tree import All, Constant, Tree, written
from domain.conditions.trying import Row, found, holds, worth_trying
from domain.lawful import LAWFUL, Lawful
from domain.rules.pay import Grain

_KEPT = 1 << 16  # answers that are kept: pairs of conditions come again in every period and airline


@dataclass(frozen=True, slots=True)
class Witness:
    """A row on which conditions hold: the facts that it takes, and no others; None is a blank on record."""

    row: Row

    def __str__(self) -> str:
        """``delay_code 'MX', delay_minutes 180``; nothing where any row will do."""
        return ", ".join(f"{fact} {_spoken(value)}" for fact, value in sorted(self.row.items()))


def possible(condition: Condition, lawful: Lawful = LAWFUL) -> bool:
    """Whether there is a row on which the condition holds."""
    return _witness(condition.tree, lawful) is not None


@lru_cache(_KEPT)
def together(one: Condition, other: Condition, lawful: Lawful = LAWFUL) -> Witness | None:
    """A row on which both conditions hold; None is a proof that there is none."""
    return None if apart(one, other) else _witness(every((one.tree, other.tree)), lawful)


@lru_cache(_KEPT)
def inside(one: Condition, other: Condition, lawful: Lawful = LAWFUL) -> bool:
    """Whether on every row on which the first holds the other does, too."""
    return implies(one, other) or _witness(every((one.tree, other.outside)), lawful) is None


def _witness(tree: Tree, lawful: Lawful) -> Witness | None:
    row: dict[str, Value | None] = {}
    for group in _groups(tree.parts if isinstance(tree, All) else (tree,), lawful):
        found = _row(group, lawful)
        if found is None:
            return None
        row |= found
    return Witness(MappingProxyType(row))


def _groups(parts: Iterable[Tree], lawful: Lawful) -> Iterable[tuple[Tree, ...]]:
    """The parts, those together that share a fact or whose facts a law links: each group is decided by itself."""
    groups: list[tuple[frozenset[str], tuple[Tree, ...]]] = []
    for facts, held in [*((part.facts, (part,)) for part in parts), *((law.facts, ()) for law in _laws(lawful))]:
        touched = [group for group in groups if group[0] & facts]
        groups = [group for group in groups if group not in touched]
        groups.append((facts.union(*(group[0] for group in touched)), sum((group[1] for group in touched), held)))
    return (tuple(sorted(held, key=lambda part: part.text)) for _, held in groups if held)


@lru_cache(_KEPT)
def _row(parts: tuple[Tree, ...], lawful: Lawful) -> Row | None:
    """The facts of a row on which every part holds, without those that may as well be unknown."""
    facts = frozenset[str]().union(*(part.facts for part in parts))
    trees = (*parts, *(tree for law in _laws(lawful) if (tree := unless_false(law, facts)) != Constant(True)))
    row = _decided(trees, lawful)
    for fact in sorted(row or ()):
        rest = {name: value for name, value in (row or {}).items() if name != fact}
        if holds(parts, rest):
            row = rest
    return row


def _decided(trees: tuple[Tree, ...], lawful: Lawful) -> Row | None:
    values = worth_trying(trees, lawful)
    if not all(values.values()):
        return None
    row = found(trees, values)
    if row is not None:
        return row
    from domain.conditions.solving import solve  # it takes a while to load, and most pairs do without it

    return solve(trees, lawful)


@lru_cache(maxsize=8)
def _laws(lawful: Lawful) -> tuple[Tree, ...]:
    return tuple(parse(law.condition, Grain.LEG).tree for law in lawful.laws)


def _spoken(value: Value | None) -> str:
    if value is None:
        return "unknown"
    return str(value).upper() if isinstance(value, bool) else written(value)
