"""How normal trees are built: the laws of three-valued logic that hold for unknown facts too."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from domain.conditions.tree import All, Among, Bound, Comparison, Constant, Either, Flag, Literal, Missing, Same, Tree

OPPOSITE = {
    Comparison.EQUAL: Comparison.DIFFERS,
    Comparison.DIFFERS: Comparison.EQUAL,
    Comparison.BELOW: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.BELOW,
    Comparison.ABOVE: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.ABOVE,
}
"""What a comparison becomes under NOT."""

MIRRORED = {
    Comparison.EQUAL: Comparison.EQUAL,
    Comparison.DIFFERS: Comparison.DIFFERS,
    Comparison.BELOW: Comparison.ABOVE,
    Comparison.ABOVE: Comparison.BELOW,
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.AT_MOST,
}
"""What a comparison becomes when its sides change places."""


def negate(tree: Tree) -> Tree:
    """NOT, carried down to the leaves (De Morgan): NOT of unknown stays unknown all the way."""
    match tree:
        case Constant(value):
            return Constant(not value)
        case Flag(fact, holds):
            return Flag(fact, not holds)
        case Missing(fact, missing):
            return Missing(fact, not missing)
        case Among(fact, options, among):
            return Among(fact, options, not among)
        case Same(left, right, same):
            return Same(left, right, not same)
        case Bound(plus, minus, comparison, limit):
            return Bound(plus, minus, OPPOSITE[comparison], limit)
        case All(parts):
            return either(negate(part) for part in parts)
        case Either(parts):
            return every(negate(part) for part in parts)


def unless_false(tree: Tree, known: Collection[str]) -> Tree:
    """Where a tree is true or unknown, as a tree. Facts that are not among ``known`` are unknown everywhere."""
    match tree:
        case All(parts):
            return every(unless_false(part, known) for part in parts)
        case Either(parts):
            return either(unless_false(part, known) for part in parts)
        case Missing():
            return tree
        case _:
            if not tree.facts <= set(known):
                return Constant(True)
            return either((tree, *(Missing(fact, True) for fact in tree.facts)))


def every(parts: Iterable[Tree]) -> Tree:
    """AND: flat, without repetition, in order of text. FALSE decides it, TRUE adds nothing."""
    flat = {inner for part in parts for inner in (part.parts if isinstance(part, All) else (part,))}
    if Constant(False) in flat:
        return Constant(False)
    rest = sorted(flat - {Constant(True)}, key=lambda part: part.text)
    return All(tuple(rest)) if len(rest) > 1 else (rest[0] if rest else Constant(True))


def either(parts: Iterable[Tree]) -> Tree:
    """OR: flat, without repetition, in order of text. TRUE decides it, FALSE adds nothing."""
    flat = {inner for part in parts for inner in (part.parts if isinstance(part, Either) else (part,))}
    if Constant(True) in flat:
        return Constant(True)
    rest = sorted(flat - {Constant(False)}, key=lambda part: part.text)
    return Either(tuple(rest)) if len(rest) > 1 else (rest[0] if rest else Constant(False))


def among(fact: str, options: Iterable[Literal]) -> Tree:
    """IN: sorted, each option once; one number or date alone is an equation."""
    chosen = tuple(sorted(set(options)))
    if len(chosen) == 1 and isinstance(chosen[0], int | date):
        return Bound((fact,), (), Comparison.EQUAL, chosen[0])
    return Among(fact, chosen, True)


def bound(weights: Counter[str], comparison: Comparison, limit: int) -> Tree:
    """A sum of facts against a number; the first fact by name is added, so that the sides have one order."""
    plus, minus = _repeated(weights), _repeated(Counter({fact: -weight for fact, weight in weights.items()}))
    if minus and (not plus or minus[0] < plus[0]):
        return Bound(minus, plus, MIRRORED[comparison], -limit)
    return Bound(plus, minus, comparison, limit)


def _repeated(weights: Counter[str]) -> tuple[str, ...]:
    """The facts of positive weight, by name, each as often as it weighs."""
    return tuple(sorted(weights.elements()))
