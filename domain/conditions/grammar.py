"""The whitelist of SQL nodes. A node outside it, or a part of a node that we do not speak, is a ``LanguageError``."""

import re
from datetime import date
from typing import Final

from sqlglot import exp

from domain.conditions.tree import Comparison
from domain.facts import FactType

COMPARISONS: Final[dict[type[exp.Expr], Comparison]] = {
    exp.EQ: Comparison.EQUAL,
    exp.NEQ: Comparison.DIFFERS,
    exp.LT: Comparison.BELOW,
    exp.LTE: Comparison.AT_MOST,
    exp.GT: Comparison.ABOVE,
    exp.GTE: Comparison.AT_LEAST,
}

_UNARY: Final[tuple[type[exp.Expr], ...]] = (exp.Column, exp.Identifier, exp.Boolean, exp.Neg, exp.Not)
_BINARY: Final[tuple[type[exp.Expr], ...]] = (exp.And, exp.Or, exp.Add, exp.Sub, exp.Is, *COMPARISONS)
_PARTS: Final[dict[type[exp.Expr], set[str]]] = {
    exp.Literal: {"this", "is_string"},
    exp.In: {"this", "expressions"},
    exp.Between: {"this", "low", "high"},
    exp.Cast: {"this", "to"},
    **{kind: {"this"} for kind in _UNARY},
    **{kind: {"this", "expression"} for kind in _BINARY},
}
"""Every node of the language, with the parts it may have."""

REMEDY: Final = {
    FactType.INTEGER: "compare it with a whole number",
    FactType.TEXT: "compare it with a text in single quotes",
    FactType.BOOLEAN: "use it alone, or compare it with TRUE or FALSE",
    FactType.DATE: "compare it with DATE '2026-01-31'",
}
"""What to do with a fact of each type."""


_TIME: Final = re.compile(r"(\d{1,3}):([0-5]\d)")


def remedy(kind: FactType, given: exp.Expr) -> str:
    """What to do where a fact of this type meets something of another: the text that was meant, if it can be told."""
    text = str(given.this).strip() if isinstance(given, exp.Literal) and given.is_string else ""
    if kind is FactType.INTEGER and (time := _TIME.fullmatch(text)):
        return f"write {int(time[1]) * 60 + int(time[2])}, which is {text} in minutes"
    if kind is FactType.INTEGER and text.isdecimal():
        return f"write {text} without quotes"
    if kind is FactType.DATE and _is_day(text):
        return f"write DATE '{text}'"
    if kind is FactType.BOOLEAN and text.upper() in ("TRUE", "FALSE"):
        return f"write {text.upper()} without quotes"
    return REMEDY[kind]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class LanguageError(Exception):
    """A node that the language does not have or that has the wrong type: what is wrong, and the remedy."""

    def __init__(self, node: exp.Expr, what: str, remedy: str) -> None:
        super().__init__(f"{what}; {remedy}")
        starts = [part.meta["start"] for part in node.walk() if "start" in part.meta]
        self.character: int | None = min(starts) + 1 if starts else None


def bare(node: exp.Expr) -> exp.Expr:
    """The node without its brackets, if the language has it with every part it carries."""
    given = {name for name, part in node.args.items() if part not in (None, False, [])}
    if type(node) is exp.Paren and given == {"this"}:
        return bare(node.this)
    if type(node) is exp.Null:
        raise LanguageError(node, "NULL is no value", "write IS NULL")
    if type(node) is exp.Identifier and node.args.get("quoted"):
        raise LanguageError(node, f"{node.sql()} is in double quotes", f"write '{node.name}' if it is a text")
    foreign = isinstance(node, exp.Cast) and node.to.this is not exp.DataType.Type.DATE
    if foreign or type(node) not in _PARTS or not given <= _PARTS[type(node)]:
        known = "use comparisons, AND, OR, NOT, IN, BETWEEN, IS NULL, + and -"
        raise LanguageError(node, f"{node.sql()} is not part of the language", known)
    return node
