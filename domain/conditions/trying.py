"""The values worth trying for each fact: those at the edges of what a condition names.

Of one fact alone they decide, since nothing changes between two edges; of several they find most rows there are. It
is the solver that proves that several facts have none.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice, product
from typing import Final

from domain.conditions.coding import texts
from domain.conditions.condition import Condition
from domain.conditions.evaluate import evaluate
from domain.conditions.outcome import Truth, Value
from domain.conditions.tree import All, Among, Bound, Constant, Either, Flag, Leaf, Missing, Same, Tree
from domain.facts import FACTS, FactType
from domain.lawful import Lawful
from domain.rules.pay import Grain

_TRIED: Final = 64  # rows; then the solver is quicker

Row = Mapping[str, Value | None]


def worth_trying(trees: Iterable[Tree], lawful: Lawful) -> dict[str, list[Value | None]]:
    """For each fact that the trees read the values that the trees on it alone admit, the least first.

    None, a blank, comes last. No value for a fact: no row satisfies the trees.
    """
    trees = tuple(trees)
    facts = sorted(frozenset[str]().union(*(tree.facts for tree in trees)))
    return {
        fact: [
            value
            for value in (*_values(fact, trees, lawful), None)
            if holds([tree for tree in trees if tree.facts == {fact}], {fact: value})
        ]
        for fact in facts
    }


def found(trees: Iterable[Tree], values: Mapping[str, list[Value | None]]) -> Row | None:
    """The first row of these values on which the trees hold; None where the first few have none."""
    trees = tuple(trees)
    rows = (dict(zip(values, row, strict=True)) for row in islice(product(*values.values()), _TRIED))
    return next((row for row in rows if holds(trees, row)), None)


def holds(trees: Iterable[Tree], row: Row) -> bool:
    """Whether every tree holds on the row."""
    return all(evaluate(Condition(tree, Grain.LEG), row).truth is Truth.HOLDS for tree in trees)


def _values(fact: str, trees: tuple[Tree, ...], lawful: Lawful) -> list[Value]:
    match FACTS[fact].type:
        case FactType.TEXT:
            read = frozenset[str]().union(*(tree.facts for tree in trees))
            return list(lawful.texts.get(fact) or texts(trees, read, lawful))
        case FactType.BOOLEAN:
            return [False, True]
        case FactType.INTEGER:
            return list(_near(_edges(fact, trees), *lawful.range_of(fact)))
        case FactType.DATE:
            first, last = (day.toordinal() for day in lawful.days)
            return [date.fromordinal(day) for day in _near(_edges(fact, trees), first, last)]


def _near(edges: Iterable[int], least: int, most: int) -> list[int]:
    """The edges and their neighbours from the least to the greatest value, and these."""
    near = {edge + step for edge in edges for step in (-1, 0, 1)}
    return sorted({least, most, *(value for value in near if least < value < most)})


def _edges(fact: str, trees: Iterable[Tree]) -> Iterator[int]:
    """The numbers, or days by ordinal, at which something on the fact changes."""
    for leaf in (leaf for tree in trees for leaf in _leaves(tree) if fact in leaf.facts):
        match leaf:
            case Bound(plus, minus, _, limit):
                weight = plus.count(fact) - minus.count(fact)
                yield _ordinal(limit) // weight
            case Among(_, options, _):
                yield from (_ordinal(option) for option in options if not isinstance(option, str))
            case Constant() | Flag() | Missing() | Same():
                pass


def _ordinal(value: int | date) -> int:
    return value.toordinal() if isinstance(value, date) else value


def _leaves(tree: Tree) -> Iterator[Leaf]:
    if isinstance(tree, All | Either):
        for part in tree.parts:
            yield from _leaves(part)
    else:
        yield tree
