"""From SQL nodes to the normal tree, typed on the way; anything untyped or unknown is a ``LanguageError``."""

from collections import Counter

from sqlglot import exp

from domain.conditions.grammar import COMPARISONS, REMEDY, LanguageError, bare, remedy
from domain.conditions.normal import MIRRORED, among, bound, either, every, negate
from domain.conditions.operands import day, fact, fact_of, gather, option, type_of
from domain.conditions.tree import Bound, Comparison, Constant, Flag, Missing, Same, Tree
from domain.facts import FactType
from domain.rules.pay import Grain

_VALUES = (exp.Literal, exp.Boolean, exp.Cast)


def read(node: exp.Expr, grain: Grain) -> Tree:
    """The tree of a node that is true or false."""
    node = bare(node)
    match node:
        case exp.And():
            return every((read(node.this, grain), read(node.expression, grain)))
        case exp.Or():
            return either((read(node.this, grain), read(node.expression, grain)))
        case exp.Not():
            return negate(read(node.this, grain))
        case _:
            return _leaf(node, grain)


def _leaf(node: exp.Expr, grain: Grain) -> Tree:
    match node:
        case exp.Boolean():
            return Constant(bool(node.this))
        case exp.Column():
            return Flag(fact_of(node, FactType.BOOLEAN, grain), True)
        case exp.In():
            return _in(node, grain)
        case exp.Between():
            return _between(node, grain)
        case exp.Is():
            return _is_null(node, grain)
        case _ if type(node) in COMPARISONS:
            return _comparison(node.this, COMPARISONS[type(node)], node.expression, grain)
        case _:
            raise LanguageError(node, f"{node.sql()} is neither true nor false", "compare it with something")


def _in(node: exp.In, grain: Grain) -> Tree:
    name = fact(node.this, grain)
    options = [option(listed, name) for listed in node.expressions]
    if not options:
        raise LanguageError(node, f"the list for {name} is empty", "list at least one value")
    return among(name, options)


def _between(node: exp.Between, grain: Grain) -> Tree:
    low = _comparison(node.this, Comparison.AT_LEAST, node.args["low"], grain)
    return every((low, _comparison(node.this, Comparison.AT_MOST, node.args["high"], grain)))


def _is_null(node: exp.Is, grain: Grain) -> Tree:
    if not isinstance(node.expression, exp.Null):
        raise LanguageError(node, "IS is followed by something other than NULL", "write IS NULL or IS NOT NULL")
    return Missing(fact(node.this, grain), True)


def _comparison(left: exp.Expr, comparison: Comparison, right: exp.Expr, grain: Grain) -> Tree:
    """Compares two operands of one type. A literal on the left changes places with the fact."""
    left, right = bare(left), bare(right)
    kind, other = type_of(left, grain), type_of(right, grain)
    if kind is not other:
        given, wanted = (left, other) if isinstance(left, _VALUES) else (right, kind)
        what = f"{left.sql()} is {kind} and {right.sql()} is {other}"
        raise LanguageError(given, what, remedy(wanted, given))
    if kind is FactType.INTEGER:
        return _numbers(left, comparison, right, grain)
    if not isinstance(left, exp.Column):
        left, comparison, right = right, MIRRORED[comparison], left
    name = fact_of(left, kind, grain)
    if kind is FactType.DATE:
        return _dates(name, comparison, right)
    if comparison not in (Comparison.EQUAL, Comparison.DIFFERS):
        raise LanguageError(left, f"{comparison} has no meaning for {name}", "compare with =, <> or IN")
    equal = _texts(name, right, grain) if kind is FactType.TEXT else _flags(name, right)
    return equal if comparison is Comparison.EQUAL else negate(equal)


def _numbers(left: exp.Expr, comparison: Comparison, right: exp.Expr, grain: Grain) -> Tree:
    weights = Counter[str]()
    constant = gather(left, 1, weights, grain) + gather(right, -1, weights, grain)
    lost = sorted(name for name, weight in weights.items() if not weight)
    if lost:
        raise LanguageError(left, f"{lost[0]} cancels itself out", "leave it out")
    if not weights:
        raise LanguageError(left, "only numbers are compared", "name a fact")
    return bound(weights, comparison, -constant)


def _dates(name: str, comparison: Comparison, right: exp.Expr) -> Tree:
    if not isinstance(right, exp.Cast):
        raise LanguageError(right, f"{name} is compared with another fact", REMEDY[FactType.DATE])
    return Bound((name,), (), comparison, day(right))


def _texts(name: str, right: exp.Expr, grain: Grain) -> Tree:
    if not isinstance(right, exp.Column):
        return among(name, (option(right, name),))
    first, second = sorted((name, fact_of(right, FactType.TEXT, grain)))
    if first == second:
        raise LanguageError(right, f"{first} is compared with itself", "name another fact or a text")
    return Same(first, second, True)


def _flags(name: str, right: exp.Expr) -> Tree:
    if not isinstance(right, exp.Boolean):
        raise LanguageError(
            right, f"{name} is compared with a condition", "compare it with TRUE or FALSE, or use AND and OR"
        )
    return Flag(name, bool(right.this))
