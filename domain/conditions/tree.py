"""The normal form of a condition: negation stands in the leaves only, and equal meaning tends to equal text.

A leaf compares facts with literals; ``All`` and ``Either`` join parts that are sorted by their text. The text of a
tree is itself a condition: parsed again it gives the same tree, which is why a hash may cover it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

Literal = int | str | date


class Comparison(StrEnum):
    """The comparisons of the language, spelt as in SQL."""

    EQUAL = "="
    DIFFERS = "<>"
    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Constant:
    """``TRUE``: the condition asks nothing. ``FALSE`` arises only inside and never remains."""

    value: bool

    @property
    def text(self) -> str:
        return "TRUE" if self.value else "FALSE"

    @property
    def facts(self) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class Flag:
    """A boolean fact, or its negation."""

    fact: str
    holds: bool

    @property
    def text(self) -> str:
        return self.fact if self.holds else f"NOT {self.fact}"

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({self.fact})


@dataclass(frozen=True, slots=True)
class Missing:
    """``IS NULL`` or ``IS NOT NULL``: the only leaf that an unknown fact answers."""

    fact: str
    missing: bool

    @property
    def text(self) -> str:
        return f"{self.fact} IS {'' if self.missing else 'NOT '}NULL"

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({self.fact})


@dataclass(frozen=True, slots=True)
class Among:
    """A fact is one of some literals of its type, or none of them. Options are sorted and differ."""

    fact: str
    options: tuple[Literal, ...]
    among: bool

    @property
    def text(self) -> str:
        listed = ", ".join(written(option) for option in self.options)
        if len(self.options) == 1:
            return f"{self.fact} {'=' if self.among else '<>'} {listed}"
        return f"{self.fact} {'' if self.among else 'NOT '}IN ({listed})"

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({self.fact})


@dataclass(frozen=True, slots=True)
class Same:
    """Two text facts are equal, or differ."""

    left: str
    right: str
    same: bool

    @property
    def text(self) -> str:
        return f"{self.left} {'=' if self.same else '<>'} {self.right}"

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({self.left, self.right})


@dataclass(frozen=True, slots=True)
class Bound:
    """A sum of integer facts (``plus`` less ``minus``), or one date, against a literal."""

    plus: tuple[str, ...]
    minus: tuple[str, ...]
    comparison: Comparison
    limit: int | date

    @property
    def text(self) -> str:
        total = " + ".join(self.plus) + "".join(f" - {fact}" for fact in self.minus)
        return f"{total} {self.comparison} {written(self.limit)}"

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({*self.plus, *self.minus})


@dataclass(frozen=True)
class All:
    """Every part holds."""

    parts: tuple["Tree", ...]

    @cached_property
    def text(self) -> str:
        return " AND ".join(f"({part.text})" if isinstance(part, Either) else part.text for part in self.parts)

    @cached_property
    def facts(self) -> frozenset[str]:
        return frozenset[str]().union(*(part.facts for part in self.parts))


@dataclass(frozen=True)
class Either:
    """At least one part holds."""

    parts: tuple["Tree", ...]

    @cached_property
    def text(self) -> str:
        return " OR ".join(part.text for part in self.parts)

    @cached_property
    def facts(self) -> frozenset[str]:
        return frozenset[str]().union(*(part.facts for part in self.parts))


Leaf = Constant | Flag | Missing | Among | Same | Bound
Tree = Leaf | All | Either


def written(value: Literal) -> str:
    """A literal as the language writes it: ``180``, ``'MX'``, ``DATE '2026-01-01'``."""
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)
