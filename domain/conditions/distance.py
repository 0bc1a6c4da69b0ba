"""How far a row is from a bound: in the fact's own unit, or in days."""

from collections.abc import Mapping
from datetime import date

from domain.conditions.outcome import Value
from domain.conditions.tree import Bound, Comparison, Leaf

Known = Mapping[str, Value | None]
"""The facts of one row, each of its own type."""


def lacking(bound: Bound, row: Known) -> int:
    """How far the facts are from the bound; 0 where it holds."""
    over = _over(bound, row)
    match bound.comparison:
        case Comparison.EQUAL:
            return abs(over)
        case Comparison.DIFFERS:
            return 0 if over else 1
        case Comparison.BELOW:
            return max(0, over + 1)
        case Comparison.AT_MOST:
            return max(0, over)
        case Comparison.ABOVE:
            return max(0, 1 - over)
        case Comparison.AT_LEAST:
            return max(0, -over)


def _over(bound: Bound, row: Known) -> int:
    """The sum of the facts, less the limit: a number, or days between dates."""
    if isinstance(bound.limit, date):
        day = row[bound.plus[0]]
        assert isinstance(day, date)
        return (day - bound.limit).days
    return _sum(bound, row) - bound.limit


def _sum(bound: Bound, row: Known) -> int:
    return sum(_number(row[fact]) for fact in bound.plus) - sum(_number(row[fact]) for fact in bound.minus)


def _number(value: Value | None) -> int:
    assert isinstance(value, int)
    return value


def read(leaf: Leaf, row: Known) -> Value | None:
    """What stood on the left: the sum, or the one fact; None where several facts are compared."""
    if isinstance(leaf, Bound) and not isinstance(leaf.limit, date):
        return _sum(leaf, row)
    return row[next(iter(leaf.facts))] if len(leaf.facts) == 1 else None


def distance(leaf: Leaf, row: Known) -> int | None:
    """How much is lacking; None where there is nothing to come nearer to."""
    if isinstance(leaf, Bound) and leaf.comparison is not Comparison.DIFFERS:
        return lacking(leaf, row)
    return None
