"""How fast the pay engine is, beside its peers: ``python -m benchmarks.pay_engine [crew …]`` (1,000, 10,000, 100,000).

First the engine alone, with every line and its sentence, as the month grows. Then the same terms and the same month by
a loop in ``Decimal``, which writes lines and sentences too, and by OpenFisca, which says cents and no lines. That all
three say the same cents is checked.
Last one pay case from its text to the whole answer. Seconds by the clock, the best of three; all in one process.
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
from domain.paycases.reading import read
from payroll.engine import PayResult, pay
from services.paycases import Desk

BESIDE: Final = 10_000
"""The crew members that the engine and OpenFisca are timed on side by side; the loop pays the first of them."""
LOOPED: Final = 500
CASE: Final = """
crew: {id: X1, position: FIRST_OFFICER, base: HVN, hourly_rate: "90.00", hire_date: 2024-02-01}
period: {start: 2026-06-01, end: 2026-06-30}
terms:
  - {code: T1, family: leg_credit, basis: greater, compare: leg}
  - {code: T2, family: duty_rig, per: 2}
  - {code: T3, family: trip_rig, per: 4}
  - {code: T4, family: monthly_guarantee, hours: 70, proration: calendar_days}
  - {code: T5, family: overtime, threshold: "85:00", percent: 50}
  - {code: T6, family: per_diem, per_hour: "2.40"}
  - {code: T7, family: premium, component: red_eye, percent: 50, window: {start: "22:00", end: "6:00"},
     condition: in_local_min >= 1440}
  - {code: T8, family: delay_pay, after: "1:00", percent: 50, condition: delay_minutes > 60}
trips:
"""
_TRIP: Final = """
  - id: t{day}
    duties:
      - report: 2026-06-{day:02}T14:00Z
        release: 2026-06-{day:02}T23:30Z
        legs:
          - {{flight: XP101, from: HVN, to: MCO, sched_out: 2026-06-{day:02}T15:00Z, sched_in: 2026-06-{day:02}T18:05Z,
             out: 2026-06-{day:02}T15:10Z, in: 2026-06-{day:02}T18:20Z, delay_code: WX}}
          - {{flight: XP102, from: MCO, to: HVN, sched_out: 2026-06-{day:02}T19:00Z, sched_in: 2026-06-{day:02}T22:00Z,
             out: 2026-06-{day:02}T19:30Z, in: 2026-06-{day:02}T23:10Z, delay_code: MX}}
"""


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
        seconds, legs = best(partial(pay, book, *frames, USD)), frames[2].height
        print(
            f"{people:>9,} crew {legs:>11,} assignments {lines:>11,} lines {seconds * 1000:>9,.0f} ms "
            f"{legs / seconds:>11,.0f} assignments/s {seconds / people * 1e6:>7,.0f} us a crew member",
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
    engine = best(lambda: pay(book, *frames, USD))
    vectors = best(lambda: fisca.paid(system, frames))
    loop = best(lambda: plain.gross(few)) * legs / few[2].height
    print(f"side by side on {legs:,} assignments, the same cents for {BESIDE:,} and (the loop) {LOOPED:,} crew members")
    for name, seconds in (
        ("engine, lines and sentences", engine),
        ("OpenFisca, cents", vectors),
        ("loop, lines and sentences", loop),
    ):
        print(
            f"  {name:<28} {seconds * 1000:>9,.0f} ms {legs / seconds:>11,.0f} assignments/s {seconds / engine:>6.2f} x"
        )


def case() -> None:
    """One case of eight trips and eight terms, from its text to the answer, with what was not paid and why."""
    text = CASE + "".join(_TRIP.format(day=day) for day in range(2, 18, 2))
    desk = Desk()
    taken = best(lambda: read(text), 20)
    found = read(text)
    first = best(lambda: Desk().explain(found), 5)
    again = best(lambda: desk.explain(found), 20)
    print(
        f"one case: read {taken * 1000:.1f} ms, explained {first * 1000:.1f} ms, {again * 1000:.1f} ms by known terms"
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
    case()
