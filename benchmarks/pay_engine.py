"""How fast the pay engine is, beside its peers: ``python -m benchmarks.pay_engine [crew …]`` (1,000, 10,000, 100,000).

First the engine alone as the month grows: with every line and its sentence, and the sums by rule without them. Then
the same terms and the same month, like with like: lines and sentences beside a loop in ``Decimal`` that writes both,
and sums beside OpenFisca, which says one sum a person. That all say the same cents is checked.
Seconds by the clock, the best of three; all in one process.
"""

import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice
from typing import Final

from benchmarks.peers import fisca, plain, terms
from benchmarks.peers.terms import Frames
from domain.money import USD
from payroll.engine import PayResult, pay, sums

BESIDE: Final = 10_000
"""The crew members that the engine and OpenFisca are timed on side by side; the loop pays the first of them."""
LOOPED: Final = 500


def best(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of a few runs, in seconds: what the machine can do when nobody disturbs it."""
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def growth(sizes: list[int]) -> None:
    """One line a size: seconds, legs a second, lines a leg."""
    book = terms.contract()
    for people in sizes:
        frames = terms.months(people)
        lines = _paid(frames).lines.height
        legs = frames[2].height
        print(f"{people:>9,} crew {legs:>11,} assignments {lines:>11,} lines")
        for name, work in (("lines and sentences", pay), ("sums", sums)):
            seconds = best(partial(work, book, *frames, USD))
            print(
                f"  {name:<28} {seconds * 1000:>9,.0f} ms {legs / seconds:>11,.0f} assignments/s "
                f"{seconds / people * 1e6:>7,.0f} us a crew member",
                flush=True,
            )


def beside() -> None:
    """The engine and its two peers on one month; a difference of a cent is an error."""
    frames, book, system = terms.months(BESIDE), terms.contract(), fisca.system()
    few = _first(frames, LOOPED)
    ours = _gross(_paid(frames))
    _same(ours, fisca.paid(system, frames))
    _same(ours, plain.gross(few))
    legs = frames[2].height
    print(f"side by side on {legs:,} assignments, the same cents for {BESIDE:,} and (the loop) {LOOPED:,} crew members")
    lines, loop = best(lambda: pay(book, *frames, USD)), best(lambda: plain.gross(few)) * legs / few[2].height
    summed, vectors = best(lambda: sums(book, *frames, USD)), best(lambda: fisca.paid(system, frames))
    for name, seconds, engine in (
        ("engine, lines and sentences", lines, lines),
        ("loop, lines and sentences", loop, lines),
        ("engine, sums by rule", summed, summed),
        ("OpenFisca, one sum each", vectors, summed),
    ):
        print(
            f"  {name:<28} {seconds * 1000:>9,.0f} ms {legs / seconds:>11,.0f} assignments/s {seconds / engine:>6.2f} x"
        )


def _paid(frames: Frames) -> PayResult:
    return pay(terms.contract(), *frames, USD)


def _gross(result: PayResult) -> dict[str, int]:
    return dict(result.totals.select("crew_id", "gross").rows())


def _first(frames: Frames, people: int) -> Frames:
    crew, duties, legs = frames
    kept = crew.head(people).select("crew_id")
    return crew.head(people), duties.join(kept, "crew_id", "semi"), legs.join(kept, "crew_id", "semi")


def _same(ours: Mapping[str, int], theirs: Mapping[str, int]) -> None:
    wrong = list(islice(((who, ours[who], cents) for who, cents in theirs.items() if ours[who] != cents), 3))
    if wrong:
        raise SystemExit(f"the cents differ: {wrong}")


if __name__ == "__main__":
    growth([int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000])
    beside()
