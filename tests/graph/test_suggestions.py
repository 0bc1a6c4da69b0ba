"""Words of people and the scenarios they may mean: ranked, walled, and nothing more."""

import pytest

from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC, Key
from graph.connection import Graph
from graph.edition import publish
from graph.suggestions import Suggestion, suggested
from services.content import part
from store.parts import merge

MAINTENANCE = "delayed_by_maintenance"
SAID = [
    ("the issue's own words", "my late flight was held for a mechanic", MAINTENANCE),
    ("other endings", "mechanics delays", MAINTENANCE),
    ("big letters", "MECHANIC", MAINTENANCE),
    ("a thunderstorm by its kind", "weather delay", "delayed_by_weather"),
    ("signs of the search's own language", '"mechanic" && (+late *:* ~ \\ [ }', MAINTENANCE),
]


@pytest.mark.parametrize(("text", "best"), [each[1:] for each in SAID], ids=[each[0] for each in SAID])
async def test_the_rarest_words_decide_the_rank(text: str, best: str, graph: Graph, two_airlines: RuleGraph) -> None:
    found = await suggested(graph, text, PUBLIC)
    assert best in {one.scenario.code for one in found if one.score == found[0].score}
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@pytest.mark.parametrize("text", ["", " ", "?!*", "zyzzyva"])
async def test_no_words_suggest_nothing(text: str, graph: Graph, two_airlines: RuleGraph) -> None:
    assert await suggested(graph, text, "XP") == []


async def test_an_airlines_own_scenario_is_suggested_to_it_alone(graph: Graph, two_airlines: RuleGraph) -> None:
    mine = Key("XP", "XP-secret-late")
    assert (await suggested(graph, "secret", "XP"))[0] == Suggestion(mine, "Delay at XP-secret", ("secret*",), 1000)
    assert await suggested(graph, "secret", PUBLIC) == []


async def test_another_airlines_words_do_not_move_a_score(graph: Graph, two_airlines: RuleGraph) -> None:
    beside = await suggested(graph, "half an hour of delay", "XP", limit=1000)
    await publish(graph, merge([part(two_airlines, PUBLIC), part(two_airlines, "XP")]), 2)
    alone = await suggested(graph, "half an hour of delay", "XP", limit=1000)
    await publish(graph, two_airlines, 2)
    assert beside == alone
    assert len(alone) > 1
