"""Scenarios that free words may mean, for people to choose from. It decides nothing: ``domain.matching`` does."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from domain.rules.rule import PUBLIC, Key
from graph.connection import Graph, Reader
from graph.nodes import Row

RARE: Final = 1000
"""What a word is worth that one scenario alone has; a word of ten is worth a tenth of it."""
LONG: Final = 4
"""From so many letters on a word may end otherwise."""
_ENDINGS: Final = re.compile(r"(?<=\w{4})(?:ing|ed|es|s|er|al)$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A scenario with the words that it shares with the text (``delay*``: one that begins so); ``score`` only ranks."""

    scenario: Key
    title: str
    words: tuple[str, ...]
    score: int


class _Found(Row):
    key: Key
    title: str
    words: tuple[str, ...]


async def suggested(graph: Graph, text: str, airline: str, limit: int = 10) -> list[Suggestion]:
    """The scenarios that share words with the text in their id, title or description, as the airline sees them.

    The rarer a word among those scenarios, the more it counts, so that ``a`` and ``my`` hardly do. Nothing of other
    airlines has any bearing. None for a text without words.
    """
    terms = sorted({_term(word) for word in re.findall(r"[^\W_]+", text.lower())})

    async def read(reader: Reader) -> list[_Found]:
        return await reader.rows("scenarios/suggested", _Found, terms=terms, owners=[PUBLIC, airline])

    return _ranked(await graph.reading(read))[:limit]


def _term(word: str) -> str:
    """What to look for: of a longer word its beginning, since delayed, delays and delay begin alike."""
    return f"{_ENDINGS.sub('', word)}*" if len(word) >= LONG else word


def _ranked(found: list[_Found]) -> list[Suggestion]:
    often: defaultdict[str, int] = defaultdict(int)
    for row in found:
        for word in row.words:
            often[word] += 1
    scored = (
        Suggestion(row.key, row.title, tuple(sorted(row.words)), sum(RARE // often[word] for word in row.words))
        for row in found
    )
    return sorted(scored, key=lambda one: (-one.score, one.scenario))
