"""The fast ``resolve`` decides what the plain one does, that looks at every pair of rules."""

from random import Random

import pytest
from hypothesis import given

from benchmarks.graph_content import generated
from domain.errors import ConflictError, RefusedError
from domain.hierarchy import around, drawn
from domain.resolve import resolve
from domain.rulegraph import EdgeKind, RuleGraph
from domain.scope import Period, Scopes
from tests.domain import plain
from tests.domain.examples import AIRLINE, END, START
from tests.domain.test_laws import graphs

Told = plain.Plain | tuple[type, object]
"""What was decided, or how it was refused: a disagreement also by whose it is."""


def told(refused: RefusedError) -> Told:
    return type(refused), refused.about if isinstance(refused, ConflictError) else None


def fast(content: RuleGraph) -> Told:
    try:
        book = resolve(content, AIRLINE, START, END)
    except RefusedError as refused:
        return told(refused)
    return plain.Plain(
        {one.rule.key: frozenset(one.scenarios) for one in book.chosen},
        {one.rule: one.by for one in book.dropped if one.by is not None},
        {(pair.winner, pair.loser) for pair in book.precedence},
    )


def slow(content: RuleGraph) -> Told:
    bare = Scopes(Period(START, END), {}, around(drawn(content.edges)), {})
    try:
        return plain.resolved(content, plain.scopes_of(content, bare))
    except RefusedError as refused:
        return told(refused)


@given(graphs())
def test_on_random_graphs(content: RuleGraph) -> None:
    assert fast(content) == slow(content)


def without(content: RuleGraph, random: Random) -> RuleGraph:
    """The graph, less a relationship or two between rules."""
    between = [edge for edge in content.edges if edge.kind in (EdgeKind.OVERRIDES, EdgeKind.CONFLICTS_WITH)]
    gone = random.sample(between, random.randrange(3))
    return content.model_copy(update={"edges": tuple(edge for edge in content.edges if edge not in gone)})


@pytest.mark.parametrize("seed", range(6))
def test_on_a_generated_graph(seed: int) -> None:
    whole = generated(AIRLINE, rules=160, relationships=1600, seed=seed)
    book = slow(whole)
    assert isinstance(book, plain.Plain)
    assert book.yields
    assert fast(whole) == book
    less = without(whole, Random(seed))
    assert fast(less) == slow(less)


def test_a_generated_graph_that_lacks_a_relationship_may_not_settle() -> None:
    outcomes = [fast(without(generated(AIRLINE, 160, 1600, 1), Random(seed))) for seed in range(8)]
    assert {type(one) for one in outcomes} == {plain.Plain, tuple}
