"""Rules with what surrounds them, for people: clauses, scenarios, what they displace and what displaces them."""

import re
from collections.abc import Iterable
from datetime import date

from domain.rulegraph import Method
from domain.rules.rule import PUBLIC, Clause, Key
from graph.connection import Graph, Reader
from graph.nodes import LiveRule, LiveScenario, Row


class Conflict(Row):
    """Another rule that this one disagrees with, and how that is settled."""

    rule: Key
    method: Method
    notes: str


class RuleContext(Row):
    """One live rule and its surroundings."""

    rule: LiveRule
    clauses: tuple[Clause, ...]
    scenarios: tuple[LiveScenario, ...]
    overrides: tuple[Key, ...]
    overridden_by: tuple[Key, ...]
    conflicts: tuple[Conflict, ...]


class Match(Row):
    """A rule that was found by words."""

    key: Key
    title: str


async def rule_context(graph: Graph, keys: Iterable[Key], airline: str, on: date) -> dict[Key, RuleContext]:
    """The live rules of these keys as the airline sees them: shared ones and its own; others are left out.

    Around them is what stands on the day: relationships that ended or are announced are left out.
    """
    asked = [list(key) for key in dict.fromkeys(keys)]

    async def read(reader: Reader) -> dict[Key, RuleContext]:
        found = await reader.rows("rules/context", RuleContext, keys=asked, owners=[PUBLIC, airline], on=on)
        return {row.rule.key: row for row in found}

    return await graph.reading(read)


async def rules_matching(graph: Graph, words: str, airline: str, limit: int = 20) -> list[Match]:
    """The rules with all of these words in code, title, text or clause, best first; none for no words."""
    phrases = re.sub(r'["\\]', " ", words).split()
    if not phrases:
        return []
    asked = " AND ".join(f'"{phrase}"' for phrase in phrases)  # quoted: no character of theirs is an operator

    async def read(reader: Reader) -> list[Match]:
        return await reader.rows("rules/matching", Match, words=asked, owners=[PUBLIC, airline], limit=limit)

    return await graph.reading(read)
