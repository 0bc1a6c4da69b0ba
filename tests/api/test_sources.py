"""Where rules are read: the graph while it is the newest edition, else the record; behind a line, what it rests on."""

import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from neo4j import AsyncGraphDatabase

from api.live import Live
from api.rules.around import in_edition
from domain.rules.rule import Key
from graph import edition
from graph.connection import Graph
from graph.context import RuleContext, rule_context
from services import editing, paying, publishing
from services.airlines import OPERATOR
from services.doors import Doors
from store import editions
from tests import changing
from tests.api.asking import client
from tests.api.conftest import World
from tests.api.month import MONTH, START
from tests.api.questions import RULE, RULEBOOK, RULES, SCENARIOS, STATEMENT

TODAY = date(2026, 11, 22)
TERM = "SAMPLE_Section_5.D_long_delay"


async def test_the_record_and_the_graph_tell_the_same_of_every_rule(fresh: World) -> None:
    number, content = await publishing.published(fresh.doors)
    keys = [rule.key for rule in content.rules if rule.owner != "YY"]
    async with fresh.doors.database.reading(OPERATOR) as session:
        recorded = in_edition(await editions.content(session, number, "XP"), keys, "XP")
    live = await rule_context(fresh.doors.graph, keys, "XP", TODAY)
    assert {key: ordered(each) for key, each in recorded.items()} == {key: ordered(each) for key, each in live.items()}
    assert len(live) == len(keys)
    walled = in_edition(content, [rule.key for rule in content.rules], "XP")  # of everybody's rules
    assert {key: ordered(each) for key, each in walled.items()} == {key: ordered(each) for key, each in live.items()}


def ordered(context: RuleContext) -> dict[str, object]:
    """The context with every list in one order."""
    fields = {name: getattr(context, name) for name in RuleContext.model_fields}
    return {name: sorted(item, key=repr) if isinstance(item, tuple) else item for name, item in fields.items()}


async def test_a_graph_that_is_another_edition_is_not_read(fresh: World) -> None:
    """As after a publish that was killed between graph and record: the graph is ahead."""
    asker = await fresh.admin(fresh.xp)
    before = await asker.ask(RULES), await asker.ask(STATEMENT, id=fresh.xp.employee(), start=START)
    number, content = await publishing.published(fresh.doors)
    spoilt = tuple(rule.model_copy(update={"title": "Not committed"}) for rule in content.rules)
    await edition.publish(fresh.doors.graph, content.model_copy(update={"rules": spoilt}), number + 1)
    after = await asker.ask(RULES), await asker.ask(STATEMENT, id=fresh.xp.employee(), start=START)
    assert {rule["servedFrom"] for rule in after[0]} == {"RECORD"}
    assert {line["rule"]["servedFrom"] for line in after[1]["lines"]} == {"RECORD"}
    assert in_graph(after) == in_graph(before)
    health = (await client(fresh.doors, None).get("/health")).json()
    assert (health["status"], health["edition"], health["neo4j"]["edition"]) == ("degraded", number, number + 1)
    await publishing.restore(fresh.doors)
    assert {rule["servedFrom"] for rule in await asker.ask(RULES)} == {"GRAPH"}


async def test_a_publish_while_the_graph_is_read_is_noticed(fresh: World) -> None:
    number, content = await publishing.published(fresh.doors)
    live = Live(fresh.doors.graph)
    key = Key("XP", TERM)

    async def slow(graph: Graph) -> object:
        found = await rule_context(graph, [key], "XP", TODAY)
        await edition.publish(graph, content, number + 1)
        return found

    async def repaired(graph: Graph) -> object:
        found = await rule_context(graph, [key], "XP", TODAY)
        await edition.publish(graph, content, number)
        return found

    assert await live.read(number, slow) is None
    assert await edition.mark(fresh.doors.graph) == number + 1
    assert await live.read(number, repaired) is None
    await publishing.restore(fresh.doors)
    assert await live.read(number, lambda graph: rule_context(graph, [key], "XP", TODAY)) is not None


async def test_without_the_graph_the_record_answers(fresh: World, deaf: Doors) -> None:
    with_graph = await fresh.admin(fresh.xp)
    without = await replace(fresh, doors=deaf).admin(fresh.xp)
    for question in (RULES, SCENARIOS):
        assert in_graph(await without.ask(question)) == await with_graph.ask(question)
    statement = {"id": fresh.xp.employee(), "start": START}
    assert in_graph(await without.ask(STATEMENT, **statement)) == await with_graph.ask(STATEMENT, **statement)
    assert [each["code"] for each in await without.ask(RULES, search="guarantee 70")] == ["SAMPLE_Section_4.A"]
    assert await without.ask(RULEBOOK, start=START) == await with_graph.ask(RULEBOOK, start=START)
    health = await client(deaf, None).get("/health")
    assert (health.status_code, health.json()["status"]) == (200, "degraded")
    assert health.json()["neo4j"] == {"up": False, "edition": None}


async def test_a_line_keeps_the_rule_it_was_worked_out_by_until_it_is_worked_out_again(fresh: World) -> None:
    asker = await fresh.admin(fresh.xp)
    await editing.set_value(fresh.doors, OPERATOR, "XP", TERM, "title", "Long delay, as agreed anew")
    await editing.set_value(fresh.doors, OPERATOR, "XP", TERM, "percent", 150)
    number = await changing.publish(fresh.doors, OPERATOR, "XP", "more for long delays")
    now = await asker.ask(RULE, code=TERM)
    assert (now["title"], now["edition"], now["servedFrom"]) == ("Long delay, as agreed anew", number, "GRAPH")
    old = await delay(fresh)
    assert (old["rule"]["servedFrom"], old["percent"]) == ("RULEBOOK", 100)
    assert old["rule"]["title"] != now["title"]
    await paying.pay_month(fresh.doors, OPERATOR, "XP", MONTH)
    new = await delay(fresh)
    assert (new["rule"]["servedFrom"], new["rule"]["title"], new["percent"]) == ("GRAPH", now["title"], 150)


async def delay(world: World) -> dict[str, Any]:
    """The captain's line of delay pay."""
    asker = await world.admin(world.xp)
    statement = await asker.ask(STATEMENT, id=world.xp.employee(), start=START)
    (line,) = [each for each in statement["lines"] if each["component"] == "delay_pay"]
    return dict(line)


def in_graph(answer: object) -> object:
    """The answer as if it came from the graph, every list in one order."""
    match answer:
        case dict():
            return {name: "GRAPH" if item == "RECORD" else in_graph(item) for name, item in answer.items()}
        case list() | tuple():
            return [in_graph(item) for item in answer]
    return answer


@pytest.fixture
async def deaf(fresh: World) -> AsyncIterator[Doors]:
    """The doors, with a graph where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        uri = f"bolt://127.0.0.1:{taken.getsockname()[1]}"
    async with AsyncGraphDatabase.driver(uri, auth=("neo4j", "x"), max_transaction_retry_time=1) as driver:
        yield replace(fresh.doors, graph=Graph(driver, uri, "neo4j"))
