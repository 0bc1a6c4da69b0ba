"""Finds rules: those of a scenario, those with some words, or all."""

from collections.abc import Sequence

from api.airlines.loaders import own
from api.context import Context
from api.rules.sources import Placed, Source, Whole, whole
from domain.rulegraph import EdgeKind
from domain.rules.rule import Key, Rule
from graph.connection import Graph
from graph.context import rules_matching
from services.naming import key_of

MOST = 200
"""No more rules than this are found by words."""


async def found(context: Context, scenario: str | None, words: str | None) -> list[Placed]:
    """The rules of a scenario and with all of these words; best first for words, else in order of their keys."""
    edition = await context.once(whole)
    keys: Sequence[Key] = sorted(rule.key for rule in edition.content.rules)
    if words is not None and words.strip():
        keys = await _matching(context, edition, words)
    if scenario is not None:
        inside = await _of_scenario(context, edition, scenario)
        keys = [key for key in keys if key in inside]
    return edition.placed(keys)


async def named(context: Context, code: str) -> Placed:
    """The rule of a code, the airline's own before the shared one; ``NotFoundError`` tells what comes close."""
    edition = await context.once(whole)
    airline = await context.once(own)
    (placed,) = edition.placed([key_of(edition.content, "rule", code, airline.code)])
    return placed


async def _of_scenario(context: Context, edition: Whole, scenario: str) -> set[Key]:
    airline = await context.once(own)
    wanted = key_of(edition.content, "scenario", scenario, airline.code)
    edges = (edge for edge in edition.content.edges if edge.kind is EdgeKind.APPLIES_TO)
    return {edge.source for edge in edges if edge.target == wanted}


async def _matching(context: Context, edition: Whole, words: str) -> list[Key]:
    airline = await context.once(own)

    async def ask(graph: Graph) -> list[Key]:
        return [match.key for match in await rules_matching(graph, words, airline.code, MOST)]

    if edition.source is Source.GRAPH:
        live = await context.live.read(edition.edition, ask)
        if live is not None:
            return live
    asked = words.casefold().split()
    return sorted(rule.key for rule in edition.content.rules if all(word in _text(rule) for word in asked))


def _text(rule: Rule) -> str:
    return " ".join((rule.code, rule.title, rule.text, rule.clause)).casefold()
