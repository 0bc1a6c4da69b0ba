"""Facts as whole numbers and back, so that a constraint model can carry texts, dates and truth."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import count, islice

from domain.conditions.outcome import Value
from domain.conditions.tree import All, Among, Either, Literal, Tree
from domain.facts import FACTS, FactType
from domain.lawful import Lawful


class Coding:
    """The numbers for the facts that some conditions read. A text is its place in a list, a date its ordinal."""

    def __init__(self, parts: Iterable[Tree], facts: Collection[str], lawful: Lawful) -> None:
        self._lawful = lawful
        self._texts = texts(parts, facts, lawful)

    def values(self, fact: str) -> list[tuple[int, int]]:
        """The lawful numbers of a fact, as ranges with both ends in them."""
        match FACTS[fact].type:
            case FactType.INTEGER:
                return [self._lawful.range_of(fact)]
            case FactType.DATE:
                first, last = self._lawful.days
                return [(first.toordinal(), last.toordinal())]
            case FactType.BOOLEAN:
                return [(0, 1)]
            case FactType.TEXT:
                return [(self.number(text),) * 2 for text in self._lawful.texts.get(fact, self._texts)]

    def number(self, value: Literal) -> int:
        """The number that stands for a value."""
        if isinstance(value, date):
            return value.toordinal()
        return self._texts.index(value) if isinstance(value, str) else value

    def value(self, fact: str, number: int) -> Value:
        """The value of a fact that a number stands for."""
        match FACTS[fact].type:
            case FactType.INTEGER:
                return number
            case FactType.DATE:
                return date.fromordinal(number)
            case FactType.BOOLEAN:
                return bool(number)
            case FactType.TEXT:
                return self._texts[number]


def texts(parts: Iterable[Tree], facts: Collection[str], lawful: Lawful) -> list[str]:
    """Each text that the conditions or the schema name, and one for each fact that nothing names.

    More could not make a difference.
    """
    asked = [fact for fact in sorted(facts) if FACTS[fact].type is FactType.TEXT]
    known = [text for fact in asked for text in (*lawful.such_as.get(fact, ()), *lawful.texts.get(fact, ()))]
    known += sorted(option for part in parts for option in _named(part))
    others = (f"OTHER {number}" if number else "OTHER" for number in count())
    unnamed = islice((text for text in others if text not in known), len(asked))
    return list(dict.fromkeys([*known, *unnamed]))


def _named(tree: Tree) -> Iterator[str]:
    """The texts that a tree names."""
    if isinstance(tree, All | Either):
        for part in tree.parts:
            yield from _named(part)
    elif isinstance(tree, Among):
        yield from (option for option in tree.options if isinstance(option, str))
