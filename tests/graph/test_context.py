"""Rules with their surroundings, and rules found by words."""

from datetime import date

import pytest

from domain.rulegraph import EdgeKind, Method, RuleGraph
from domain.rules.rule import PUBLIC, Key
from graph.connection import Graph
from graph.context import rule_context, rules_matching
from graph.edition import publish

pytestmark = pytest.mark.usefixtures("published")
TODAY = date(2026, 11, 22)
LONG, SHORT = Key("XP", "SAMPLE_Section_5.D_long_delay"), Key("XP", "SAMPLE_Section_5.C_controllable_delay")


async def test_what_ended_or_is_announced_is_not_around_a_rule(graph: Graph, published: RuleGraph) -> None:
    december, november = date(2026, 12, 1), date(2026, 11, 1)
    ended = tuple(
        edge.model_copy(update={"until": november} if edge.owner == "XP" else {})
        if (edge.kind, edge.source.code, edge.target.code) == (EdgeKind.OVERRIDES, LONG.code, SHORT.code)
        else edge
        for edge in published.edges
    )
    announced = tuple(
        edge.model_copy(update={"since": december})
        if edge.kind is EdgeKind.APPLIES_TO and edge.source == SHORT
        else edge
        for edge in ended
    )
    await publish(graph, published.model_copy(update={"edges": announced}), 3)
    try:
        late, soon = (await rule_context(graph, [LONG, SHORT], "XP", TODAY))[LONG], december
        assert (late.overrides, (await rule_context(graph, [SHORT], "XP", TODAY))[SHORT].scenarios) == ((), ())
        assert (await rule_context(graph, [SHORT], "XP", soon))[SHORT].scenarios
        assert (await rule_context(graph, [LONG], "XP", date(2026, 10, 1)))[LONG].overrides == (SHORT,)
    finally:
        await publish(graph, published, 2)


async def test_a_rule_with_its_surroundings(graph: Graph) -> None:
    found = await rule_context(graph, [LONG, SHORT, Key("XP", "SAMPLE_Section_4.A")], "XP", TODAY)
    assert [clause.citation for clause in found[LONG].clauses] == ["SAMPLE CBA Section 5.D"]
    assert [scenario.id for scenario in found[LONG].scenarios] == ["long_delay_controllable"]
    assert (found[LONG].overrides, found[LONG].overridden_by) == ((SHORT,), ())
    assert (found[SHORT].overrides, found[SHORT].overridden_by) == ((), (LONG,))
    (conflict,) = found[Key("XP", "SAMPLE_Section_4.A")].conflicts
    assert (conflict.rule.code, conflict.method) == ("SAMPLE_LOA_21-01", Method.LATER_EFFECTIVE)


async def test_another_airline_s_rules_are_not_there(graph: Graph) -> None:
    assert await rule_context(graph, [LONG, Key("XP", "NO")], "YY", TODAY) == {}
    assert list(await rule_context(graph, [Key(PUBLIC, "14CFR117.25(e)")], "YY", TODAY)) == [
        Key(PUBLIC, "14CFR117.25(e)")
    ]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("red-eye", {"SAMPLE_Section_5.A_redeye"}),
        ("TABLE b", {"14CFR117.13(a)"}),
        ("117.13(a)", {"14CFR117.13(a)"}),
        ("consecutive sleep", {"14CFR117.25(e)"}),
        ("holiday", {"SAMPLE_Section_5.B_holiday"}),
        ("zeppelin", set()),
        ('"', set()),
        ("holiday AND ) OR *:*", set()),
        ("", set()),
    ],
)
async def test_rules_are_found_by_words(words: str, codes: set[str], graph: Graph) -> None:
    found = await rules_matching(graph, words, "XP")
    told = {match.key.code for match in found}
    assert codes <= told
    assert bool(codes) == bool(told)
    assert {match.key.owner for match in found} <= {PUBLIC, "XP"}


async def test_the_best_come_first_and_no_more_than_asked(graph: Graph) -> None:
    found = await rules_matching(graph, "hours", "XP")
    assert len(found) >= 3
    assert await rules_matching(graph, "hours", "XP", limit=2) == found[:2]
