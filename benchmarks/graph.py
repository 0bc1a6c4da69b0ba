"""How fast rules are found and settled: the real packs, then 10,000 rules and 100,000 relationships beside them.

``make bench-graph``, or ``python -m benchmarks.graph --rules 2000 --relationships 20000``. It starts servers of its
own in a new folder and publishes as the product does. Beside each figure stands the same done naively. It fails only
where the answers differ.
"""

import argparse
import asyncio
import os
import resource
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from random import Random
from typing import Final

from benchmarks import graph_naive as naive
from benchmarks.figures import Figure, Times, table, timed, told
from benchmarks.graph_content import generated
from domain.crew import Position
from domain.hierarchy import around, drawn
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import Edge, RuleGraph
from domain.rules.rule import Key, Rule
from domain.scope import Period, Scopes
from graph import traversal
from servers.progress import Silent
from services import airlines, publishing, rulebooks
from services.airlines import OPERATOR
from services.doors import Doors, opened
from services.settings import Settings
from services.shelf import Shelf
from store.database import WriteSession
from store.parts import merge
from tests.domain import plain

AIRLINE: Final = "XP"
MONTH: Final = (date(2026, 11, 1), date(2026, 12, 1))
SAMPLE: Final = 100
"""Of how many rules the naive walk asks."""
PLAIN: Final = 400
"""How many rules are resolved by looking at every pair."""
KILO: Final = 1024


def main() -> None:
    """Prints the table, and how much memory it took."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="crewlex-bench-") as home:
        settings = Settings.model_validate({"CREWLEX_HOME": home, "CREWLEX_NOW": "2026-12-02T00:00Z"})
        figures = asyncio.run(_measured(settings, asked))
    print(table(figures))
    print(f"{os.cpu_count()} cores, at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KILO} MiB resident")
    if not all(figure.equal for figure in figures):
        sys.exit("Answers differ.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rules", type=int, default=10_000)
    parser.add_argument("--relationships", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=3, help="how often the big graph is compiled")
    return parser.parse_args()


async def _measured(settings: Settings, asked: argparse.Namespace) -> list[Figure]:
    async with opened(settings, Silent()) as doors:
        await airlines.ensure(doors, OPERATOR, AIRLINE, "Generated")
        await publishing.publish_packs(doors, [AIRLINE])
        packs = await _compiling(doors, "compile the real packs", 0.5, times=10)
        big = generated(AIRLINE, asked.rules, asked.relationships)
        await _publish(doors, big, "published at first")
        fewer = big.model_copy(update={"rules": (_renamed(big.rules[0]), *big.rules[1:])})
        await _publish(doors, fewer, "published again, one title changed")
        name = f"compile {asked.rules:,} rules, {asked.relationships:,} relationships"
        return [
            packs,
            await _compiling(doors, name, 5, asked.times),
            await _resolving(),
            *await _one_scenario(doors, big),
            await _looking_up(doors),
        ]


def _renamed(rule: Rule) -> Rule:
    return rule.model_copy(update={"title": "Another title"})


async def _publish(doors: Doors, content: RuleGraph, how: str) -> None:
    async def beside(_: WriteSession, __: int, before: RuleGraph) -> RuleGraph:
        ours = {rule.key for rule in content.rules}
        kept = before.model_copy(update={"rules": tuple(rule for rule in before.rules if rule.key not in ours)})
        return _joined(kept, content)

    begun = time.perf_counter()
    await publishing.publish(doors, OPERATOR, "Generated", beside)
    print(f"{how}: {len(content.rules):,} rules and their relationships in {told(time.perf_counter() - begun)}")


def _joined(before: RuleGraph, content: RuleGraph) -> RuleGraph:
    """Both, what both have once."""
    both = merge([before, content])
    return both.model_copy(
        update={name: tuple(dict.fromkeys(getattr(both, name))) for name in ("scenarios", "edges", "interpretations")}
    )


async def _compiling(doors: Doors, name: str, target: float, times: int) -> Figure:
    """Walking the live graph and resolving it, beside two queries for each rule."""

    async def compiled() -> tuple[RuleGraph, Rulebook]:
        _, part = await traversal.rule_graph(doors.graph, AIRLINE)
        return part, resolve(part, AIRLINE, *MONTH)

    ours = await timed(compiled, times)
    part, _ = await compiled()
    wanted = Random(1).sample([rule.key for rule in part.rules], min(SAMPLE, len(part.rules)))

    async def naively() -> tuple[list[Rule], set[Edge]]:
        rules, edges = await naive.rule_by_rule(doors.graph, AIRLINE, wanted)
        return rules, set(edges)

    theirs = await timed(naively, 1)
    return Figure(
        name,
        ours,
        target,
        theirs,
        theirs.answer == _of(part, wanted),
        f"two queries a rule, the walk alone ({len(wanted)} of {len(part.rules):,} rules, scaled)",
        len(part.rules) / len(wanted),
    )


def _of(part: RuleGraph, wanted: list[Key]) -> tuple[list[Rule], set[Edge]]:
    """These rules, and the relationships that leave them."""
    rules, asked = {rule.key: rule for rule in part.rules}, set(wanted)
    return [rules[key] for key in wanted], {edge for edge in part.edges if edge.source in asked}


async def _resolving() -> Figure:
    """Settling a smaller graph, beside every pair looked at with nothing remembered."""
    content = generated(AIRLINE, PLAIN, 10 * PLAIN)
    bare = Scopes(Period(*MONTH), {}, around(drawn(content.edges)), {})

    async def ours() -> dict[Key, frozenset[Key]]:
        return {one.rule.key: frozenset(one.scenarios) for one in resolve(content, AIRLINE, *MONTH).chosen}

    async def theirs() -> dict[Key, frozenset[Key]]:
        return plain.resolved(content, plain.scopes_of(content, bare)).stands

    fast, slow = await timed(ours, 5), await timed(theirs, 1)
    name = f"resolve {PLAIN} rules in memory"
    return Figure(name, fast, 5, slow, fast.answer == slow.answer, "every pair of rules, nothing remembered")


async def _one_scenario(doors: Doors, content: RuleGraph) -> list[Figure]:
    """The rules of one scenario, and those that stand for a crew member in it."""
    random = Random(2)
    scenarios = random.sample([scenario.key for scenario in content.scenarios if scenario.id.count("_") == 2], 300)
    place = iter(scenarios * 10)

    async def drawn_to() -> list[Key]:
        return sorted(rule.key for rule in await traversal.rules_of(doors.graph, AIRLINE, next(place)))

    async def naively() -> list[Key]:
        return sorted(rule.key for rule in await naive.of_scenario(doors.graph, AIRLINE, scenarios[-1]))

    await timed(drawn_to, 100)  # plans are made once
    ours, theirs = await timed(drawn_to, 500), await timed(naively, 5)
    last = [rule.key for rule in await traversal.rules_of(doors.graph, AIRLINE, scenarios[-1])]
    equal = sorted(last) == theirs.answer
    how = "every relationship looked at, no label, no index"
    drawn_figure = Figure("rules drawn to one scenario", ours, 0.015, theirs, equal, how)
    return [drawn_figure, await _standing(doors, scenarios)]


async def _standing(doors: Doors, scenarios: list[Key]) -> Figure:
    on, place = date(2026, 11, 5), iter(scenarios)

    async def live(scenario: Key) -> list[Key]:
        found = await traversal.rules_for(doors.graph, AIRLINE, [scenario], on, Position.CAPTAIN, "HVN")
        return [rule.key for rule in found]

    async def ours() -> list[Key]:
        return await live(next(place))

    async def theirs() -> list[Key]:
        _, part = await traversal.rule_graph(doors.graph, AIRLINE)
        book = resolve(part, AIRLINE, on, date(2026, 11, 6))
        return _in_the_book(book, scenarios[-1])

    await timed(ours, 50)
    fast, slow = await timed(ours, 200), await timed(theirs, 1)
    how = "the whole graph compiled for the day"
    return Figure("rules that stand in one scenario", fast, 0.015, slow, await live(scenarios[-1]) == slow.answer, how)


def _in_the_book(book: Rulebook, scenario: Key) -> list[Key]:
    """What stands for a captain of HVN where exactly this scenario holds."""
    holds = [
        one.rule.key
        for one in book.chosen
        if scenario in one.scenarios
        and Position.CAPTAIN in one.rule.positions
        and (not one.rule.bases or "HVN" in one.rule.bases)
    ]
    yielding = {
        pair.loser for pair in book.precedence if pair.winner in holds and pair.method != "MORE_FAVORABLE_TO_CREW"
    }
    return [key for key in holds if key not in yielding]


async def _looking_up(doors: Doors) -> Figure:
    """A Rulebook that was compiled already, as a crew member's program asks for it."""
    claims = airlines.service((await airlines.find(doors, OPERATOR, AIRLINE)).id)

    async def cached() -> str:
        return (await rulebooks.in_force(doors, claims, AIRLINE, *MONTH)).hash

    async def anew() -> str:
        return (await rulebooks.in_force(replace(doors, shelf=Shelf()), claims, AIRLINE, *MONTH)).hash

    first: Times = await timed(cached, 50)
    ours, theirs = await timed(cached, 2000), await timed(anew, 1)
    equal = first.answer == ours.answer == theirs.answer
    return Figure(
        "a Rulebook compiled before, looked up", ours, 0.001, theirs, equal, "compiled and recorded each time"
    )


if __name__ == "__main__":
    main()
