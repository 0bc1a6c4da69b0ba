"""Laws of ``resolve`` over random graphs: order carries no meaning, and airlines do not touch each other."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusedError
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import Edge, Method, RuleGraph
from domain.rules.rule import PUBLIC, Key, Rule
from tests.domain.examples import (
    AIRLINE,
    END,
    SCENARIOS,
    START,
    applies,
    conflicts,
    delay_pay,
    depends,
    graph,
    night_pay,
    overrides,
    rest,
    specializes,
)

RULES = [
    rest("rest", 10, owner=PUBLIC),
    rest("longer", 12, hard=True),
    delay_pay("late", 50, priority=1),
    delay_pay("later", 75, bases=("HVN",)),
    delay_pay("other", 50, bases=("LAL",)),
    night_pay("night", 10),
    night_pay("deep night", 20),
]
PAY = RULES[2:]
NESTED = [specializes("long_delay", "delayed"), specializes("delayed", "any_flight")]
CHAIN = [depends("night_pay", "delay_pay"), depends("overtime", "night_pay")]


def _scenarios(rules: list[Rule]) -> st.SearchStrategy[list[Edge]]:
    names = st.sampled_from(sorted(SCENARIOS))
    planned = st.just("any_flight")
    drawn = [
        st.lists(planned if rule.is_limit else names, min_size=1, max_size=2, unique=True).map(
            lambda chosen, rule=rule: applies(rule, *chosen)  # type: ignore[misc]
        )
        for rule in rules
    ]
    return st.tuples(*drawn).map(lambda edges: [edge for each in edges for edge in each])


_two = st.permutations(PAY).map(lambda rules: (rules[0], rules[1]))
_between = st.one_of(
    _two.map(lambda pair: overrides(pair[0], pair[1])),
    st.builds(lambda pair, method: conflicts(pair[0], pair[1], method), _two, st.sampled_from([None, *Method])),
)


@st.composite
def graphs(draw: st.DrawFn) -> RuleGraph:
    """A graph of some of the rules, each under some scenarios, with some edges between them."""
    rules = draw(st.lists(st.sampled_from(RULES), min_size=3, unique_by=lambda rule: rule.code))
    keys = {rule.key for rule in rules}
    edges = [edge for edge in draw(st.lists(_between, max_size=6)) if {edge.source, edge.target} <= keys]
    return graph(*rules, *NESTED, *CHAIN, draw(_scenarios(rules)), edges)


def outcome(content: RuleGraph) -> Rulebook | str:
    """The Rulebook, or what was said instead."""
    try:
        return resolve(content, AIRLINE, START, END)
    except RefusedError as refused:
        return str(refused)


def shuffled(content: RuleGraph, seed: int) -> RuleGraph:
    """The same content, all its tuples in another order."""
    mixed = {}
    for name in ("rules", "scenarios", "components", "clauses", "edges"):
        parts = list(getattr(content, name))
        Random(seed).shuffle(parts)
        mixed[name] = tuple(parts)
    return RuleGraph(**mixed)


@given(graphs(), st.integers(0, 99))
def test_the_order_of_the_input_carries_no_meaning(content: RuleGraph, seed: int) -> None:
    assert outcome(shuffled(content, seed)) == outcome(content)


@given(graphs())
def test_what_another_airline_writes_changes_nothing(content: RuleGraph) -> None:
    foreign = delay_pay("late", 900, owner="QQ")
    law = next((rule for rule in content.rules if rule.owner == PUBLIC), RULES[0])
    more = graph(foreign, depends("delay_pay", "overtime", owner="QQ"), overrides(foreign, law, owner="QQ"))
    both = content.model_copy(update={"rules": content.rules + more.rules, "edges": content.edges + more.edges})
    assert outcome(both) == outcome(content)


@given(graphs())
def test_standing_rules_alone_give_the_same_order_again(content: RuleGraph) -> None:
    """Resolving what stands, with the edges between, changes nothing more.

    A rule may stand above another by way of one that is dropped: what the Rulebook says of two is drawn between them.
    """
    book = outcome(content)
    if isinstance(book, Rulebook):
        standing = set(book.rules)
        again = content.model_copy(
            update={
                "rules": tuple(book.rules.values()),
                "edges": (*(edge for edge in content.edges if _remains(edge, standing)), *_by_way(content, book)),
            }
        )
        second = resolve(again, AIRLINE, START, END)
        assert [one.rule for one in second.chosen] == [one.rule for one in book.chosen]


def _by_way(content: RuleGraph, book: Rulebook) -> list[Edge]:
    drawn = {frozenset((edge.source, edge.target)) for edge in content.edges}
    pairs = [pair for pair in book.precedence if frozenset((pair.winner, pair.loser)) not in drawn]
    return [overrides(book.rules[pair.winner], book.rules[pair.loser]) for pair in pairs]


def _remains(edge: Edge, standing: set[Key]) -> bool:
    """What is between rules goes with them; the hierarchy of scenarios and the order of components stay."""
    kept = {end for end in (edge.source, edge.target) if end.code in {rule.code for rule in RULES}}
    return kept <= standing


@given(graphs())
def test_every_rule_of_the_airline_stands_or_is_told_why_not(content: RuleGraph) -> None:
    book = outcome(content)
    if isinstance(book, Rulebook):
        assert sorted([*book.rules, *(one.rule for one in book.dropped)]) == sorted(rule.key for rule in content.rules)


@given(graphs())
def test_nobody_stands_above_one_that_stands_above_it(content: RuleGraph) -> None:
    book = outcome(content)
    if isinstance(book, Rulebook):
        pairs = {(pair.winner, pair.loser) for pair in book.precedence}
        assert not {(loser, winner) for winner, loser in pairs} & pairs
        assert {key for pair in pairs for key in pair} <= set(book.rules)


@given(graphs(), st.integers(0, 99))
def test_equal_content_has_an_equal_hash(content: RuleGraph, seed: int) -> None:
    one, other = outcome(content), outcome(shuffled(content, seed))
    if isinstance(one, Rulebook) and isinstance(other, Rulebook):
        assert one.hash == other.hash
