"""Reads a condition: SQL text in, a typed normal tree out, or an error that names the place and the remedy.

``delay_minutes >= 180 AND delay_code IN ('MX','CREW')``
"""

from functools import lru_cache
from typing import Final

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

from domain.conditions.condition import Condition
from domain.conditions.grammar import LanguageError
from domain.conditions.reader import read
from domain.conditions.tree import Constant
from domain.errors import InputError
from domain.rules.pay import Grain

MAX_CHARACTERS: Final = 4000
MAX_WORDS: Final = 400
MAX_DEPTH: Final = 16

_HOW: Final = "write facts and literals joined by comparisons, AND, OR, NOT, IN, BETWEEN and IS NULL"


@lru_cache(maxsize=1 << 14)
def parse(text: str, grain: Grain) -> Condition:
    """The condition over rows of this grain; raises ``InputError`` for anything the language does not have."""
    try:
        condition = Condition(read(_syntax(text), grain), grain)
        _check_size(condition.normalised)  # it is parsed again from a Rulebook
    except LanguageError as wrong:
        place = f" at character {wrong.character}" if wrong.character else ""
        raise InputError(f"In the condition {text!r}{place}: {wrong}.") from wrong
    except RecursionError:
        raise InputError(f"In the condition {text[:80]!r} …: it is nested too deeply; write it flatter.") from None
    if condition.tree == Constant(False):
        raise InputError(f"In the condition {text!r}: it can never hold; take it away, or say when it holds.")
    return condition


def _syntax(text: str) -> exp.Expr:
    """The one SQL expression of the text."""
    try:
        _check_size(text)
        found = sqlglot.parse(text)
    except ParseError as wrong:
        raise InputError(f"In the condition {text!r}{_place(wrong)}: it is unfinished or misspelt; {_HOW}.") from wrong
    except TokenError as wrong:
        raise InputError(f"In the condition {text!r}: a quote is left open; close it with '.") from wrong
    if len(found) != 1 or found[0] is None:
        raise InputError(f"The condition {text!r} must be one expression; {_HOW}, or TRUE where it always holds.")
    return found[0]


def _place(wrong: ParseError) -> str:
    told = wrong.errors[0] if wrong.errors else {}
    column, word = told.get("col"), str(told.get("highlight") or "")
    return f" at character {max(1, column - len(word) + 1)}" if column else ""


def _check_size(text: str) -> None:
    """Refuses what is too long or too deep before anything recurses into it."""
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"A condition of {len(text)} characters is too long: {MAX_CHARACTERS} are the most.")
    words = len(sqlglot.tokenize(text))
    if words > MAX_WORDS:
        raise InputError(
            f"A condition of {words} words is too long: {MAX_WORDS} are the most. It begins {text[:80]!r}."
        )
    if _depth(text) > MAX_DEPTH:
        raise InputError(f"In the condition {text[:80]!r}: brackets nest deeper than {MAX_DEPTH}; write it flatter.")


def _depth(text: str) -> int:
    """How deep brackets nest; one inside quotes counts too, which errs on the safe side."""
    depth = deepest = 0
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        deepest = max(deepest, depth)
    return deepest
