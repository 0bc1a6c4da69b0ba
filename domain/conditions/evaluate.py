"""The plain reading of a condition on one row: slow, obvious, and the reference for the columnar one."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from domain.conditions.condition import Condition
from domain.conditions.distance import Known, distance, lacking, read
from domain.conditions.outcome import Outcome, Truth, Value
from domain.conditions.tree import All, Among, Bound, Constant, Either, Flag, Leaf, Missing, Same, Tree
from domain.errors import InputError
from domain.facts import FACTS, FactType

Row = Mapping[str, object]

_PYTHON: Final[dict[FactType, type]] = {
    FactType.INTEGER: int,
    FactType.TEXT: str,
    FactType.BOOLEAN: bool,
    FactType.DATE: date,
}


def evaluate(condition: Condition, row: Row) -> Outcome:
    """HOLDS, FAILS or NEEDS_DATA on one row of facts.

    None is a blank on record: ``IS NULL`` holds there, and any other question needs data. A fact that the row does
    not have at all was never looked up, so that nothing is known of it, not even whether it is blank. A value of
    another type than its fact is an ``InputError``: nothing is converted.
    """
    known = {fact: typed(fact, row[fact]) for fact in condition.facts if fact in row}
    truth = _holds(condition.tree, known)
    if truth is None:
        return Outcome(Truth.NEEDS_DATA, missing=tuple(sorted(_unknown(condition.tree, known))))
    return Outcome(Truth.HOLDS) if truth else _failure(condition.tree, known)


def typed(fact: str, value: object) -> Value | None:
    wanted = _PYTHON[FACTS[fact].type]
    if value is None:
        return None
    if not isinstance(value, wanted) or isinstance(value, datetime) or (wanted is int and isinstance(value, bool)):
        raise InputError(f"The fact {fact} is {value!r}: it must be of type {FACTS[fact].type}.")
    return value  # type: ignore[return-value]  # the line above has just said so


def _holds(tree: Tree, row: Known) -> bool | None:
    """Kleene's logic: None where the answer hangs on something unknown."""
    if not isinstance(tree, All | Either):
        return _leaf(tree, row)
    answers = {_holds(part, row) for part in tree.parts}
    decisive = isinstance(tree, Either)
    if decisive in answers:
        return decisive
    return None if None in answers else not decisive


def _leaf(leaf: Leaf, row: Known) -> bool | None:
    if isinstance(leaf, Missing):
        return (row[leaf.fact] is None) is leaf.missing if leaf.fact in row else None
    if any(row.get(fact) is None for fact in leaf.facts):
        return None
    match leaf:
        case Constant(value):
            return value
        case Flag(fact, holds):
            return row[fact] is holds
        case Among(fact, options, among):
            return (row[fact] in options) is among
        case Same(left, right, same):
            return (row[left] == row[right]) is same
        case Bound():
            return lacking(leaf, row) == 0


def _unknown(tree: Tree, row: Known) -> set[str]:
    """The unknown facts that keep a tree open."""
    if isinstance(tree, All | Either):
        return {fact for part in tree.parts if _holds(part, row) is None for fact in _unknown(part, row)}
    return {fact for fact in tree.facts if row.get(fact) is None}


def _failure(tree: Tree, row: Known) -> Outcome:
    """The first false conjunct. Of alternatives that all fail, the whole is named, with the least distance."""
    if isinstance(tree, All):
        return _failure(next(part for part in tree.parts if _holds(part, row) is False), row)
    if isinstance(tree, Either):
        lacking = [found.short_by for part in tree.parts if (found := _failure(part, row)).short_by is not None]
        return Outcome(Truth.FAILS, failed=tree.text, short_by=min(lacking, default=None))
    return Outcome(Truth.FAILS, failed=tree.text, value=read(tree, row), short_by=distance(tree, row))
