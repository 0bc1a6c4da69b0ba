"""One flight asked live gives what the Rulebook of that day gives: on the packs, and on small random graphs."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest

from domain.conditions import evaluate, parse
from domain.conditions.outcome import Truth
from domain.crew import FLYING, Position
from domain.resolve import resolve
from domain.rulegraph import Method, RuleGraph
from domain.rules.rule import PUBLIC, Key
from graph.connection import Graph
from graph.edition import publish
from graph.traversal import rules_for
from tests.graph.small import BASES, DAYS, settled_graph

Facts = Mapping[str, object]


def holding(content: RuleGraph, facts: Facts) -> list[Key]:
    """The scenarios whose condition holds for a row."""
    return [
        scenario.key
        for scenario in content.scenarios
        if evaluate(parse(scenario.condition, scenario.grain), facts).truth is Truth.HOLDS
    ]


def in_the_book(content: RuleGraph, scenarios: list[Key], on: date, position: Position, base: str) -> list[Key]:
    """The same question to the day's Rulebook, rule by rule."""
    book = resolve(content, "XP", on, on + timedelta(days=1))
    holds = [
        one.rule.key
        for one in book.chosen
        if set(one.scenarios) & set(scenarios)
        and position in one.rule.positions
        and (not one.rule.bases or base in one.rule.bases)
    ]
    return [
        key
        for key in holds
        if not any(
            pair.loser == key and pair.winner in holds and pair.method is not Method.MORE_FAVORABLE_TO_CREW
            for pair in book.precedence
        )
    ]


def situations() -> Iterator[Facts]:
    for delay, code in product((0, 60, 200), ("WX", "MX")):
        yield {
            "delay_minutes": delay,
            "delay_code": code,
            "augmented": False,
            "crew_position": "CAPTAIN",
            "kind": "OPERATING",
            "report_local_min": 1200,
            "release_local_min": 1600,
        }


@pytest.mark.parametrize("facts", list(situations()), ids=str)
@pytest.mark.parametrize("on", [date(2021, 6, 1), date(2022, 11, 13), date(2026, 6, 1)], ids=str)
async def test_on_the_packs(on: date, facts: Facts, graph: Graph, published: RuleGraph) -> None:
    scenarios = holding(published, facts)
    expected = in_the_book(published, scenarios, on, Position.CAPTAIN, "HVN")
    live = await rules_for(graph, "XP", scenarios, on, Position.CAPTAIN, "HVN")
    assert [rule.key for rule in live] == expected


async def test_a_long_delay_stands_in_place_of_a_delay(graph: Graph, published: RuleGraph) -> None:
    late, very_late = Key(PUBLIC, "delayed_flight_controllable"), Key(PUBLIC, "long_delay_controllable")
    on, who = date(2026, 6, 1), Position.CAPTAIN
    (short,) = await rules_for(graph, "XP", [late], on, who, "HVN")
    (long,) = await rules_for(graph, "XP", [late, very_late], on, who, "HVN")
    assert short.code == "SAMPLE_Section_5.C_controllable_delay"
    assert long.code == "SAMPLE_Section_5.D_long_delay"


async def test_cabin_crew_are_not_under_part_117(graph: Graph, published: RuleGraph) -> None:
    fdp = [Key(PUBLIC, "unaugmented_fdp")]
    assert await rules_for(graph, "XP", fdp, date(2026, 6, 1), Position.FLIGHT_ATTENDANT, "HVN") == ()
    assert len(await rules_for(graph, "XP", fdp, date(2026, 6, 1), Position.FIRST_OFFICER, "HVN")) == 2


async def test_no_scenario_selects_nothing(graph: Graph, published: RuleGraph) -> None:
    assert await rules_for(graph, "XP", [], date(2026, 6, 1), Position.CAPTAIN, "HVN") == ()
    assert await rules_for(graph, "XP", [Key(PUBLIC, "none")], date(2026, 6, 1), Position.CAPTAIN, "HVN") == ()


@pytest.mark.parametrize("seed", range(12))
async def test_on_small_random_graphs(seed: int, graph: Graph) -> None:
    random = Random(seed)
    content = settled_graph(random)
    await publish(graph, content, seed)
    selected = 0
    for facts in situations():
        on, position, base = random.choice(DAYS), random.choice(FLYING), random.choice(BASES)
        scenarios = holding(content, facts)
        expected = in_the_book(content, scenarios, on, position, base)
        live = await rules_for(graph, "XP", scenarios, on, position, base)
        assert [rule.key for rule in live] == expected, (on, position, base, facts)
        selected += len(expected)
    assert selected


@pytest.mark.parametrize(("on", "there"), [(date(2029, 12, 31), False), (date(2030, 1, 1), True)], ids=str)
async def test_a_relationship_selects_while_it_lasts(
    on: date, there: bool, graph: Graph, two_airlines: RuleGraph
) -> None:
    """XP lets Table B apply to a red-eye from 2030 on. It applies to another scenario all the time."""
    table_b, redeye = Key(PUBLIC, "14CFR117.13(a)"), [Key(PUBLIC, "red_eye")]
    live = await rules_for(graph, "XP", redeye, on, Position.CAPTAIN, "HVN")
    assert (table_b in [rule.key for rule in live]) is there
    assert [rule.key for rule in live] == in_the_book(two_airlines, redeye, on, Position.CAPTAIN, "HVN")
