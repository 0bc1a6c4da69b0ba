"""Where rules are read: the live graph while it is the newest edition, else that edition as the record keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import strawberry
from strawberry.dataloader import DataLoader

from api.airlines.loaders import own
from api.context import Context
from api.rules.around import in_edition, in_rulebook
from domain.dated import throughout
from domain.rulebook import Rulebook
from domain.rulegraph import RuleGraph
from domain.rules.rule import Key
from graph.connection import Graph
from graph.context import RuleContext, rule_context
from graph.traversal import rule_graph
from services import months, rulebooks
from store import editions


@strawberry.enum
class Source(StrEnum):
    """Where a rule was read."""

    GRAPH = "GRAPH"
    RECORD = "RECORD"
    RULEBOOK = "RULEBOOK"


@dataclass(frozen=True, slots=True)
class Placed:
    """A rule with what surrounds it, the edition it was looked up in, and where."""

    around: RuleContext
    edition: int
    source: Source


@dataclass(frozen=True, slots=True)
class Whole:
    """All that binds the asker's airline in an edition."""

    content: RuleGraph
    airline: str
    edition: int
    source: Source

    def placed(self, keys: Sequence[Key]) -> list[Placed]:
        """The rules of these keys, in this order."""
        found = in_edition(self.content, keys, self.airline)
        return [Placed(found[key], self.edition, self.source) for key in keys if key in found]


async def newest(context: Context) -> int:
    """The number of the newest edition: the record's word, which is the commit point."""
    return await rulebooks.newest(context.doors, context.acting)


async def whole(context: Context) -> Whole:
    """The newest edition as far as it binds the asker's airline."""
    number, airline = await context.once(newest), await context.once(own)

    async def walk(graph: Graph) -> RuleGraph:
        return _today(context, (await rule_graph(graph, airline.code))[1])

    live = await context.live.read(number, walk)
    if live is not None:
        return Whole(live, airline.code, number, Source.GRAPH)
    return Whole(await context.loader(kept).load(number), airline.code, number, Source.RECORD)


async def looked_up(context: Context, number: int, keys: Sequence[Key]) -> dict[Key, Placed]:
    """The rules of these keys in an edition; those that the asker's airline does not have are left out."""
    airline = await context.once(own)

    async def ask(graph: Graph) -> dict[Key, RuleContext]:
        return await rule_context(graph, keys, airline.code, months.today(context.doors.settings))

    live = await context.live.read(number, ask)
    if live is not None:
        return {key: Placed(around, number, Source.GRAPH) for key, around in live.items()}
    found = in_edition(await context.loader(kept).load(number), keys, airline.code)
    return {key: Placed(around, number, Source.RECORD) for key, around in found.items()}


def kept(context: Context) -> DataLoader[int, RuleGraph]:
    """The content of an edition on record, by its number, with the relationships that stand today."""

    async def load(numbers: list[int]) -> list[RuleGraph]:
        airline = await context.once(own)
        async with context.reading() as session:
            found = [await editions.content(session, number, airline.code) for number in numbers]
        return [_today(context, content) for content in found]

    return DataLoader(load)


def _today(context: Context, content: RuleGraph) -> RuleGraph:
    """The content with what stands today around its rules."""
    today = months.today(context.doors.settings)
    return throughout(content, today, today + timedelta(days=1))


def in_book(book: Rulebook, key: Key, number: int) -> Placed:
    """A rule as a Rulebook has it."""
    return Placed(in_rulebook(book, key), number, Source.RULEBOOK)
