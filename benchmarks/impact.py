"""How long it takes to weigh a change of rules on a month: ``make bench-impact``, or ``python -m benchmarks.impact``.

A synthetic, seeded month of so many crew members under the sample contract and the law of the packs, in memory. Three
edits: one of pay, one of law, and both; what both sides say alike is worked out once. Beside each stands the same
question asked naively, one crew member after the other, on a few of them and carried up to all.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from datetime import date

from benchmarks.peers.terms import months
from domain.money import USD
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import Edge, RuleGraph
from domain.rules.rule import PUBLIC, Key
from graph.applying import apply
from graph.edits import SetValue
from graph.packs import load_packs
from services.books import Book
from services.weighing import Month, Weighed, weigh

AIRLINE, PERIOD, PLAIN = "XP", (date(2026, 1, 1), date(2026, 2, 1)), 10
"""``PLAIN``: how many crew members are asked one by one."""
PAY = SetValue(rule=Key(AIRLINE, "SAMPLE_Section_4.B"), path="percent", value=60)
LAW = SetValue(rule=Key(PUBLIC, "14CFR117.25(e)"), path="minutes", value="35:00")
EDITS = {"pay": [PAY], "law": [LAW], "both": [PAY, LAW]}


def main(people: int) -> None:
    """Prints one line an edit: seconds, what came out, and seconds asked one by one."""
    frames = Book(*months(people))
    content = load_packs(airlines=[AIRLINE])
    print(f"{people:,} crew members, {frames.duties.height:,} duties, {frames.legs.height:,} legs")
    for name, edits in EDITS.items():
        before, after = (resolve(each, AIRLINE, *PERIOD) for each in (content, _edited(content, edits)))
        seconds, found = _weighed(before, after, frames, content.edges)
        plain = _one_by_one(before, after, frames, content.edges) * people
        delta = USD.text(found.gross[1] - found.gross[0])
        print(
            f"{name:<5} {seconds:7.2f} s   {found.frames['crew'].height:>6,} people {delta:>14}"
            f" {found.frames['duties'].height:>6,} findings   one by one {plain:6.1f} s, {plain / seconds:,.0f} times"
        )


def _edited(content: RuleGraph, edits: Sequence[SetValue]) -> RuleGraph:
    return apply(content, edits)


def _weighed(before: Rulebook, after: Rulebook, frames: Book, edges: Sequence[Edge]) -> tuple[float, Weighed]:
    begun = time.perf_counter()
    found = asyncio.run(weigh(before, after, Month((frames, frames), frames, USD, None), edges))
    return time.perf_counter() - begun, found


def _one_by_one(before: Rulebook, after: Rulebook, frames: Book, edges: Sequence[Edge]) -> float:
    """Seconds for each of a few crew members."""
    some = frames.crew["crew_id"].to_list()[:PLAIN]
    return sum(_weighed(before, after, frames.of_crew(crew_id), edges)[0] for crew_id in some) / len(some)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
