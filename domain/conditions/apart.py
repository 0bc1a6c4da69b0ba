"""What two conditions say of each other on one row: that they exclude, or that one implies the other.

``True`` is a proof; ``False`` only means that none was found.
"""

from datetime import date
from typing import Final

from domain.conditions.condition import Condition
from domain.conditions.normal import negate
from domain.conditions.tree import All, Among, Bound, Comparison, Constant, Either, Leaf, Literal, Missing, Tree

_ENDLESS: Final = 10**12


def apart(one: Condition, other: Condition) -> bool:
    """Whether no row can satisfy both conditions, by one conjunct of each that exclude each other."""
    return _apart(one.tree, other.tree)


def implies(one: Condition, other: Condition) -> bool:
    """Whether on every row on which the first holds the other does, too."""
    return one.tree == other.tree or _apart(one.tree, other.outside)


def _apart(one: Tree, other: Tree) -> bool:
    if Constant(False) in (one, other):
        return True
    if isinstance(one, Either):
        return all(_apart(part, other) for part in one.parts)
    if isinstance(other, Either):
        return all(_apart(one, part) for part in other.parts)
    if isinstance(one, All):
        return any(_apart(part, other) for part in one.parts)
    if isinstance(other, All):
        return any(_apart(one, part) for part in other.parts)
    return negate(one) == other or _unknowable(one, other) or _unknowable(other, one) or _disjoint(one, other)


def _unknowable(one: Leaf, other: Leaf) -> bool:
    """One wants a fact unknown, the other reads it."""
    return isinstance(one, Missing) and one.missing and not isinstance(other, Missing) and one.fact in other.facts


def _disjoint(one: Leaf, other: Leaf) -> bool:
    """Two ranges without a common value, or a list of which the other leaf admits nothing."""
    if isinstance(one, Bound) and isinstance(other, Bound):
        return (one.plus, one.minus) == (other.plus, other.minus) and _no_overlap(one, other)
    return _none_left(one, other) or _none_left(other, one)


def _none_left(listed: Leaf, other: Leaf) -> bool:
    """Whether the first lists values of a fact and the other, on the same fact, admits none of them."""
    if not isinstance(listed, Among) or not listed.among:
        return False
    if isinstance(other, Among) and other.fact == listed.fact:
        return all((option in other.options) is not other.among for option in listed.options)
    if isinstance(other, Bound) and (other.plus, other.minus) == ((listed.fact,), ()):
        return all(_no_overlap(_equal(other, option), other) for option in listed.options)
    return False


def _equal(bound: Bound, option: Literal) -> Bound:
    assert not isinstance(option, str)
    return Bound(bound.plus, bound.minus, Comparison.EQUAL, option)


def _no_overlap(one: Bound, other: Bound) -> bool:
    """Whether two bounds on one sum leave no whole number (or day) between them."""
    (low, high), (least, most) = _range(one), _range(other)
    return max(low, least) > min(high, most)


def _range(bound: Bound) -> tuple[int, int]:
    """The least and the greatest value; ``<>`` excludes one value and so bounds nothing."""
    limit = bound.limit.toordinal() if isinstance(bound.limit, date) else bound.limit
    match bound.comparison:
        case Comparison.EQUAL:
            return limit, limit
        case Comparison.BELOW:
            return -_ENDLESS, limit - 1
        case Comparison.AT_MOST:
            return -_ENDLESS, limit
        case Comparison.ABOVE:
            return limit + 1, _ENDLESS
        case Comparison.AT_LEAST:
            return limit, _ENDLESS
        case Comparison.DIFFERS:
            return -_ENDLESS, _ENDLESS
