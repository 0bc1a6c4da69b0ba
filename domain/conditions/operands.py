"""The operands of a condition: facts known at its grain, whole numbers, texts and dates, each of its own type."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from difflib import get_close_matches
from typing import Final

from sqlglot import exp

from domain.conditions.grammar import REMEDY, LanguageError, bare, remedy
from domain.conditions.tree import Literal, written
from domain.facts import FACTS, FactType, known_at
from domain.lawful import LAWFUL
from domain.rules.pay import Grain

MAX_NUMBER: Final = 1_000_000_000


def fact(node: exp.Expr, grain: Grain) -> str:
    """The name of a fact that rows of this grain have."""
    node = bare(node)
    if not isinstance(node, exp.Column):
        raise LanguageError(node, f"{node.sql()} stands where a fact must", "name one fact")
    name = str(bare(node.this).this)
    if name in FACTS and name not in known_at(grain):
        finer = FACTS[name].grain
        raise LanguageError(
            node, f"{name} is a fact of a {finer}, not of a {grain}", f"give the scenario the grain {finer}"
        )
    if name not in FACTS:
        near = get_close_matches(name.lower(), FACTS, 1)
        otherwise = f"name a published fact, or write '{name}' if it is a text"
        raise LanguageError(node, f"there is no fact {name}", f"write {near[0]}" if near else otherwise)
    return name


def fact_of(node: exp.Expr, wanted: FactType, grain: Grain) -> str:
    """The name of a fact of this type."""
    name = fact(node, grain)
    if FACTS[name].type is not wanted:
        raise LanguageError(node, f"{name} is {FACTS[name].type}, not {wanted}", REMEDY[FACTS[name].type])
    return name


def type_of(node: exp.Expr, grain: Grain) -> FactType:
    """The type of an operand; what is none of the others is true or false."""
    match node:
        case exp.Column():
            return FACTS[fact(node, grain)].type
        case exp.Literal():
            return FactType.TEXT if node.is_string else FactType.INTEGER
        case exp.Add() | exp.Sub() | exp.Neg():
            return FactType.INTEGER
        case exp.Cast():
            return FactType.DATE
        case _:
            return FactType.BOOLEAN


def gather(node: exp.Expr, sign: int, weights: Counter[str], grain: Grain) -> int:
    """Adds the facts of a sum, with their signs, to ``weights`` and returns the sum's constant part."""
    node = bare(node)
    match node:
        case exp.Add() | exp.Sub():
            second = -sign if isinstance(node, exp.Sub) else sign
            return gather(node.this, sign, weights, grain) + gather(node.expression, second, weights, grain)
        case exp.Neg():
            return gather(node.this, -sign, weights, grain)
        case exp.Column():
            weights[fact_of(node, FactType.INTEGER, grain)] += sign
            return 0
        case exp.Literal() if not node.is_string:
            return sign * _number(node)
        case _:
            raise LanguageError(node, f"{node.sql()} is no whole number", "add and subtract numbers only")


def option(node: exp.Expr, name: str) -> Literal:
    """A value of a fact, one that it can have where they are listed."""
    value = literal(node, FACTS[name].type)
    listed = LAWFUL.texts.get(name, ())
    if listed and value not in listed:
        raise LanguageError(bare(node), f"{name} is never {written(value)}", f"write {nearest(str(value), listed)}")
    return value


def nearest(value: str, listed: Collection[str]) -> str:
    """The text that was meant, of those there are; all of them where that cannot be told."""
    near = get_close_matches(value.upper(), listed, 1)
    return written(near[0]) if near else " or ".join(map(written, listed))


def literal(node: exp.Expr, kind: FactType) -> Literal:
    """One value of a list, of the list's type."""
    node = bare(node)
    match kind, node:
        case FactType.TEXT, exp.Literal() if node.is_string:
            return str(node.this)
        case FactType.DATE, exp.Cast():
            return day(node)
        case FactType.INTEGER, exp.Literal() if not node.is_string:
            return _number(node)
        case FactType.INTEGER, exp.Neg() if isinstance(node.this, exp.Literal) and not node.this.is_string:
            return -_number(node.this)
        case _:
            what = f"{node.sql()} stands in a list for a fact that is {kind}"
            raise LanguageError(node, what, remedy(kind, node))


def day(node: exp.Cast) -> date:
    """``DATE '2026-01-31'``."""
    text = bare(node.this)
    try:
        return date.fromisoformat(str(text.this))
    except ValueError:
        raise LanguageError(node, f"{text.sql()} is no date", "write DATE '2026-01-31'") from None


def _number(node: exp.Literal) -> int:
    digits = str(node.this)
    if not (digits.isascii() and digits.isdigit()) or int(digits) > MAX_NUMBER:
        raise LanguageError(node, f"{digits} is no whole number up to {MAX_NUMBER}", "write whole minutes, such as 180")
    return int(digits)
