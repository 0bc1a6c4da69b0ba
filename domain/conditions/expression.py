"""Conditions over whole frames: our own translation to Polars, in which null means that data is needed.

Polars compares a date with an integer and a boolean with text without a word, so a frame's types are checked here.
"""

from functools import reduce
from operator import add, and_, or_
from typing import Final

import polars as pl

from domain.conditions.condition import Condition
from domain.conditions.tree import All, Among, Bound, Comparison, Constant, Either, Flag, Missing, Same, Tree
from domain.errors import InputError
from domain.facts import FACTS, FactType

COLUMN: Final[dict[FactType, pl.DataType]] = {
    FactType.INTEGER: pl.Int64(),
    FactType.TEXT: pl.String(),
    FactType.BOOLEAN: pl.Boolean(),
    FactType.DATE: pl.Date(),
}
"""The one column type that each type of fact is kept in."""


def check_columns(condition: Condition, schema: pl.Schema) -> None:
    """Raises ``InputError`` unless the frame has every fact the condition asks for, in the fact's own type."""
    absent = sorted(condition.facts - set(schema.names()))
    if absent:
        raise InputError(f"The frame has no column {', '.join(absent)}, which {condition.normalised!r} asks for.")
    for fact in sorted(condition.facts):
        wanted = COLUMN[FACTS[fact].type]
        if schema[fact] != wanted:
            raise InputError(f"The column {fact} is {schema[fact]}: conditions read it as {wanted}.")


def translate(tree: Tree) -> pl.Expr:
    """The expression of a tree, with the three-valued logic of SQL."""
    match tree:
        case Constant(value):
            return pl.lit(value)
        case Flag(fact, holds):
            return pl.col(fact) if holds else ~pl.col(fact)
        case Missing(fact, missing):
            return pl.col(fact).is_null() if missing else pl.col(fact).is_not_null()
        case Among(fact, options, among):
            inside = pl.col(fact).is_in(options)
            return inside if among else ~inside
        case Same(left, right, same):
            return pl.col(left) == pl.col(right) if same else pl.col(left) != pl.col(right)
        case Bound():
            return _compared(tree)
        case All(parts):
            return reduce(and_, map(translate, parts))
        case Either(parts):
            return reduce(or_, map(translate, parts))


def _compared(bound: Bound) -> pl.Expr:
    total = reduce(add, map(pl.col, bound.plus))
    for fact in bound.minus:
        total = total - pl.col(fact)
    limit = pl.lit(bound.limit)
    match bound.comparison:
        case Comparison.EQUAL:
            return total == limit
        case Comparison.DIFFERS:
            return total != limit
        case Comparison.BELOW:
            return total < limit
        case Comparison.AT_MOST:
            return total <= limit
        case Comparison.ABOVE:
            return total > limit
        case Comparison.AT_LEAST:
            return total >= limit
