"""How much an answer asks of the servers: the same for two lines as for two hundred."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import event

from domain.crew import Position
from graph.connection import Graph, Reader
from services.doors import Doors
from tests.api.conftest import World
from tests.api.month import START
from tests.api.questions import RULES, STATEMENT

_T = TypeVar("_T")


class Counted(Graph):
    """The same graph, counting its transactions."""

    transactions = 0

    async def reading(self, work: Callable[[Reader], Awaitable[_T]]) -> _T:
        """Reads, and counts."""
        self.transactions += 1
        return await super().reading(work)


@contextmanager
def statements(doors: Doors) -> Iterator[list[str]]:
    """The SQL statements that are sent inside the block."""
    engine, sent = doors.database._engine.sync_engine, list[str]()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def effort(world: World, question: str, **variables: object) -> tuple[int, int, Any]:
    """SQL statements, graph transactions, and the answer."""
    known = world.doors.graph
    graph = Counted(known._driver, known._uri, known._user)
    counted = replace(world, doors=replace(world.doors, graph=graph))
    asker = await counted.admin(world.xp)
    with statements(world.doors) as sent:
        answer = await asker.ask(question, **variables)
    return len(sent), graph.transactions, answer


async def test_a_statement_of_many_lines_costs_what_one_of_few_does(world: World) -> None:
    many = await effort(world, STATEMENT, id=world.xp.employee(Position.CAPTAIN), start=START)
    few = await effort(world, STATEMENT, id=world.xp.employee(Position.FIRST_OFFICER), start=START)
    assert len(many[2]["lines"]) > 2 * len(few[2]["lines"]) > 2
    assert many[0] == few[0] <= 30
    # Rules, and what those displace: each a look at the mark, a query, and a look again.
    assert few[1] <= many[1] <= 6


async def test_all_rules_with_their_surroundings_cost_a_handful(world: World) -> None:
    sent, transactions, found = await effort(world, RULES)
    assert len(found) > 15
    assert sent <= 8
    assert transactions <= 6
